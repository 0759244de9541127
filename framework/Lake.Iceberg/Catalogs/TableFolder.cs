using System.Globalization;
using System.Text;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Catalogs;

/// <summary>A table in a folder that no catalog of ours knows.</summary>
public static class TableFolder
{
    private const string Suffix = ".metadata.json";

    /// <summary>
    /// Its newest metadata file: what the hint names (a number or a file's name), else the file with the highest number
    /// in its name. Null when there is none.
    /// </summary>
    public static string? FindMetadata(IFileIO io, string tableLocation)
    {
        var folder = tableLocation.TrimEnd('/') + "/metadata";
        var files = io.ListFiles(folder).Where(f => f.Contains(Suffix, StringComparison.Ordinal) && !f.StartsWith('.')).ToList();
        var hint = io.TryRead($"{folder}/version-hint.text") is { } bytes ? Encoding.UTF8.GetString(bytes).Trim() : "";
        var name = Array.Find([hint, hint + Suffix], files.Contains) ?? Versions(hint).Select(n => Version(n, files)).TakeWhile(found => found is not null).LastOrDefault()
            ?? files.OrderBy(Number).ThenBy(f => f, StringComparer.Ordinal).LastOrDefault();
        return name is null ? null : $"{folder}/{name}";
    }

    /// <summary>From the one that the hint names on: whoever made a newer one may not have got to say so.</summary>
    private static IEnumerable<long> Versions(string hint)
    {
        for (var version = long.TryParse(hint, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue; version < long.MaxValue; version++)
        {
            yield return version;
        }
    }

    private static string? Version(long number, List<string> files)
    {
        var name = "v" + number.ToString(CultureInfo.InvariantCulture);
        return Array.Find([name + Suffix, $"{name}.gz{Suffix}", $"{name}{Suffix}.gz"], files.Contains);
    }

    /// <summary>Of <c>v7.metadata.json</c> or <c>00007-….metadata.json</c>; -1 for other names.</summary>
    private static long Number(string file)
    {
        var digits = string.Concat(file.TrimStart('v').TakeWhile(char.IsAsciiDigit));
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
    }
}
