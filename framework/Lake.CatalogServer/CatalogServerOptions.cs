using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Lake.CatalogServer;

/// <summary>Where a catalog is served, and to whom.</summary>
/// <param name="Port">0 takes a free one.</param>
public sealed record CatalogServerOptions(IPAddress Address, int Port)
{
    /// <summary>What clients have to show; null lets everybody in who can reach the address.</summary>
    public string? Token { get; init; }

    /// <summary>With its private key; null for plain HTTP.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Without the token.</summary>
    public override string ToString() => $"{(Certificate is null ? "http" : "https")}://{new IPEndPoint(Address, Port)}";
}
