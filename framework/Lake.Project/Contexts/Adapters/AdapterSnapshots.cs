using Lake.Jinja.Values;
using Lake.Project.Contexts.Relations;
using Lake.Project.Contexts.Values;

namespace Lake.Project.Contexts.Adapters;

/// <summary>Methods of <c>adapter</c> that check the table a snapshot writes to.</summary>
internal static class AdapterSnapshots
{
    public static readonly MemberTable<AdapterValue> Table = new MemberTable<AdapterValue>()
        .Method("valid_snapshot_target", (a, x) => Check(a, x, requireDeletion: false))
        .Method("assert_valid_snapshot_target_given_strategy", (a, x) => Check(
            a, x, x.Optional(2, "strategy") is PyDict strategy && strategy.Get("hard_deletes") as string == "new_record"));

    private static string Check(AdapterValue adapter, CallArguments arguments, bool requireDeletion)
    {
        if (!adapter.Context.Executes || arguments.Required(0, "relation") is not RelationValue relation)
        {
            return "";
        }

        var names = arguments.Optional(1, "column_names") as PyDict ?? [];
        var existing = adapter.Context.RequireWarehouse(arguments).GetColumns(relation.Name)
            .Select(c => c.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var needed = new List<string> { "dbt_scd_id", "dbt_valid_from", "dbt_valid_to" };
        if (requireDeletion)
        {
            needed.Add("dbt_is_deleted");
        }

        var missing = needed.Select(n => names.Get(n) as string ?? n).Where(n => !existing.Contains(n)).ToList();
        return missing.Count == 0
            ? ""
            : throw ContextRules.CompilerError.Error(
                adapter.Context.Node?.Location ?? arguments.Site,
                $"Snapshot target is missing configured columns (missing {string.Join(", ", missing)}): {relation.Render()} is not a table that this snapshot can go on with",
                "drop it or give the snapshot another alias; a snapshot keeps the history of a table of its own");
    }
}
