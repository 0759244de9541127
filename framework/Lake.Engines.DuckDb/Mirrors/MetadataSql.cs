using System.Globalization;
using Lake.Engines.DuckDb.Relations;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Schemas;
using Lake.Sql;

namespace Lake.Engines.DuckDb.Mirrors;

/// <summary>What is known of a table as queries: <c>lake_snapshots('t')</c> and its like.</summary>
internal static class MetadataSql
{
    public static IReadOnlyDictionary<string, Func<LakeTable, string>> Functions { get; } =
        new Dictionary<string, Func<LakeTable, string>>(StringComparer.OrdinalIgnoreCase)
        {
            ["lake_snapshots"] = Snapshots,
            ["lake_history"] = History,
            ["lake_files"] = Files,
            ["lake_partitions"] = Partitions,
        };

    private static string Snapshots(LakeTable table) => Rows(
        [
            ("committed_at", "TIMESTAMP WITH TIME ZONE"), ("snapshot_id", "BIGINT"), ("parent_id", "BIGINT"), ("operation", "VARCHAR"),
            ("manifest_list", "VARCHAR"), ("summary", "MAP(VARCHAR, VARCHAR)"),
        ],
        table.Table.Metadata.Snapshots.Select(snapshot => new[]
        {
            Time(snapshot.TimestampMs), Number(snapshot.SnapshotId), Number(snapshot.ParentSnapshotId), SqlText.Literal(snapshot.Operation),
            SqlText.Literal(snapshot.ManifestList),
            $"MAP {{{string.Join(", ", snapshot.Summary.Select(s => $"{SqlText.Literal(s.Key)}: {SqlText.Literal(s.Value)}"))}}}",
        }));

    private static string History(LakeTable table)
    {
        var ancestors = Ancestors(table.Table.Metadata);
        return Rows(
            [("made_current_at", "TIMESTAMP WITH TIME ZONE"), ("snapshot_id", "BIGINT"), ("parent_id", "BIGINT"), ("is_current_ancestor", "BOOLEAN")],
            table.Table.Metadata.SnapshotLog.Select(entry => new[]
            {
                Time(entry.TimestampMs), Number(entry.SnapshotId), Number(table.Table.Metadata.SnapshotById(entry.SnapshotId)?.ParentSnapshotId),
                ancestors.Contains(entry.SnapshotId) ? "true" : "false",
            }));
    }

    private static string Files(LakeTable table) => Rows(
        [
            ("content", "VARCHAR"), ("file_path", "VARCHAR"), ("file_format", "VARCHAR"), ("spec_id", "INTEGER"), ("partition", "VARCHAR"),
            ("record_count", "BIGINT"), ("file_size_in_bytes", "BIGINT"), ("sort_order_id", "INTEGER"),
        ],
        AllFiles(table).Select(file => new[]
        {
            SqlText.Literal(file.Content switch
            {
                FileContent.Data => "data",
                FileContent.PositionDeletes => "position deletes",
                FileContent.EqualityDeletes => "equality deletes",
            }),
            SqlText.Literal(file.Path), SqlText.Literal(file.Format), Number(file.SpecId), PartitionOf(table, file),
            Number(file.RecordCount), Number(file.FileSizeInBytes), Number(file.SortOrderId),
        }));

    private static string Partitions(LakeTable table) => Rows(
        [
            ("partition", "VARCHAR"), ("spec_id", "INTEGER"), ("record_count", "BIGINT"), ("file_count", "BIGINT"),
            ("total_data_file_size_in_bytes", "BIGINT"), ("delete_file_count", "BIGINT"),
        ],
        AllFiles(table).GroupBy(file => (Partition: PartitionOf(table, file), file.SpecId)).OrderBy(group => group.Key.Partition, StringComparer.Ordinal).Select(group =>
        {
            var data = group.Where(file => file.Content == FileContent.Data).ToList();
            return new[]
            {
                group.Key.Partition, Number(group.Key.SpecId), Number(data.Sum(file => file.RecordCount)), Number(data.Count),
                Number(data.Sum(file => file.FileSizeInBytes)), Number(group.Count() - data.Count),
            };
        }));

    private static IEnumerable<DataFile> AllFiles(LakeTable table) =>
        table.Files.SelectMany(task => task.PositionDeletes.Concat(task.EqualityDeletes).Prepend(task.File)).Distinct();

    /// <summary>As its folder would be called: <c>region=eu/day=2024-01-31</c>; null for a table that is not partitioned.</summary>
    private static string PartitionOf(LakeTable table, DataFile file)
    {
        var spec = table.Table.Metadata.SpecById(file.SpecId);
        var parts = spec.Fields.Select((field, i) =>
            $"{field.Name}={field.Transform.ToHuman(table.Table.Metadata.FieldById(field.SourceId)?.Type as PrimitiveType ?? PrimitiveType.String, file.Partition[i])}");
        return spec.IsUnpartitioned ? "NULL" : SqlText.Literal(string.Join('/', parts));
    }

    private static HashSet<long> Ancestors(TableMetadata table)
    {
        var found = new HashSet<long>();
        for (var snapshot = table.CurrentSnapshot; snapshot is not null && found.Add(snapshot.SnapshotId);)
        {
            snapshot = snapshot.ParentSnapshotId is { } parent ? table.SnapshotById(parent) : null;
        }

        return found;
    }

    private static string Rows((string Name, string Type)[] columns, IEnumerable<string[]> rows)
    {
        var values = string.Join(",\n", rows.Select(row => $"({string.Join(", ", row)})"));
        var list = columns.Select((column, i) => string.Create(CultureInfo.InvariantCulture, $"CAST(v.c{i} AS {column.Type}) AS {column.Name}"));
        var names = columns.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"c{i}"));
        return values.Length == 0
            ? $"SELECT {string.Join(", ", columns.Select(column => $"CAST(NULL AS {column.Type}) AS {column.Name}"))} WHERE false"
            : $"SELECT {string.Join(", ", list)} FROM (VALUES {values}) AS v({string.Join(", ", names)})";
    }

    private static string Time(long milliseconds) => SqlText.Literal(
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd HH:mm:ss.fff'+00'", CultureInfo.InvariantCulture));

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "NULL";
}
