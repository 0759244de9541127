namespace Lake.Iceberg.Storage;

/// <summary>Locations compared as places: however their scheme is written.</summary>
public static class FileSet
{
    /// <summary>Whether a file lies below a folder. A path that climbs lies nowhere, and the root of all files is no table's folder.</summary>
    public static bool IsWithin(string location, string folder) => !location.Split('/').Contains("..")
        && Normal(folder).TrimEnd('/') is { Length: > 0 } normal && !normal.EndsWith(':')
        && Normal(location).StartsWith(normal + "/", StringComparison.Ordinal);

    /// <summary>How others may write a location; itself first.</summary>
    public static IEnumerable<string> Spellings(string location)
    {
        var normal = Normal(location);
        string[] others = normal.StartsWith('/') ? ["file://" + normal, "file:" + normal, normal]
            : normal.StartsWith("s3://", StringComparison.Ordinal) ? [normal, "s3a" + normal[2..], "s3n" + normal[2..]]
            : [];
        return others.Prepend(location).Distinct();
    }

    /// <summary>One spelling: <c>s3</c> for all of its names, <c>file:///</c> and plain paths alike.</summary>
    public static string Normal(string location)
    {
        var end = location.IndexOf("://", StringComparison.Ordinal);
        return end < 0
            ? location.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? location["file:".Length..] : location
            : location[..end].ToLowerInvariant() switch
            {
                "file" => location[(end + 3)..],
                "s3" or "s3a" or "s3n" => "s3" + location[end..],
                _ => location,
            };
    }
}
