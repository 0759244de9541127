using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Lake.Web;

/// <summary>Where a server listens.</summary>
/// <param name="Port">0 takes a free one.</param>
public sealed record WebServerOptions(IPAddress Address, int Port)
{
    /// <summary>With its private key; null for plain HTTP.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>In bytes; null for what Kestrel takes, which is some 30 MB.</summary>
    public long? LargestBody { get; init; }

    public override string ToString() => $"{(Certificate is null ? "http" : "https")}://{new IPEndPoint(Address, Port)}";
}
