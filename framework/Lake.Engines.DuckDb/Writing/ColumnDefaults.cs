using System.Collections.Immutable;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Types;
using Lake.Iceberg.Schemas;

namespace Lake.Engines.DuckDb.Writing;

/// <summary>
/// DEFAULT of columns, for rows that are written here. Tables of format 2 have no place for it, so a property of the
/// table keeps the expression under the column's name.
/// </summary>
internal static class ColumnDefaults
{
    private const string Prefix = "lake.default.";

    public static string PropertyOf(string column) => Prefix + column;

    /// <summary>What a row gets that is written without a value for the column, in the column's type.</summary>
    public static string ValueOf(LakeTable table, NestedField column) => ValueOf(table.Table.Metadata.Properties, column);

    public static string ValueOf(ImmutableSortedDictionary<string, string> properties, NestedField column)
    {
        var type = TypeMapping.ToDuckDb(column.Type);
        return properties.TryGetValue(PropertyOf(column.Name), out var expression) ? $"CAST(({expression}\n) AS {type})" : $"NULL::{type}";
    }

    /// <summary>All such properties of a table.</summary>
    public static IEnumerable<string> In(ImmutableSortedDictionary<string, string> properties) =>
        properties.Keys.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal));
}
