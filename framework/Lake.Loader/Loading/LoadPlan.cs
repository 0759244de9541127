using System.Collections.Immutable;
using Lake.Loader.Streams;
using Lake.Text;

namespace Lake.Loader.Loading;

/// <summary>What a load of a stream would do now.</summary>
/// <param name="Matched">Files that the path matches.</param>
/// <param name="Files">Those that would be loaded.</param>
/// <param name="Bytes">Of these files, as they are stored.</param>
/// <param name="Commits">To the raw table.</param>
/// <param name="SchemaChanges">What the files looked at would change, in words of SQL.</param>
/// <param name="SampledFiles">Files looked at: of Parquet the footers of all, of others what the first hundred megabytes hold.</param>
/// <param name="Rejected">Rows of the files looked at that would be rejected.</param>
public sealed record LoadPlan(
    StreamDefinition Stream, int Matched, int Files, long Bytes, int Commits, ImmutableArray<string> SchemaChanges, int SampledFiles, long Rejected,
    ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Of a database; null for files.</summary>
    public long? Rows { get; init; }

    public bool Succeeded => !Diagnostics.Any(d => d.Severity == Severity.Error);
}
