using System.Text;

namespace Lake.Project.Contexts.Functions;

/// <summary>Records of a CSV text; quotes are doubled inside quoted values, and an empty unquoted value is null.</summary>
internal static class CsvReader
{
    public static List<string?[]> Read(string text, char delimiter)
    {
        var rows = new List<string?[]>();
        var row = new List<string?>();
        var position = text.StartsWith('\uFEFF') ? 1 : 0;
        while (position < text.Length)
        {
            row.Add(Value(text, ref position, delimiter));
            if (position < text.Length && text[position] == delimiter)
            {
                position++;
                if (position == text.Length)
                {
                    row.Add(null);
                }

                continue;
            }

            SkipLineBreak(text, ref position);
            if (row.Count > 1 || row[0] is not null)
            {
                rows.Add([.. row]);
            }

            row.Clear();
        }

        if (row.Count > 0)
        {
            rows.Add([.. row]);
        }

        return rows;
    }

    private static string? Value(string text, ref int position, char delimiter)
    {
        if (text[position] == '"')
        {
            return Quoted(text, ref position, delimiter);
        }

        var start = position;
        while (position < text.Length && text[position] != delimiter && text[position] is not ('\n' or '\r'))
        {
            position++;
        }

        return position == start ? null : text[start..position];
    }

    private static string Quoted(string text, ref int position, char delimiter)
    {
        var value = new StringBuilder();
        position++;
        while (position < text.Length)
        {
            if (text[position] == '"')
            {
                if (position + 1 >= text.Length || text[position + 1] != '"')
                {
                    position++;
                    break;
                }

                position++;
            }

            value.Append(text[position++]);
        }

        // Anything up to the delimiter still belongs to the value.
        while (position < text.Length && text[position] != delimiter && text[position] is not ('\n' or '\r'))
        {
            value.Append(text[position++]);
        }

        return value.ToString();
    }

    private static void SkipLineBreak(string text, ref int position)
    {
        if (position < text.Length && text[position] == '\r')
        {
            position++;
        }

        if (position < text.Length && text[position] == '\n')
        {
            position++;
        }
    }
}
