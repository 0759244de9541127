using System.Collections.Immutable;

namespace Lake.Iceberg.Storage;

/// <summary>Where the files of a table are now that was moved after it was written: places by the beginnings of its locations.</summary>
public sealed record PathMapping(ImmutableArray<(string From, string To)> Prefixes)
{
    public static PathMapping None { get; } = new([]);

    /// <param name="from">A folder as the table's metadata name it, with or without its scheme.</param>
    /// <param name="to">The location of that folder.</param>
    public PathMapping With(string from, string to) => new(Prefixes.Add((Bare(from), to.TrimEnd('/'))));

    /// <summary>The longest beginning that fits counts; a location that none fits stays as it is.</summary>
    public string Map(string location)
    {
        var path = Bare(location);
        var fitting = Prefixes.Where(p => IsWithin(path, p.From)).OrderByDescending(p => p.From.Length).Take(1).ToList();
        return fitting is [var (from, to)] ? to + path[from.Length..] : location;
    }

    private static bool IsWithin(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || path[folder.Length] == '/');

    /// <summary>Without the scheme: <c>s3a://b/t</c> and <c>s3://b/t</c> are one place, as are <c>file:/t</c> and <c>/t</c>.</summary>
    private static string Bare(string location)
    {
        var colon = location.IndexOf(':', StringComparison.Ordinal);
        var slash = location.IndexOf('/', StringComparison.Ordinal);
        var path = colon > 0 && slash == colon + 1 ? location[slash..] : location;
        path = path.StartsWith("//", StringComparison.Ordinal) || path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        return path.TrimEnd('/');
    }
}
