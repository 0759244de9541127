using Lake.Loader.Files;
using Lake.Loader.Streams;

namespace Lake.Loader.Scanning;

/// <summary>What a look at a CSV file has proven: the engine can read all of it.</summary>
/// <param name="Records">Behind the header.</param>
/// <param name="LongestLine">In bytes.</param>
/// <param name="IsProven">For each field, whether all its values are null or plain values of its type.</param>
internal sealed record CsvScan(long Records, int LongestLine, IReadOnlyList<bool> IsProven)
{
    /// <summary>Null when the file, or a part of it, is not so plain that the engine could be trusted with it.</summary>
    /// <param name="start">How many bytes the header takes.</param>
    /// <param name="header">How it ends.</param>
    public static CsvScan? Of(
        RawFile file, CsvOptions options, long start, LineEnd header, IReadOnlyList<FieldProof?> proofs, CancellationToken cancellationToken)
    {
        if (!CsvLines.CanBePlain(options) || header == LineEnd.Cr
            || !FileParts.Scan(file, start, () => new CsvLines(options, proofs, header), lines => lines.Scan, out var parts, cancellationToken)
            || !parts.All(part => part.EndsAlike(parts[0])))
        {
            return null;
        }

        return new CsvScan(
            parts.Sum(p => p.Records), parts.Max(p => p.LongestLine), [.. proofs.Select((_, field) => parts.All(p => p.IsProven(field)))]);
    }
}
