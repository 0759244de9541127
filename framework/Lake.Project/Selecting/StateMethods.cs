using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Rules;
using Lake.Project.States;
using Lake.Text;

namespace Lake.Project.Selecting;

/// <summary>The methods that compare with an earlier run: <c>state:</c>, <c>result:</c>, <c>source_status:</c>.</summary>
internal sealed class StateMethods(LoadedProject project, string? folder, Action<Diagnostic> report)
{
    public static readonly string[] Names = ["state", "result", "source_status"];

    private static readonly string[] States =
    [
        "new", "old", "modified", "unmodified", "modified.body", "modified.configs", "modified.persisted_descriptions", "modified.relation",
        "modified.macros", "modified.contract",
    ];

    /// <summary>Those that look at contracts.</summary>
    private static readonly string[] ContractStates = ["modified", "unmodified", "modified.contract"];

    private static readonly string[] Results = ["success", "error", "skipped", "partial success", "no-op", "pass", "fail", "warn", "runtime error"];

    private static readonly string[] Ages = ["fresher", "pass", "warn", "error"];

    private readonly PreviousState? _state = folder is null ? null : new PreviousState(folder);

    private StateComparison? _comparison;

    private bool _hasJudgedContracts;

    public IEnumerable<string> Select(Criterion criterion)
    {
        if (_state is null)
        {
            throw SelectionRules.UnreadableState.Error(
                null, $"'{criterion.Text}' compares with an earlier run, and none is given", "give --state the folder with its artifacts");
        }

        return criterion.Method switch
        {
            "state" => Known(criterion, States) ? Nodes(criterion.Value) : [],
            "result" => Known(criterion, Results) ? _state.Statuses.Where(s => s.Value == criterion.Value && project.Nodes.ContainsKey(s.Key)).Select(s => s.Key) : [],
            _ => Known(criterion, Ages) ? Sources(criterion.Value, _state) : [],
        };
    }

    private bool Known(Criterion criterion, string[] values)
    {
        if (values.Contains(criterion.Value, StringComparer.Ordinal))
        {
            return true;
        }

        report(ProjectRules.SelectorSyntax.At(
            null, $"'{criterion.Method}:' takes no '{criterion.Value}'", Spelling.Hint(criterion.Value, values) ?? $"it takes: {string.Join(", ", values)}"));
        return false;
    }

    private IEnumerable<string> Nodes(string value)
    {
        var state = _state ?? throw new InvalidOperationException("There is no state.");
        var comparison = _comparison ??= new StateComparison(project, state);
        if (!_hasJudgedContracts && ContractStates.Contains(value, StringComparer.Ordinal))
        {
            _hasJudgedContracts = true;
            foreach (var broken in new ContractComparison(project, state).Breaks())
            {
                report(broken);
            }
        }

        Func<Node, bool> holds = value switch
        {
            "new" => comparison.IsNew,
            "old" => n => !comparison.IsNew(n),
            "modified" => comparison.IsModified,
            "unmodified" => n => !comparison.IsModified(n),
            _ => n => comparison.IsModified(n, value["modified.".Length..]),
        };
        return project.Nodes.Values.Where(n => n is not OperationNode && holds(n)).Select(n => n.UniqueId);
    }

    /// <summary>The current ages are those that the last freshness check left in the target folder.</summary>
    private IEnumerable<string> Sources(string value, PreviousState previous)
    {
        var current = new PreviousState(project.Settings.Paths.Target).Sources;
        return current
            .Where(s => value == "fresher"
                ? s.Value.LoadedAt is { } now && (previous.Sources.GetValueOrDefault(s.Key)?.LoadedAt is not { } then || now > then)
                : s.Value.Status == value)
            .Select(s => s.Key)
            .Where(project.Nodes.ContainsKey);
    }
}
