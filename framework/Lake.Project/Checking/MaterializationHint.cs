using Lake.Project.Loaded;
using Lake.Text;

namespace Lake.Project.Checking;

/// <summary>What to write in place of a materialization that the target does not have.</summary>
internal static class MaterializationHint
{
    public static string Of(string name, ProjectEnvironment environment)
    {
        var (macros, target) = (environment.Macros, environment.Target.Type);
        var known = macros.MaterializationNames.Where(n => macros.FindMaterialization(n, target) is not null).Append("ephemeral")
            .Except(["test", "unit", "clone", "function"]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return name switch
        {
            "materialized_view" => $"{target} has no materialized views over Iceberg tables; use 'table', or 'incremental' for one that is costly to build",
            "external" => "use 'table': its rows are Parquet files that other engines read through the catalog; a copy elsewhere is a post-hook, \"copy (select * from {{ this }}) to '…'\"",
            "table_function" => "a lakehouse keeps tables and views, no functions; use 'view', or a macro of the project",
            _ => Spelling.Hint(name, known) ?? $"there are: {string.Join(", ", known)}; the project can define others with '{{% materialization {name}, default %}}'",
        };
    }
}
