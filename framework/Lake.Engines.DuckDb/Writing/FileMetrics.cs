using System.Globalization;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Statistics;

namespace Lake.Engines.DuckDb.Writing;

/// <summary>DuckDB's statistics of a file as manifests hold them.</summary>
internal static class FileMetrics
{
    public static ColumnMetrics Of(TableMetadata table, WrittenFile file) =>
        FileStatistics.Convert(table, file.Columns.Select(column => Read(column.Key, column.Value)));

    public static ColumnMetrics OfPositionDeletes(IReadOnlyList<string> sortedPaths, WrittenFile file)
    {
        var positions = Read("pos", file.Columns["\"pos\""]);
        return FileStatistics.OfPositionDeletes(
            sortedPaths[0], sortedPaths[^1], Number(positions.Min) ?? 0, Number(positions.Max) ?? long.MaxValue, file.Rows);
    }

    private static ColumnStatistics Read(string path, IReadOnlyDictionary<string, string> values) => new(path)
    {
        Size = Number(values.GetValueOrDefault("column_size_bytes")),
        Min = values.GetValueOrDefault("min"),
        Max = values.GetValueOrDefault("max"),
        NullCount = Number(values.GetValueOrDefault("null_count")),
        NumValues = Number(values.GetValueOrDefault("num_values")),
        HasNan = values.TryGetValue("has_nan", out var flag) ? flag == "true" : null,
    };

    private static long? Number(string? text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
}
