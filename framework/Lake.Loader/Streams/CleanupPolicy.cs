namespace Lake.Loader.Streams;

/// <summary>What becomes of files after their rows were committed, and of old rejected rows.</summary>
public sealed record CleanupPolicy
{
    public SourceFiles Files { get; init; } = SourceFiles.Keep;

    /// <summary>How long after their commit.</summary>
    public TimeSpan After { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The folder that files are moved to, relative to the project or in object storage.</summary>
    public string? Archive { get; init; }

    /// <summary>How long rejected rows are kept; null for ever.</summary>
    public TimeSpan? Rejected { get; init; }
}

public enum SourceFiles
{
    Keep,
    Archive,
    Delete,
}
