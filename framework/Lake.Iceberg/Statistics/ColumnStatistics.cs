namespace Lake.Iceberg.Statistics;

/// <summary>What a writer of Parquet knows about one leaf column of a file, in the form of DuckDB's <c>RETURN_STATS</c>.</summary>
/// <param name="Path">Quoted names, such as <c>"st"."x"</c>, <c>"li"."element"</c> or <c>"m"."key"</c>; a name alone needs no quotes.</param>
public sealed record ColumnStatistics(string Path)
{
    /// <summary>Compressed bytes.</summary>
    public long? Size { get; init; }

    /// <summary>As SQL prints it; binary as hexadecimal digits. NaN is never a bound.</summary>
    public string? Min { get; init; }

    public string? Max { get; init; }

    public long? NullCount { get; init; }

    /// <summary>Nulls included.</summary>
    public long? NumValues { get; init; }

    /// <summary>Null for columns that cannot have any, and when unknown.</summary>
    public bool? HasNan { get; init; }
}
