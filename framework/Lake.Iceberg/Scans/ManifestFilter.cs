using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Values;

namespace Lake.Iceberg.Scans;

/// <summary>Says of a manifest whether any of its files may match, by the summary of their partitions.</summary>
internal static class ManifestFilter
{
    public static bool MayMatch(ScanFilter filter, TableMetadata table, ManifestFile manifest)
    {
        if (manifest.Partitions.IsEmpty || manifest.SpecId < 0)
        {
            return true;
        }

        var spec = table.SpecById(manifest.SpecId);
        return spec.Fields.Length != manifest.Partitions.Length || MayMatch(filter, table, spec, manifest);
    }

    private static bool MayMatch(ScanFilter filter, TableMetadata table, PartitionSpec spec, ManifestFile manifest) => filter switch
    {
        AllOf all => all.Filters.All(f => MayMatch(f, table, spec, manifest)),
        AnyOf any => any.Filters.Any(f => MayMatch(f, table, spec, manifest)),
        ColumnTest test => !spec.Fields.Where((field, i) => field.SourceId == test.FieldId
            && table.FieldById(test.FieldId)?.Type is PrimitiveType type
            && Excludes(test, field.Transform, type, manifest.Partitions[i])).Any(),
        _ => true,
    };

    private static bool Excludes(ColumnTest test, Transform transform, PrimitiveType type, FieldSummary summary)
    {
        if (transform is VoidTransform || !transform.IsWritable || summary.ContainsNan == true)
        {
            return false;
        }

        if (test.Operator is ScanOperator.IsNull or ScanOperator.IsNan)
        {
            return test.Operator == ScanOperator.IsNull ? !summary.ContainsNull : transform is IdentityTransform && summary.ContainsNan == false;
        }

        var result = transform.ResultType(type);
        return summary.LowerBound is { } lower && summary.UpperBound is { } upper
            && SingleValue.Decode(result, lower) is { } least && SingleValue.Decode(result, upper) is { } greatest
            && !PartitionProjection.MayMatch(transform, type, test, least, greatest);
    }
}
