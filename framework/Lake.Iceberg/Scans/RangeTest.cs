using Lake.Iceberg.Values;

namespace Lake.Iceberg.Scans;

/// <summary>Whether some value between two bounds may satisfy a comparison. A missing bound is no bound.</summary>
internal static class RangeTest
{
    public static bool MayMatch(ScanOperator op, object? value, object? lower, object? upper)
    {
        if (value is null || (lower is not null && lower.GetType() != value.GetType()) || (upper is not null && upper.GetType() != value.GetType()))
        {
            return true;
        }

        return op switch
        {
            ScanOperator.Equal => !IsBelow(value, lower) && !IsAbove(value, upper),
            ScanOperator.Less => lower is null || SingleValue.Compare(lower, value) < 0,
            ScanOperator.LessOrEqual => !IsBelow(value, lower),
            ScanOperator.Greater => upper is null || SingleValue.Compare(upper, value) > 0,
            ScanOperator.GreaterOrEqual => !IsAbove(value, upper),
            ScanOperator.StartsWith => StartsWith(value, lower, upper),
            ScanOperator.NotEqual or ScanOperator.IsNull or ScanOperator.IsNotNull or ScanOperator.IsNan => true,
        };
    }

    private static bool IsBelow(object value, object? bound) => bound is not null && SingleValue.Compare(value, bound) < 0;

    private static bool IsAbove(object value, object? bound) => bound is not null && SingleValue.Compare(value, bound) > 0;

    /// <summary>Bounds cut to the prefix's length bracket it.</summary>
    private static bool StartsWith(object value, object? lower, object? upper) => value is not string prefix
        || (!IsBelow(prefix, Cut(lower, prefix)) && !IsAbove(prefix, Cut(upper, prefix)));

    private static object? Cut(object? bound, string prefix) =>
        bound is string text ? CodePoints.Prefix(text, prefix.EnumerateRunes().Count()) : bound;
}
