using System.Collections.Immutable;
using Lake.Loader.Streams;
using Lake.Text;

namespace Lake.Loader.Loading;

/// <summary>A stream's contract as its files want it.</summary>
/// <param name="Path">Where the contract is, relative to the project; null for a stream that has no file of its own.</param>
/// <param name="Text">Of the file.</param>
/// <param name="Changes">What is new in it, a line each.</param>
/// <param name="SampledFiles">How many files were looked at.</param>
public sealed record ContractDraft(
    StreamDefinition Stream, string? Path, string Text, ImmutableArray<string> Changes, int SampledFiles, ImmutableArray<Diagnostic> Diagnostics)
{
    public bool Succeeded => !Diagnostics.Any(d => d.Severity == Severity.Error);
}
