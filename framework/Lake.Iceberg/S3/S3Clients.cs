using System.Collections.Concurrent;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.S3;

namespace Lake.Iceberg.S3;

/// <summary>A client for each set of options. Catalogs may give out options of their own for parts of a bucket.</summary>
/// <param name="options">For locations that nobody has given other options for.</param>
public sealed class S3Clients(S3Options options) : IDisposable
{
    private const int Retries = 5;
    private const string AnyRegion = "us-east-1";
    private readonly ConcurrentDictionary<string, S3Options> _vended = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<S3Options, IAmazonS3> _clients = new();

    public S3Options Options => options;

    /// <summary>From now on files below the prefix are read and written with these properties of a REST catalog.</summary>
    public void Vend(string prefix, IReadOnlyDictionary<string, string> properties) =>
        _vended[S3Location.Parse(prefix).ToString()] = options.With(properties);

    /// <summary>Those of the longest prefix that the location begins with.</summary>
    public S3Options OptionsFor(S3Location location)
    {
        var text = location.ToString();
        return _vended.Where(v => text.StartsWith(v.Key, StringComparison.Ordinal)).OrderByDescending(v => v.Key.Length).FirstOrDefault().Value ?? options;
    }

    public IAmazonS3 For(S3Location location) => _clients.GetOrAdd(OptionsFor(location), Create);

    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }

    private static AmazonS3Client Create(S3Options options)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = options.PathStyle ?? options.Endpoint is not null,
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = Retries,
            // Garage refuses checksums in signed trailers.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = options.Region ?? AnyRegion;
        }
        else if (options.Region is { } region)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        return new AmazonS3Client(Credentials(options), config);
    }

    private static AWSCredentials Credentials(S3Options options) => options switch
    {
        { AccessKey: { } key, SecretKey: { } secret, SessionToken: { } token } => new SessionAWSCredentials(key, secret, token),
        { AccessKey: { } key, SecretKey: { } secret } => new BasicAWSCredentials(key, secret),
        _ => DefaultAWSCredentialsIdentityResolver.GetCredentials(),
    };
}
