using System.Collections.Immutable;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Values;

namespace Lake.Iceberg.Manifests;

/// <summary>
/// What the partitions of a manifest's files have in common. Readers take missing bounds without nulls for "no values
/// at all" and skip the manifest, so they are either right or the column is not summarised.
/// </summary>
internal static class PartitionSummary
{
    public static ImmutableArray<FieldSummary> Of(ImmutableArray<PrimitiveType> types, IEnumerable<PartitionTuple> partitions)
    {
        var all = partitions.Distinct().ToList();
        return [.. types.Select((type, i) => Of(type, all.Select(p => p[i]).ToList()))];
    }

    private static FieldSummary Of(PrimitiveType type, List<object?> values)
    {
        object? lower = null, upper = null;
        foreach (var value in values.OfType<object>().Where(v => !IsNan(v)))
        {
            lower = lower is null || SingleValue.Compare(value, lower) < 0 ? value : lower;
            upper = upper is null || SingleValue.Compare(value, upper) > 0 ? value : upper;
        }

        return new FieldSummary(
            values.Contains(null),
            type.Kind is PrimitiveKind.Float or PrimitiveKind.Double ? values.Exists(v => v is not null && IsNan(v)) : null,
            lower is null ? null : SingleValue.Encode(type, ZeroSign.Lower(lower)),
            upper is null ? null : SingleValue.Encode(type, ZeroSign.Upper(upper)));
    }

    private static bool IsNan(object value) => value is double.NaN or float.NaN;
}
