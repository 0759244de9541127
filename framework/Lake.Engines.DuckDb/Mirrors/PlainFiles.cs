using System.Collections.Immutable;
using Lake.Engines.DuckDb.Relations;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Schemas;

namespace Lake.Engines.DuckDb.Mirrors;

/// <summary>
/// Files whose columns are certainly those of the table, by name and type: of a table that has only ever had one schema,
/// with nothing but snapshots of ours. DuckDB then need not be told a schema, whose text costs more to bind than the file
/// to open. Files of format 3 may hold the numbers of rows besides.
/// </summary>
internal static class PlainFiles
{
    public static bool Are(LakeTable table, Schema schema, ImmutableArray<FileScanTask> tasks)
    {
        var metadata = table.Table.Metadata;
        if (!table.IsWrittenHere || metadata.FormatVersion >= 3 || metadata.Schemas is not [var only] || !schema.Fields.SequenceEqual(only.Fields) || !only.Fields.All(IsPlain))
        {
            return false;
        }

        // A snapshot that is gone may have been another's.
        var known = metadata.Snapshots.Select(snapshot => snapshot.SequenceNumber).ToHashSet();
        return tasks.All(task => task.EqualityDeletes.IsEmpty && known.Contains(task.DataSequenceNumber) && OwnFile.Is(task.File.Path));
    }

    private static bool IsPlain(NestedField field) => field.InitialDefault is null && field.Type is PrimitiveType
    {
        Kind: PrimitiveKind.Boolean or PrimitiveKind.Int or PrimitiveKind.Long or PrimitiveKind.Float or PrimitiveKind.Double
            or PrimitiveKind.Decimal or PrimitiveKind.Date or PrimitiveKind.Timestamp or PrimitiveKind.TimestampTz or PrimitiveKind.String,
    };
}
