namespace Lake.Iceberg.Storage;

/// <summary>Locations compared as places: however their scheme is written.</summary>
public static class FileSet
{
    /// <summary>Whether a file lies below a folder. A path that climbs lies nowhere.</summary>
    public static bool IsWithin(string location, string folder) => !location.Split('/').Contains("..")
        && Normal(location).StartsWith(Normal(folder).TrimEnd('/') + "/", StringComparison.Ordinal);

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
