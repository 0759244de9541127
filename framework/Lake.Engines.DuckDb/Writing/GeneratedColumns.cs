using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Text;
using Lake.Engines.DuckDb.Types;
using Lake.Iceberg.Schemas;
using Lake.Sql;

namespace Lake.Engines.DuckDb.Writing;

/// <summary>
/// GENERATED ALWAYS AS: columns that are computed from the others of their row whenever it is written here, and stored with
/// it, so that every reader finds them.
/// </summary>
internal static class GeneratedColumns
{
    public static bool Contain(LakeTable table, NestedField column) => ConstraintProperties.Computed(table.Table.Metadata.Properties).Any(c => c.Column == column.Name);

    /// <summary>The columns that a statement gives values to.</summary>
    public static IEnumerable<NestedField> Given(LakeTable table) => table.Table.Schema.Fields.Where(f => !Contain(table, f));

    /// <summary>Rows in the shape of the table, with what is computed in its place.</summary>
    public static SqlComposer Compute(LakeTable table, SqlComposer rows)
    {
        foreach (var (column, expression) in InOrder(table))
        {
            rows = new SqlComposer(rows.Source).Add($"SELECT * REPLACE ({Value(column, expression)} AS {SqlText.Identifier(column.Name)}) FROM (").Append(rows)
                .Add($"\n) AS {SqlText.Identifier(table.Id.Name)}");
        }

        return rows;
    }

    /// <summary>Statements that do the same with a temporary table, where the columns have other names.</summary>
    public static IEnumerable<string> Compute(LakeTable table, string temporary, Func<int, string> name)
    {
        var fields = table.Table.Schema.Fields;
        var values = string.Join(", ", fields.Select((f, i) => $"__lake_rows.{name(i)} AS {SqlText.Identifier(f.Name)}"));
        foreach (var (column, expression) in InOrder(table))
        {
            yield return $"CREATE OR REPLACE TEMP TABLE {temporary} AS SELECT __lake_rows.* REPLACE ({Value(column, expression)} AS {name(fields.IndexOf(column))}) "
                + $"FROM temp.main.{temporary} AS __lake_rows, LATERAL (SELECT {values}) AS {SqlText.Identifier(table.Id.Name)}";
        }
    }

    /// <summary>Those that others are computed from come first.</summary>
    private static IEnumerable<(NestedField Column, string Expression)> InOrder(LakeTable table)
    {
        var open = ConstraintProperties.Computed(table.Table.Metadata.Properties).ToList();
        while (open.Count > 0)
        {
            var next = open.Find(c => !ConstraintProperties.Names(c.Expression).Any(n => open.Exists(o => string.Equals(o.Column, n, StringComparison.OrdinalIgnoreCase))));
            next = next.Column is null ? open[0] : next;
            open.Remove(next);
            if (table.Table.Schema.Fields.FirstOrDefault(f => f.Name == next.Column) is { } column)
            {
                yield return (column, next.Expression);
            }
        }
    }

    private static string Value(NestedField column, string expression) => $"CAST(({expression}\n) AS {TypeMapping.ToDuckDb(column.Type)})";
}
