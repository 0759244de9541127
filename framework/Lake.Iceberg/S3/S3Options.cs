using System.Collections.Immutable;

namespace Lake.Iceberg.S3;

/// <summary>How to reach object storage. What is null is found as Amazon's own programs find it: environment, profile files, the machine's role.</summary>
public sealed record S3Options
{
    /// <summary>Such as <c>http://127.0.0.1:9000</c>; null for Amazon's.</summary>
    public string? Endpoint { get; init; }

    public string? Region { get; init; }

    /// <summary>The bucket in the path rather than in the host's name; null: with an endpoint of one's own.</summary>
    public bool? PathStyle { get; init; }

    public string? AccessKey { get; init; }

    public string? SecretKey { get; init; }

    public string? SessionToken { get; init; }

    /// <summary>Names that the Iceberg REST protocol, Java and PyIceberg have for these options.</summary>
    private static class Names
    {
        public const string Endpoint = "s3.endpoint";
        public const string Region = "client.region";
        public const string OldRegion = "s3.region";
        public const string PathStyle = "s3.path-style-access";
        public const string AccessKey = "s3.access-key-id";
        public const string SecretKey = "s3.secret-access-key";
        public const string SessionToken = "s3.session-token";
    }

    /// <summary>These options with what the properties say in their place.</summary>
    public S3Options With(IReadOnlyDictionary<string, string> properties)
    {
        // A key that is given alone would be paired with another's secret.
        var hasKey = properties.ContainsKey(Names.AccessKey);
        return this with
        {
            Endpoint = properties.GetValueOrDefault(Names.Endpoint) ?? Endpoint,
            Region = properties.GetValueOrDefault(Names.Region) ?? properties.GetValueOrDefault(Names.OldRegion) ?? Region,
            PathStyle = properties.TryGetValue(Names.PathStyle, out var style) ? style.Equals("true", StringComparison.OrdinalIgnoreCase) : PathStyle,
            AccessKey = hasKey ? properties[Names.AccessKey] : AccessKey,
            SecretKey = hasKey ? properties.GetValueOrDefault(Names.SecretKey) : SecretKey,
            SessionToken = hasKey ? properties.GetValueOrDefault(Names.SessionToken) : SessionToken,
        };
    }

    /// <summary>How to reach the storage, under the names that <see cref="With"/> reads, without what only some may know.</summary>
    public ImmutableSortedDictionary<string, string> ToPublicProperties() => new (string Name, string? Value)[]
    {
        (Names.Endpoint, Endpoint), (Names.Region, Region), (Names.PathStyle, (PathStyle ?? Endpoint is not null) ? "true" : null),
    }.Where(p => p.Value is not null).ToImmutableSortedDictionary(p => p.Name, p => p.Value ?? "", StringComparer.Ordinal);

    public static bool IsOption(string property) => property.StartsWith("s3.", StringComparison.Ordinal) || property == Names.Region;

    /// <summary>Without the secrets, which no record's text may show.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        Endpoint ?? "Amazon S3",
        Region is null ? null : $"region {Region}",
        AccessKey is null ? "credentials from the environment" : "with a key",
    }.OfType<string>());
}
