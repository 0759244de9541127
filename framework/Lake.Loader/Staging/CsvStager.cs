using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Lake.Loader.Streams;

namespace Lake.Loader.Staging;

/// <summary>
/// Stages the records of CSV files, and sets those that do not have the header's fields apart with the reason. A quote
/// that is never closed costs one line, not the rest of the file.
/// </summary>
internal sealed class CsvStager(StreamDefinition stream)
{
    private const int LongestRecordInLines = 1000;

    private readonly CsvParser _parser = new(stream.Csv);
    private readonly List<string?> _fields = [];

    /// <summary>Names of the fields by the file's first record, or as declared; null for an empty file.</summary>
    public IReadOnlyList<string>? ReadHeader(LineReader lines)
    {
        if (!stream.Csv.Header)
        {
            return [.. stream.Columns.Select(c => c.Name)];
        }

        if (!lines.Read())
        {
            return null;
        }

        _parser.Parse(Encoding.UTF8.GetString(lines.Line), _fields);
        return [.. _fields.Select((f, i) => string.IsNullOrWhiteSpace(f) ? string.Create(CultureInfo.InvariantCulture, $"column{i + 1}") : f.Trim())];
    }

    public void Stage(int file, int fieldCount, LineReader lines, StageWriter good, StageWriter bad, CancellationToken cancellationToken)
    {
        var pending = new Queue<(long Number, string Text, bool IsValid)>();
        while (Next(lines, pending) is { } line)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (line.Text.Length == 0)
            {
                continue;
            }

            var record = line.Text;
            var taken = 0;
            var outcome = _parser.Parse(record, _fields);
            while (outcome == CsvParser.Outcome.Unfinished && taken < LongestRecordInLines && Peek(lines, pending, taken) is { } more)
            {
                record = record + "\n" + more;
                taken++;
                outcome = _parser.Parse(record, _fields);
            }

            var reason = !line.IsValid ? "not valid UTF-8" : Reject(outcome, record, fieldCount);
            if (reason is not null)
            {
                bad.Write(file, line.Number, line.Text.Replace('\0', '\uFFFD'), reason);
                continue;
            }

            for (var i = 0; i < taken; i++)
            {
                pending.Dequeue();
            }

            good.Write(file, line.Number, [record, .. _fields]);
        }
    }

    private string? Reject(CsvParser.Outcome outcome, string record, int fieldCount) => outcome switch
    {
        CsvParser.Outcome.Unfinished => "a quote is not closed",
        CsvParser.Outcome.Broken => "text follows a closing quote",
        _ when _fields.Count != fieldCount => string.Create(
            CultureInfo.InvariantCulture, $"{_fields.Count} fields instead of {fieldCount}"),
        _ => record.Contains('\0', StringComparison.Ordinal) ? "contains a NUL character" : null,
    };

    private static (long Number, string Text, bool IsValid)? Next(LineReader lines, Queue<(long, string, bool)> pending)
    {
        if (pending.TryDequeue(out var line))
        {
            return line;
        }

        return lines.Read() ? Current(lines) : null;
    }

    /// <summary>The line that many after the current one, read ahead; null at the end of the file.</summary>
    private static string? Peek(LineReader lines, Queue<(long Number, string Text, bool IsValid)> pending, int distance)
    {
        if (distance == pending.Count)
        {
            if (!lines.Read())
            {
                return null;
            }

            pending.Enqueue(Current(lines));
        }

        return pending.ElementAt(distance).Text;
    }

    private static (long Number, string Text, bool IsValid) Current(LineReader lines) =>
        (lines.Number, Encoding.UTF8.GetString(lines.Line), Utf8.IsValid(lines.Line));
}
