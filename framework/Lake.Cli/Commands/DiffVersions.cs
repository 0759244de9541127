using System.Globalization;
using Lake.Cli.Rules;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Engines;
using Lake.Project;
using Lake.Project.Nodes;
using Lake.Runner;
using Lake.Runner.Comparisons;
using Lake.Runner.Execution;
using Lake.Runner.Requests;
using Lake.Sql;
using Lake.Text;

namespace Lake.Cli.Commands;

/// <summary>The versions of a model that <c>lake diff</c> compares, as SQL.</summary>
internal sealed class DiffVersions(TerminalContext terminal, Workspace workspace, IEngine engine, IEngineSession session, CodeNode node)
{
    public const string Previous = "previous";
    public const string Current = "current";
    private const string Code = "code";
    private const string Failed = "failed";
    private const string OtherTarget = "target:";

    private readonly RelationName _table = node.Relation ?? throw new InvalidOperationException($"{node.UniqueId} has no relation.");
    private readonly bool _isTrino = engine.AdapterType == "trino";

    /// <summary>Of two versions of one table, files that both have are left out of what may differ.</summary>
    public (DiffSide Before, DiffSide After) Read(string before, string after)
    {
        var (one, other) = (IsVersion(before) ? Version(before) : null, IsVersion(after) ? Version(after) : null);
        return one is not null && other is not null && !_isTrino
            ? (At(before, one) with { Differing = $"{_table} AT (VERSION => {one}, EXCEPT => {other})" }, At(after, other) with { Differing = $"{_table} AT (VERSION => {other}, EXCEPT => {one})" })
            : (Side(before, one), Side(after, other));
    }

    private static bool IsVersion(string word) => word is not (Code or Failed) && !word.StartsWith(OtherTarget, StringComparison.Ordinal);

    private DiffSide Side(string word, string? version) => word switch
    {
        Current => new DiffSide(Current, Existing(_table)),
        Code => new DiffSide("the model's code", $"(\n{Compile()}\n)"),
        Failed => new DiffSide("what failed its tests", Existing(KeptNode.NameOf(node) ?? _table)),
        _ when version is not null => At(word, version),
        _ => new DiffSide(word, Existing(Elsewhere(word[OtherTarget.Length..]))),
    };

    private DiffSide At(string word, string version) => new(
        word is Previous or Current && version[0] != '\'' ? $"{word} snapshot {version}" : $"version {word}",
        _isTrino ? $"{_table} FOR VERSION AS OF {version}" : $"{_table} AT (VERSION => {version})");

    /// <summary>A snapshot's id, or a quoted branch or tag; null for what is current where it has no versions.</summary>
    private string? Version(string word)
    {
        var isTable = session.FindRelation(_table) is { Kind: RelationKind.Table };
        if (word == Current && !isTable)
        {
            return null;
        }

        if (word is Previous or Current)
        {
            return Snapshot("true", word == Current ? 0 : 1) ?? (word == Current ? null : throw CliRules.Misused.Error(
                null, $"{_table.Schema}.{_table.Identifier} has no snapshot before the present one", "compare with what the model's code gives: --from current --to code"));
        }

        if (long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return word;
        }

        return DateTimeOffset.TryParse(word, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? Snapshot($"made_current_at <= timestamp '{time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)} UTC'", 0)
                ?? throw CliRules.Misused.Error(null, $"{_table.Schema}.{_table.Identifier} had no snapshot at {word}", "lake table history shows when it was changed")
            : SqlText.Literal(word);
    }

    /// <summary>The last snapshot, or one before it, that was current under a condition.</summary>
    private string? Snapshot(string condition, int earlier)
    {
        var history = _isTrino ? SqlText.Identifier(_table.Database, _table.Schema, _table.Identifier + "$history") : $"lake_history({SqlText.Literal(_table.ToString())})";
        using var result = session.Execute(
            string.Create(CultureInfo.InvariantCulture, $"select snapshot_id from {history} where {condition} order by made_current_at desc offset {earlier} limit 1"), terminal.CancellationToken);
        return result.Rows.Select(r => CellFormat.Text(r[0])).FirstOrDefault();
    }

    private string Existing(RelationName name) => session.FindRelation(name) is not null ? name.ToString() : throw CliRules.Misused.Error(
        null, $"there is no table or view {name.Schema}.{name.Identifier}", "build it first");

    private RelationName Elsewhere(string target)
    {
        var other = ProjectLoader.Load(workspace.Options with { Target = target });
        if (other.HasErrors)
        {
            throw new DiagnosticException([.. other.Diagnostics.Where(d => d.Severity == Severity.Error)]);
        }

        return other.Nodes.GetValueOrDefault(node.UniqueId)?.Relation
            ?? throw CliRules.Misused.Error(null, $"the target '{target}' has no '{node.Name}'", "name another target of the profile");
    }

    /// <summary>As for a build from nothing: the rows of an incremental model are all its rows.</summary>
    private string Compile()
    {
        using var reporter = new RunReporter(terminal, showsNodes: false);
        var options = new RunOptions { Command = RunCommand.Compile, Threads = 1, FullRefresh = true, WritesJson = false };
        var result = LakeRunner.Run(workspace.Project, new HashSet<string>(StringComparer.Ordinal) { node.UniqueId }, engine, options, reporter, terminal.CancellationToken);
        var compiled = result.Nodes.FirstOrDefault(n => n.UniqueId == node.UniqueId);
        return compiled?.CompiledCode is { } code && result.Succeeded ? code
            : compiled is { Diagnostics: { IsEmpty: false } problems } ? throw new DiagnosticException(problems)
            : throw CliRules.Misused.Error(null, $"'{node.Name}' has no SQL of its own", "compare versions of its table");
    }
}
