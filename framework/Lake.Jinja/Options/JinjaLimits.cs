namespace Lake.Jinja.Options;

/// <summary>How much one rendering may use.</summary>
public sealed record JinjaLimits
{
    public static readonly JinjaLimits Default = new();

    /// <summary>Macros within macros.</summary>
    public int MaxDepth { get; init; } = 250;

    /// <summary>Rounds of all loops together.</summary>
    public long MaxIterations { get; init; } = 50_000_000;

    /// <summary>Characters of output, and of any one string or list made by repetition.</summary>
    public int MaxOutput { get; init; } = 256 * 1024 * 1024;

    public TimeSpan? MaxTime { get; init; }
}
