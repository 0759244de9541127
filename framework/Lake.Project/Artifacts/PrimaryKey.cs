using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Values;

namespace Lake.Project.Artifacts;

/// <summary>A model's key as dbt infers it from constraints and tests.</summary>
internal static class PrimaryKey
{
    public static IEnumerable<string> Of(LoadedProject project, ModelNode model)
    {
        foreach (var constraint in model.Constraints.OfType<ValueMap>().Where(c => c.Find("type") is "primary_key"))
        {
            return (constraint.Find("columns") as ValueList ?? ValueList.Empty).OfType<string>();
        }

        var declared = model.Columns.FirstOrDefault(c => Has(c, "primary_key"));
        if (declared is not null)
        {
            return [declared.Name];
        }

        var tests = model.TestIds.Select(id => project.Nodes.GetValueOrDefault(id)).OfType<TestNode>().Where(t => t.AttachedNode == model.UniqueId).ToList();
        var unique = Tested(tests, "unique").Distinct(StringComparer.Ordinal).ToList();
        var notNull = Tested(tests, "not_null").ToHashSet(StringComparer.Ordinal);
        var both = unique.Where(notNull.Contains).ToList();
        return both.Count > 0 ? both : unique;
    }

    private static IEnumerable<string> Tested(IEnumerable<TestNode> tests, string name) =>
        tests.Where(t => t.Metadata?.Name == name).Select(t => t.ColumnName).OfType<string>();

    private static bool Has(Column column, string type) => column.Constraints.OfType<ValueMap>().Any(c => c.Find("type") as string == type);
}
