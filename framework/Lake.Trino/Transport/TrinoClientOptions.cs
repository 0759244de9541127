using System.Security.Cryptography.X509Certificates;
using Lake.Trino.Authentication;

namespace Lake.Trino.Transport;

/// <summary>Which server, and how to speak with it.</summary>
public sealed record TrinoClientOptions
{
    /// <summary>Scheme, host and port; a path is kept in front of the protocol's own.</summary>
    public required Uri Server { get; init; }

    public TrinoAuthentication Authentication { get; init; } = new TrinoAuthentication.None();

    /// <summary>Certificates to trust beside none other; empty for those of the machine.</summary>
    public X509Certificate2Collection Authorities { get; init; } = [];

    /// <summary>False accepts every certificate: for tests only, since anybody can then read along.</summary>
    public bool VerifiesCertificates { get; init; } = true;

    /// <summary>Lets a password or token be sent without TLS to another machine.</summary>
    public bool AllowsSecretsWithoutTls { get; init; }

    /// <summary>Tries of one request before giving up, the first included.</summary>
    public int MostAttempts { get; init; } = 8;

    /// <summary>Before the second try; each further one waits twice as long, up to <see cref="LongestDelay"/>.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Of one request; the server answers within a second also when a statement takes hours.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Asks for results in segments beside the protocol, which the server grants if it is set up for them.</summary>
    public bool UsesSpooling { get; init; } = true;
}
