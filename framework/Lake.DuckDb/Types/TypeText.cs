namespace Lake.DuckDb.Types;

/// <summary>Names and texts inside the SQL of types.</summary>
internal static class TypeText
{
    public static string Literal(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Quoted unless it is a plain lower-case word; keywords are quoted by <c>DuckDB</c> too only where they must be, here always.</summary>
    public static string Identifier(string name) =>
        IsPlain(name) ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static bool IsPlain(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
        && !ReservedWords.Contains(name);
}
