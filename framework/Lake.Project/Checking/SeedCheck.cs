using Lake.Project.Nodes;
using Lake.Project.Rules;
using Lake.Text;

namespace Lake.Project.Checking;

/// <summary>Looks at a seed's CSV: header, and as many values in each row.</summary>
internal static class SeedCheck
{
    private const int MostProblems = 5;

    public static void Check(SeedNode seed, Action<Diagnostic> report)
    {
        var (source, delimiter) = (seed.Source, seed.Config.Text("delimiter") is { Length: > 0 } text ? text[0] : ',');
        if (string.IsNullOrWhiteSpace(source.Text))
        {
            report(ProjectRules.InvalidSeed.At(source.At(0, 0), $"the seed '{seed.Name}' is empty", "write a header line with the names of its columns"));
            return;
        }

        using var rows = Rows(source.Text, delimiter).GetEnumerator();
        rows.MoveNext();
        var header = rows.Current;
        CheckHeader(seed, header, report);
        var problems = 0;
        while (problems < MostProblems && rows.MoveNext())
        {
            var row = rows.Current;
            if (row.IsOpen)
            {
                report(ProjectRules.InvalidSeed.At(source.At(row.Start, 1), $"a quote that begins in this row of '{seed.Name}' is never closed", "close it, or double a quote that belongs to the value"));
                problems++;
            }
            else if (row.Fields.Count != header.Fields.Count && row is not { Fields: [""] })
            {
                report(ProjectRules.InvalidSeed.At(
                    source.At(row.Start, Math.Max(1, row.End - row.Start)),
                    $"this row of '{seed.Name}' has {row.Fields.Count} values, and the header has {header.Fields.Count} columns",
                    row.Fields.Count > header.Fields.Count ? $"put quotes around values that contain '{delimiter}'" : "add the missing values, empty ones as well"));
                problems++;
            }
        }
    }

    private static void CheckHeader(SeedNode seed, Row header, Action<Diagnostic> report)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in header.Fields.Distinct(StringComparer.Ordinal).Where(n => !string.IsNullOrWhiteSpace(n)))
        {
            if (!seen.Add(name.Trim()))
            {
                report(ProjectRules.InvalidSeed.At(
                    seed.Source.At(header.Start, Math.Max(1, header.End - header.Start)),
                    $"the header of the seed '{seed.Name}' has two columns that differ from '{name.Trim()}' in case or white space alone", "rename one of them"));
            }
        }
    }

    /// <summary>Rows of RFC 4180: quoted values may hold delimiters, doubled quotes and line breaks.</summary>
    private static IEnumerable<Row> Rows(string text, char delimiter)
    {
        var at = 0;
        while (at < text.Length)
        {
            var (start, fields) = (at, new List<string>());
            bool open;
            while (true)
            {
                var from = at;
                open = SkipField(text, delimiter, ref at);
                fields.Add(text[from..at]);
                if (at >= text.Length || text[at] != delimiter)
                {
                    break;
                }

                at++;
            }

            var end = at;
            at += at + 1 < text.Length && text[at] == '\r' && text[at + 1] == '\n' ? 2 : 1;
            yield return new Row(start, end, fields, open);
        }
    }

    /// <summary>True when a quote stays open to the end of the text.</summary>
    private static bool SkipField(string text, char delimiter, ref int at)
    {
        if (at < text.Length && text[at] == '"')
        {
            at++;
            while (at < text.Length && !(text[at] == '"' && (at + 1 == text.Length || text[at + 1] != '"')))
            {
                at += text[at] == '"' ? 2 : 1;
            }

            if (at >= text.Length)
            {
                at = text.Length;
                return true;
            }
        }

        while (at < text.Length && text[at] != delimiter && text[at] is not ('\n' or '\r'))
        {
            at++;
        }

        return false;
    }

    private readonly record struct Row(int Start, int End, List<string> Fields, bool IsOpen);
}
