using Lake.Sql;

namespace Lake.Loader.Files;

/// <summary>Paths for the engine's readers, which take every path for a pattern.</summary>
internal static class FilePattern
{
    /// <summary>A list of literals, each of which matches one file and nothing else.</summary>
    public static string List(IEnumerable<RawFile> files) => $"[{string.Join(", ", files.Select(f => Literal(f.FullPath)))}]";

    public static string Literal(string path) => SqlText.Literal(Escape(path));

    /// <summary>Whether a path has characters that mean more than themselves to readers.</summary>
    public static bool IsPattern(string path) => path.AsSpan().IndexOfAny("*?[") >= 0;

    private static string Escape(string path) => !IsPattern(path)
        ? path
        : path.Replace("[", "[[]", StringComparison.Ordinal)
            .Replace("*", "[*]", StringComparison.Ordinal)
            .Replace("?", "[?]", StringComparison.Ordinal);
}
