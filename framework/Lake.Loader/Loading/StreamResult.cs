using System.Collections.Immutable;
using Lake.Loader.Streams;
using Lake.Text;

namespace Lake.Loader.Loading;

/// <summary>What became of one stream.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Matched">Files that match the path.</param>
/// <param name="Loaded">Files that were read this time; the others were loaded before, or could not be.</param>
/// <param name="Rows">Rows added to the raw table.</param>
/// <param name="Rejected">Lines and rows added to the rejected table.</param>
/// <param name="Duration">Time spent on this stream.</param>
/// <param name="Diagnostics">Everything there is to say; an error among them means the stream failed.</param>
public sealed record StreamResult(
    StreamDefinition Stream,
    int Matched,
    int Loaded,
    long Rows,
    long Rejected,
    TimeSpan Duration,
    ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Of the files that were read, as they are stored.</summary>
    public long Bytes { get; init; }

    /// <summary>Rejected rows that were parsed again; null when files were loaded.</summary>
    public long? Replayed { get; init; }

    /// <summary>How long the oldest file that was read had waited; null when none was.</summary>
    public TimeSpan? Lag { get; init; }

    public bool Succeeded => !Diagnostics.Any(d => d.Severity == Severity.Error);
}
