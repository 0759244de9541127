using System.Text;

namespace Lake.Iceberg.Statistics;

/// <summary>Names with quotes around them where they need them: <c>"a.b"."c""d".e</c>.</summary>
internal static class ColumnPath
{
    public static List<string> Split(string path)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < path.Length; i++)
        {
            var c = path[i];
            if (c == '"' && quoted && i + 1 < path.Length && path[i + 1] == '"')
            {
                part.Append(c);
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == '.' && !quoted)
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                part.Append(c);
            }
        }

        parts.Add(part.ToString());
        return parts;
    }
}
