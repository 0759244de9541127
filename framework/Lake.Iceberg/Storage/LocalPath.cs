namespace Lake.Iceberg.Storage;

/// <summary>Between paths of this machine and <c>file:</c> locations. Nothing is percent-encoded: engines take locations literally.</summary>
public static class LocalPath
{
    private const string Scheme = "file://";

    /// <summary><c>file:///…</c> of a path, made absolute; without a slash at the end.</summary>
    public static string ToLocation(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.DirectorySeparatorChar == '\\')
        {
            full = "/" + full.Replace('\\', '/');
        }

        return Scheme + full;
    }

    /// <summary>The absolute path without symbolic links, as far as it exists.</summary>
    public static string ResolveLinks(string path)
    {
        var resolved = Path.GetPathRoot(Path.GetFullPath(path)) ?? "";
        foreach (var part in Path.GetFullPath(path)[resolved.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var folder = new DirectoryInfo(Path.Combine(resolved, part));
            resolved = folder.LinkTarget is null ? folder.FullName : folder.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder.FullName;
        }

        return resolved;
    }

    /// <summary>Null when the location is not on this machine. Takes <c>file:/x</c>, <c>file:///x</c> and plain paths.</summary>
    public static string? TryFromLocation(string location)
    {
        var path = location.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? location[Scheme.Length..]
            : location.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? location["file:".Length..]
            : location.Contains("://", StringComparison.Ordinal) ? null
            : location;
        return path is null || Path.DirectorySeparatorChar == '/' || path is not ['/', _, ':', ..]
            ? path
            : path[1..].Replace('/', '\\');
    }

    /// <summary>Fails with <see cref="IcebergRules.UnsupportedLocation"/>.</summary>
    public static string FromLocation(string location) => TryFromLocation(location) ?? throw IcebergRules.UnsupportedLocation.Error(
        null, $"'{location}' is not on this machine.", "the filesystem catalog reads locations that begin with file:///");
}
