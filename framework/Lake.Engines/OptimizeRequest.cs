namespace Lake.Engines;

/// <summary>Which data files of a table are to be written anew.</summary>
public sealed record OptimizeRequest
{
    /// <summary>Only says what would be done.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>The size of files to come near to; null for what the table's properties say, else 512 MB.</summary>
    public long? TargetBytes { get; init; }

    /// <summary>So many small files are worth to be put together; fewer when they fill one of the target size.</summary>
    public int LeastFiles { get; init; } = 5;

    /// <summary>A file of which this share of the rows is deleted is written anew without them.</summary>
    public double DeletedShare { get; init; } = 0.3;

    /// <summary>Also files whose rows are not in the table's sort order.</summary>
    public bool IsSorting { get; init; }

    /// <summary>All files, whatever their size.</summary>
    public bool IsWhole { get; init; }
}
