using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Values;

namespace Lake.Iceberg.Scans;

/// <summary>Whether rows with some partition value may satisfy a condition on the column it is made from.</summary>
internal static class PartitionProjection
{
    public static bool MayMatch(Transform transform, PrimitiveType source, ColumnTest test, object? partition)
    {
        if (transform is VoidTransform || !transform.IsWritable)
        {
            return true;
        }

        if (partition is null)
        {
            // Null comes from null alone, and null satisfies no comparison.
            return test.Operator == ScanOperator.IsNull;
        }

        return test.Operator switch
        {
            ScanOperator.IsNull => false,
            ScanOperator.IsNotNull => true,
            ScanOperator.IsNan => transform is not IdentityTransform || IsNan(partition),
            _ when test.Value is null => true,
            ScanOperator.NotEqual => transform is not IdentityTransform || IsNan(partition) || !SingleValue.AreEqual(partition, test.Value),
            _ => Compare(transform, source, test.Operator, test.Value, partition),
        };
    }

    /// <summary>The same of any partition value between two.</summary>
    public static bool MayMatch(Transform transform, PrimitiveType source, ColumnTest test, object least, object greatest)
    {
        if (transform is IdentityTransform || test.Value is null)
        {
            return RangeTest.MayMatch(test.Operator, test.Value, least, greatest);
        }

        if (transform is not (BucketTransform or TimeTransform or TruncateTransform) || transform.Apply(source, test.Value) is not { } projected)
        {
            return true;
        }

        // Early writers put times before 1970 one unit too late.
        var latest = transform is TimeTransform && projected is int and < 0 ? (int)projected + 1 : projected;
        return test.Operator switch
        {
            ScanOperator.Equal => RangeTest.MayMatch(ScanOperator.Equal, projected, least, greatest) || RangeTest.MayMatch(ScanOperator.Equal, latest, least, greatest),
            ScanOperator.Less or ScanOperator.LessOrEqual => transform is BucketTransform || RangeTest.MayMatch(ScanOperator.LessOrEqual, latest, least, greatest),
            ScanOperator.Greater or ScanOperator.GreaterOrEqual => transform is BucketTransform || RangeTest.MayMatch(ScanOperator.GreaterOrEqual, projected, least, greatest),
            _ => true,
        };
    }

    private static bool Compare(Transform transform, PrimitiveType source, ScanOperator op, object value, object partition)
    {
        if (IsNan(partition))
        {
            return true;
        }

        switch (transform)
        {
            case BucketTransform:
                return op != ScanOperator.Equal || SingleValue.AreEqual(transform.Apply(source, value), partition);
            case TruncateTransform truncate when op == ScanOperator.StartsWith && value is string prefix && partition is string part:
                return part.StartsWith(CodePoints.Prefix(prefix, truncate.Width), StringComparison.Ordinal)
                    || prefix.StartsWith(part, StringComparison.Ordinal);
            case IdentityTransform:
                return RangeTest.MayMatch(op, value, partition, partition);
            case TimeTransform or TruncateTransform when transform.Apply(source, value) is { } projected:
                return Ordered(transform, op, projected, partition);
            default:
                return true;
        }
    }

    /// <summary>
    /// These transforms keep order, so strict comparisons become inclusive. Early writers put times before 1970 one unit
    /// too late, hence the allowance for negative ones.
    /// </summary>
    private static bool Ordered(Transform transform, ScanOperator op, object projected, object partition)
    {
        if (projected.GetType() != partition.GetType())
        {
            return true;
        }

        var order = SingleValue.Compare(partition, projected);
        var late = transform is TimeTransform && projected is int and < 0 && SingleValue.Compare(partition, (int)projected + 1) == 0;
        return op switch
        {
            ScanOperator.Equal => order == 0 || late,
            ScanOperator.Less or ScanOperator.LessOrEqual => order <= 0 || late,
            ScanOperator.Greater or ScanOperator.GreaterOrEqual => order >= 0,
            _ => true,
        };
    }

    private static bool IsNan(object value) => value is double.NaN or float.NaN;
}
