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

    /// <summary>The text that a string literal of any form stands for.</summary>
    public static string Unquote(string literal)
    {
        if (literal.StartsWith('$'))
        {
            var tag = literal.IndexOf('$', 1) + 1;
            return tag > 0 && literal.Length >= 2 * tag ? literal[tag..^tag] : literal;
        }

        var start = literal.IndexOf('\'', StringComparison.Ordinal) + 1;
        var end = literal.Length > start && literal[^1] == '\'' ? literal.Length - 1 : literal.Length;
        return literal[start..end].Replace("''", "'", StringComparison.Ordinal);
    }
}
