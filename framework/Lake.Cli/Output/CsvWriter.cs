using System.Buffers;
using Lake.Engines;

namespace Lake.Cli.Output;

/// <summary>RFC 4180 with LF: a header, then rows. NULL is an empty field, the empty string is <c>""</c>.</summary>
internal sealed class CsvWriter : IResultWriter
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    public void Write(IQueryResult result, TextWriter output)
    {
        WriteRow(output, result.Columns.Select(c => (string?)c.Name));
        foreach (var row in result.Rows)
        {
            WriteRow(output, row.Select(CellFormat.Text));
        }
    }

    private static void WriteRow(TextWriter output, IEnumerable<string?> fields)
    {
        var first = true;
        foreach (var field in fields)
        {
            if (!first)
            {
                output.Write(',');
            }

            first = false;
            output.Write(Escape(field));
        }

        output.Write('\n');
    }

    private static string Escape(string? field) => field switch
    {
        null => "",
        "" => "\"\"",
        _ when field.AsSpan().ContainsAny(NeedQuotes) => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        _ => field,
    };
}
