namespace Lake.Iceberg.S3;

/// <summary>A bucket and a key in it. <c>s3a:</c> and <c>s3n:</c> are other programs' names for <c>s3:</c>.</summary>
public sealed record S3Location(string Bucket, string Key)
{
    private static readonly string[] Schemes = ["s3://", "s3a://", "s3n://"];

    public static bool IsS3(string location) => Array.Exists(Schemes, s => location.StartsWith(s, StringComparison.OrdinalIgnoreCase));

    /// <summary>Fails with <see cref="IcebergRules.UnsupportedLocation"/>.</summary>
    public static S3Location Parse(string location)
    {
        var scheme = Array.Find(Schemes, s => location.StartsWith(s, StringComparison.OrdinalIgnoreCase));
        if (scheme is null || location.Length == scheme.Length)
        {
            throw IcebergRules.UnsupportedLocation.Error(null, $"'{location}' is not in a bucket.", "locations in object storage begin with s3://bucket/");
        }

        var slash = location.IndexOf('/', scheme.Length);
        return slash < 0 ? new S3Location(location[scheme.Length..], "") : new S3Location(location[scheme.Length..slash], location[(slash + 1)..]);
    }

    public override string ToString() => Key.Length == 0 ? $"s3://{Bucket}" : $"s3://{Bucket}/{Key}";
}
