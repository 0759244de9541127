using Lake.Engines.DuckDb.Relations;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Values;

namespace Lake.Engines.DuckDb.Pruning;

/// <summary>Which files may hold a column's greatest or least value.</summary>
internal static class Extremes
{
    /// <summary>
    /// A file from which no row is deleted holds a value that is at least its lower bound; so files that end below the
    /// highest of those hold no greatest value.
    /// </summary>
    public static ScanFilter Of(LakeTable table, NestedField field, bool isGreatest)
    {
        if (field.Type is not PrimitiveType type)
        {
            return ScanFilter.True;
        }

        var bounds = table.Files.Where(task => task.PositionDeletes.IsEmpty && task.EqualityDeletes.IsEmpty && HasValues(task.File.Metrics, field.Id))
            .Select(task => (isGreatest ? task.File.Metrics.LowerBounds : task.File.Metrics.UpperBounds).TryGetValue(field.Id, out var bytes) ? SingleValue.Decode(type, bytes) : null)
            .OfType<object>();
        object? best = null;
        foreach (var bound in bounds)
        {
            best = best is null || (SingleValue.Compare(bound, best) > 0) == isGreatest ? bound : best;
        }

        var reaching = best is null ? ScanFilter.True
            : ScanFilter.Column(field.Id, isGreatest ? ScanOperator.GreaterOrEqual : ScanOperator.LessOrEqual, best);
        return type.Kind is PrimitiveKind.Float or PrimitiveKind.Double ? ScanFilter.Or(reaching, ScanFilter.Column(field.Id, ScanOperator.IsNan)) : reaching;
    }

    private static bool HasValues(ColumnMetrics metrics, int field) =>
        metrics.ValueCounts.TryGetValue(field, out var values) && metrics.NullValueCounts.TryGetValue(field, out var nulls) && nulls < values;
}
