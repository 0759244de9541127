namespace Lake.DuckDb.Types;

/// <summary>Names and texts inside the SQL of types.</summary>
internal static class TypeText
{
    public static string Literal(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Quoted unless it is a plain word and no keyword, as DuckDB prints it.</summary>
    public static string Identifier(string name) =>
        IsPlain(name) && !ReservedWords.Contains(name) ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static bool IsPlain(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
