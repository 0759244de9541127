using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Lake.Loader.Files;
using Lake.Loader.Scanning;
using Lake.Loader.Staging;
using Lake.Loader.Streams;

namespace Lake.Loader.Reading;

/// <summary>The names of a CSV file's fields, as its first record or the stream gives them.</summary>
/// <param name="Length">How many bytes the first record takes.</param>
/// <param name="IsPlain">Whether the engine skips it as we do.</param>
internal sealed record CsvHeader(IReadOnlyList<string> Names, long Length, LineEnd EndedBy, bool IsPlain)
{
    private static readonly CsvHeader None = new([], 0, LineEnd.None, IsPlain: false);

    /// <summary>Null when there is a header; else what is wrong with the file. An empty file has a header without names.</summary>
    public static RejectedFile? Read(RawFile file, StreamDefinition stream, out CsvHeader header)
    {
        if (!stream.Csv.Header)
        {
            header = new CsvHeader([.. stream.Columns.Select(c => c.Name)], 0, LineEnd.None, IsPlain: true);
            return null;
        }

        var found = None;
        string? problem = null;
        var unreadable = TextFormatReader.TryRead(file, content =>
        {
            var records = new CsvRecordReader(content, stream.Csv);
            if (records.Read(withNulls: false))
            {
                problem = Problem(records);
                found = Of(records);
            }

            return long.MaxValue;
        });
        header = found;
        return unreadable
            ?? (problem is not null ? new RejectedFile(file, RejectedFile.Unreadable, problem) : null)
            ?? (FindConflict(found.Names) is { } conflict ? new RejectedFile(file, RejectedFile.Conflict, conflict) : null);
    }

    private static string? Problem(CsvRecordReader records) => records.Outcome switch
    {
        CsvOutcome.Unfinished => "a quote of its header is not closed",
        CsvOutcome.Broken => "text follows a closing quote in its header",
        _ when records.Text.Contains((byte)0) => "it is no text in UTF-8",
        _ => Utf8.IsValid(records.Text) ? null : "its header is not valid UTF-8",
    };

    private static CsvHeader Of(CsvRecordReader records)
    {
        var given = Enumerable.Range(0, records.Fields.Count).Select(i => Name(Encoding.UTF8.GetString(records.Fields[i]))).ToList();
        var taken = given.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var names = given.Select((name, i) => name.Length > 0 ? name : Invent(taken, i + 1)).ToList();
        return new CsvHeader(names, records.Position, records.EndedBy, records.Text.IndexOfAny((byte)'\r', (byte)'\n') < 0 && !records.HasStrayQuote);
    }

    /// <summary>On one line, without space around it.</summary>
    private static string Name(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)).Trim();

    private static string Invent(HashSet<string> taken, int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"column{number}");
        while (!taken.Add(name))
        {
            name += "_";
        }

        return name;
    }

    private static string? FindConflict(IReadOnlyList<string> names)
    {
        var twice = names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        return twice is not null ? $"its header names '{twice.Key}' twice"
            : names.FirstOrDefault(RowMetadata.Contains) is { } name ? $"its column '{name}' has the name of a column that the loader adds"
            : null;
    }
}
