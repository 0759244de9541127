using Lake.Sql;

namespace Lake.Loader.Files;

/// <summary>Paths for the engine's readers, which take every path for a pattern.</summary>
internal static class FilePattern
{
    /// <summary>A list of literals, each of which matches one file and nothing else.</summary>
    public static string List(IEnumerable<RawFile> files) => $"[{string.Join(", ", files.Select(f => Literal(f.FullPath)))}]";

    public static string Literal(string path) => SqlText.Literal(Escape(path));

    private static string Escape(string path) => path.AsSpan().IndexOfAny("*?[") < 0
        ? path
        : path.Replace("[", "[[]", StringComparison.Ordinal)
            .Replace("*", "[*]", StringComparison.Ordinal)
            .Replace("?", "[?]", StringComparison.Ordinal);
}
