using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Values;

namespace Lake.Iceberg.Scans;

/// <summary>Says of a file whether any of its rows may satisfy a filter, by its partition and statistics. When unsure: yes.</summary>
internal sealed class FileFilter(ScanFilter filter, TableMetadata table)
{
    public bool MayMatch(DataFile file) => MayMatch(filter, file);

    private bool MayMatch(ScanFilter filter, DataFile file) => filter switch
    {
        AllOf all => all.Filters.All(f => MayMatch(f, file)),
        AnyOf any => any.Filters.Any(f => MayMatch(f, file)),
        ColumnTest test => table.FieldById(test.FieldId)?.Type is not PrimitiveType type
            || (MayMatchBounds(test, type, file.Metrics) && MayMatchPartition(test, type, file)),
        _ => true,
    };

    private static bool MayMatchBounds(ColumnTest test, PrimitiveType type, ColumnMetrics metrics)
    {
        long? nulls = metrics.NullValueCounts.TryGetValue(test.FieldId, out var n) ? n : null;
        long? values = metrics.ValueCounts.TryGetValue(test.FieldId, out var v) ? v : null;
        if (test.Operator == ScanOperator.IsNull)
        {
            return nulls is not 0;
        }

        if (nulls is not null && nulls == values)
        {
            return false;
        }

        if (test.Operator == ScanOperator.IsNan)
        {
            return !metrics.NanValueCounts.TryGetValue(test.FieldId, out var nans) || nans > 0;
        }

        var lower = metrics.LowerBounds.TryGetValue(test.FieldId, out var low) ? SingleValue.Decode(type, low) : null;
        var upper = metrics.UpperBounds.TryGetValue(test.FieldId, out var high) ? SingleValue.Decode(type, high) : null;
        return RangeTest.MayMatch(test.Operator, test.Value, lower, upper);
    }

    private bool MayMatchPartition(ColumnTest test, PrimitiveType type, DataFile file)
    {
        var spec = table.SpecById(file.SpecId);
        for (var i = 0; i < spec.Fields.Length; i++)
        {
            var field = spec.Fields[i];
            if (field.SourceId == test.FieldId && field.SourceIds.Length <= 1
                && !PartitionProjection.MayMatch(field.Transform, type, test, file.Partition[i]))
            {
                return false;
            }
        }

        return true;
    }
}
