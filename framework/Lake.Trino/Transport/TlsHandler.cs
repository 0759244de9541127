using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Lake.Trino.Authentication;

namespace Lake.Trino.Transport;

/// <summary>Sockets with the certificates that the options ask for.</summary>
internal static class TlsHandler
{
    public static SocketsHttpHandler Create(TrinoClientOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        if (options.Authentication is TrinoAuthentication.Certificate { Client: var own })
        {
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => own;
        }

        if (!options.VerifiesCertificates || options.Authorities.Count > 0)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
                !options.VerifiesCertificates || IsTrusted(certificate as X509Certificate2, errors, options.Authorities);
        }

        return handler;
    }

    /// <summary>The name must match and the chain must end at one of the given certificates.</summary>
    private static bool IsTrusted(X509Certificate2? certificate, SslPolicyErrors errors, X509Certificate2Collection authorities)
    {
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.ExtraStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}
