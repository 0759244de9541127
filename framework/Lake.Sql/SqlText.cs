namespace Lake.Sql;

/// <summary>The one place where values become SQL text. Both dialects share these forms.</summary>
public static class SqlText
{
    /// <summary><c>"name"</c>, with inner quotes doubled.</summary>
    public static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Quoted parts joined with dots; null and empty parts are left out.</summary>
    public static string Identifier(params ReadOnlySpan<string?> parts)
    {
        var quoted = new List<string>(parts.Length);
        foreach (var part in parts)
        {
            if (!string.IsNullOrEmpty(part))
            {
                quoted.Add(Identifier(part));
            }
        }

        return string.Join('.', quoted);
    }

    /// <summary><c>'text'</c>, with inner quotes doubled.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
