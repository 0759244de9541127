using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Schemas;

namespace Lake.Engines.DuckDb.Writing;

/// <summary>
/// Two columns that files of format 3 may hold besides the table's own: the number of a row, and the version that changed it
/// last. A row that is where it was written first needs neither; one that has moved would get other numbers without.
/// </summary>
internal static class RowNumbers
{
    public const string Id = "_row_id";
    public const string LastUpdated = "_last_updated_sequence_number";

    private static readonly NestedField[] Fields = [new(2147483540, Id, PrimitiveType.Long), new(2147483539, LastUpdated, PrimitiveType.Long)];

    /// <summary>The columns of the table, with these where its rows have numbers.</summary>
    public static Schema With(Table table) => table.Metadata.FormatVersion < 3
        ? table.Schema
        : new Schema(table.Schema.SchemaId, [.. table.Schema.Fields, .. Fields], table.Schema.IdentifierFieldIds);
}
