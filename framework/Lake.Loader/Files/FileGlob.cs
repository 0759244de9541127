using System.Text;
using System.Text.RegularExpressions;
using Lake.Text;

namespace Lake.Loader.Files;

/// <summary>
/// Finds files by a pattern: <c>*</c> and <c>?</c> within a name, <c>**</c> over folders, <c>{a,b}</c> and <c>[0-9]</c>.
/// Names that begin with <c>.</c> or <c>_</c> are passed over, as writers use them for unfinished and marker files.
/// </summary>
public static class FileGlob
{
    /// <summary>Paths relative to the root with <c>/</c>, in ordinal order; none when the folder does not exist.</summary>
    /// <remarks>A pattern that is the path of a file stands for that file, whatever characters it has.</remarks>
    public static IReadOnlyList<string> Find(string root, string pattern)
    {
        if (File.Exists(Path.Combine(root, pattern)))
        {
            return [pattern.StartsWith("./", StringComparison.Ordinal) ? pattern[2..] : pattern];
        }

        var (literal, rest) = Split(pattern);
        var prefix = (pattern.StartsWith('/') ? "/" : "") + literal;
        var folder = Path.GetFullPath(Path.Combine(root, prefix));
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var regex = new Regex(ToRegex(rest), RegexOptions.CultureInvariant);
        var options = new EnumerationOptions { RecurseSubdirectories = rest.Length > 1 || rest is ["**"], AttributesToSkip = 0 };
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", options))
        {
            var relative = Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
            if (regex.IsMatch(relative))
            {
                found.Add(prefix.Length == 0 || prefix.EndsWith('/') ? prefix + relative : $"{prefix}/{relative}");
            }
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    /// <summary>The folders in front that are no pattern, and the rest, part by part.</summary>
    public static (string Folder, string[] Parts) Split(string pattern)
    {
        var parts = pattern.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries).Where(p => p != ".").ToArray();
        var literal = parts.TakeWhile((part, i) => i < parts.Length - 1 && !IsWild(part)).ToArray();
        return (string.Join('/', literal), parts[literal.Length..]);
    }

    /// <summary>Whether a path, given behind the folders in front, is one that the pattern means.</summary>
    public static Func<string, bool> Matcher(string[] rest) => new Regex(ToRegex(rest), RegexOptions.CultureInvariant).IsMatch;

    /// <summary>What to do about a pattern that matches nothing.</summary>
    /// <param name="ending">Of files that would do: <c>*.csv</c>.</param>
    public static string Advise(string root, string pattern, string ending) =>
        Directory.Exists(Path.Combine(root, pattern)) ? $"this is a folder without files of the format in it, such as '{ending}'"
            : MissingFolder(root, pattern) ?? $"the path is relative to {root}";

    /// <summary>Which folder that the pattern names is not there, and what may have been meant; null when all are.</summary>
    private static string? MissingFolder(string root, string pattern)
    {
        var folder = pattern.StartsWith('/') ? "/" : root;
        var parts = pattern.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (var part in parts.TakeWhile((p, i) => i < parts.Length - 1 && !IsWild(p)))
        {
            var next = Path.Combine(folder, part);
            if (!Directory.Exists(next))
            {
                var beside = Directory.EnumerateDirectories(folder).Select(d => Path.GetFileName(d));
                return $"there is no folder '{part}' in {folder}" + (Spelling.Hint(part, beside) is { } hint ? $": {hint}" : "");
            }

            folder = next;
        }

        return null;
    }

    public static bool IsWild(string part) => part.AsSpan().IndexOfAny("*?[{") >= 0;

    private static string ToRegex(string[] parts)
    {
        const string Hidden = "(?![._])";
        var text = new StringBuilder("^");
        for (var i = 0; i < parts.Length; i++)
        {
            var last = i == parts.Length - 1;
            if (parts[i] == "**")
            {
                text.Append($"(?:{Hidden}[^/]+/)*").Append(last ? $"{Hidden}[^/]+" : "");
                continue;
            }

            text.Append(parts[i][0] is '.' or '_' ? "" : Hidden);
            AppendPart(text, parts[i]);
            text.Append(last ? "" : "/");
        }

        return text.Append('$').ToString();
    }

    private static void AppendPart(StringBuilder text, string part)
    {
        var inBraces = false;
        foreach (var c in part)
        {
            text.Append(c switch
            {
                '*' => "[^/]*",
                '?' => "[^/]",
                '{' => "(?:",
                '}' when inBraces => ")",
                ',' when inBraces => "|",
                '[' or ']' or '-' => c.ToString(),
                _ => Regex.Escape(c.ToString()),
            });
            inBraces = c == '{' || (inBraces && c != '}');
        }
    }
}
