using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Values;

namespace Lake.Project.Artifacts;

/// <summary>A model's key as dbt infers it from constraints and tests.</summary>
internal static class PrimaryKey
{
    /// <summary>Empty for a model that is switched off.</summary>
    public static IEnumerable<string> Of(LoadedProject project, ModelNode model) =>
        model.Config.Enabled ? Found(project, model).Order(StringComparer.Ordinal) : [];

    private static IEnumerable<string> Found(LoadedProject project, ModelNode model)
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
        var off = project.DisabledTests[model.UniqueId].ToList();
        var (unique, claimed) = (Unique(tests), Unique(off));
        var notNull = tests.Concat(off).Where(t => t.Metadata?.Name == "not_null").SelectMany(Columns).ToHashSet(StringComparer.Ordinal);
        var both = unique.Union(claimed, StringComparer.Ordinal).Where(notNull.Contains).ToList();
        return both.Count > 0 ? both : unique.Count > 0 ? unique : claimed;
    }

    /// <summary>A test that is switched off still says what people hold to be unique.</summary>
    private static List<string> Unique(IEnumerable<TestNode> tests) =>
        [.. tests.Where(t => t.Metadata?.Name is "unique" or "unique_combination_of_columns").SelectMany(Columns).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Columns(TestNode test) => (test.Metadata?.Kwargs.Find("column_name"), test.Metadata?.Kwargs.Find("combination_of_columns")) switch
    {
        (string column, _) => [column],
        (_, ValueList columns) => columns.OfType<string>(),
        _ => [],
    };

    private static bool Has(Column column, string type) => column.Constraints.OfType<ValueMap>().Any(c => c.Find("type") as string == type);
}
