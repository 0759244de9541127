using System.Collections.Immutable;

namespace Lake.Iceberg.Scans;

public enum ScanOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    StartsWith,
    IsNull,
    IsNotNull,

    /// <summary>For engines in which NaN is greater than every number; the other comparisons leave it out.</summary>
    IsNan,
}

/// <summary>A condition for pruning files. It may be weaker than the query's: what it cannot say is left out.</summary>
public abstract record ScanFilter
{
    public static ScanFilter True { get; } = new AllOf([]);

    public static ScanFilter And(params ImmutableArray<ScanFilter> filters) => new AllOf(filters);

    public static ScanFilter Or(params ImmutableArray<ScanFilter> filters) => new AnyOf(filters);

    /// <param name="value">Of the shape that <see cref="Values.SingleValue"/> lists for the column's type; null for the null tests.</param>
    public static ScanFilter Column(int fieldId, ScanOperator op, object? value = null) => new ColumnTest(fieldId, op, value);
}

public sealed record AllOf(ImmutableArray<ScanFilter> Filters) : ScanFilter;

public sealed record AnyOf(ImmutableArray<ScanFilter> Filters) : ScanFilter;

public sealed record ColumnTest(int FieldId, ScanOperator Operator, object? Value) : ScanFilter;
