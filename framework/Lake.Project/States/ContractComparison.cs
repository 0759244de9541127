using Lake.Project.Artifacts;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.States;

/// <summary>
/// Contracts that held in an earlier run and are broken since: as in dbt a warning, and an error where the model has versions,
/// since a new one could have been made.
/// </summary>
internal sealed class ContractComparison(LoadedProject project, PreviousState state)
{
    private static readonly string[] Tables = ["table", "incremental"];

    public IEnumerable<Diagnostic> Breaks() =>
        from earlier in state.Nodes
        let then = earlier.Value
        where then.Find("resource_type") is "model" && IsEnforced(then)
        let now = project.Nodes.GetValueOrDefault(earlier.Key) as ModelNode
        let changes = now is null ? Removed(then) : Changes(NodeRecord.Of(project, now, null), then)
        where changes.Count > 0
        select SelectionRules.ContractBroken.At(
            now?.Location, $"since the earlier run the contract of '{earlier.Key}' is broken: {string.Join("; ", changes)}",
            "who reads the model relies on it: make the change in a new version of the model") with
        {
            Severity = then.Find("version") is null ? Severity.Warning : Severity.Error,
        };

    /// <summary>A model may go when its time has come.</summary>
    private static List<string> Removed(ValueMap then) =>
        then.Find("deprecation_date") is string text && DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var date) && date < DateTimeOffset.UtcNow
            ? []
            : ["the model was deleted, renamed or disabled"];

    private List<string> Changes(ValueMap now, ValueMap then)
    {
        if (IsEnforced(now) && Equals(Map(now, "contract").Find("checksum"), Map(then, "contract").Find("checksum")))
        {
            return [];
        }

        var (columns, earlier) = (Map(now, "columns"), Map(then, "columns"));
        var pairs = earlier.OrderBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => (Name: c.Key, Then: c.Value as ValueMap ?? ValueMap.Empty, Now: columns.Find(c.Key) as ValueMap)).ToList();
        var changes = new List<string>();
        if (!IsEnforced(now))
        {
            changes.Add("it is no longer enforced");
        }

        changes.AddRange(pairs.Where(c => c.Now is null).Select(c => $"the column '{c.Name}' was removed"));
        changes.AddRange(pairs.Where(c => c.Now is not null && BaseType(c.Now) != BaseType(c.Then))
            .Select(c => $"the column '{c.Name}' was {c.Then.Find("data_type") ?? "of no type"} and is {c.Now?.Find("data_type") ?? "of no type"}"));
        if (IsTable(then))
        {
            changes.AddRange(pairs.Where(c => c.Now is not null).SelectMany(c => Lost(c.Then, c.Now ?? ValueMap.Empty, $" on the column '{c.Name}'")));
            changes.AddRange(Lost(then, now, ""));
            if (!IsTable(now) && pairs.Select(c => c.Then).Append(then).Any(owner => Constraints(owner).Any()))
            {
                changes.Add($"it was materialized as {Map(then, "config").Find("materialized")} and is {Map(now, "config").Find("materialized")}, which holds no constraints");
            }
        }

        return changes;
    }

    /// <summary>Constraints that the engine held the rows to.</summary>
    private IEnumerable<string> Lost(ValueMap then, ValueMap now, string place) =>
        from constraint in Constraints(then)
        let type = constraint.Find("type") as string ?? ""
        where Contexts.Adapters.Constraints.IsEnforced(project.Target.Type, type) && !Constraints(now).Any(c => StateComparison.Same(c, constraint))
        select $"the {type} constraint{place} was removed";

    private static IEnumerable<ValueMap> Constraints(ValueMap owner) => (owner.Find("constraints") as ValueList ?? ValueList.Empty).OfType<ValueMap>();

    /// <summary>Sizes may change: <c>varchar(10)</c> is as good as <c>varchar(3)</c>.</summary>
    private static string BaseType(ValueMap column) => (column.Find("data_type") as string ?? "").Split('(')[0].Trim().ToLowerInvariant();

    private static bool IsTable(ValueMap record) => Tables.Contains(Map(record, "config").Find("materialized") as string, StringComparer.Ordinal);

    private static bool IsEnforced(ValueMap record) => Map(record, "contract").Find("enforced") is true;

    private static ValueMap Map(ValueMap record, string key) => record.Find(key) as ValueMap ?? ValueMap.Empty;
}
