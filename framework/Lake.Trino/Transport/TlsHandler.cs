using System.Net;
using System.Security.Cryptography.X509Certificates;
using Lake.Trino.Authentication;

namespace Lake.Trino.Transport;

/// <summary>Sockets with the certificates that the options ask for.</summary>
internal static class TlsHandler
{
    public static SocketsHttpHandler Create(TrinoClientOptions options, ServerCertificate server)
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

        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            server.IsGood(certificate as X509Certificate2, chain, errors);
        return handler;
    }
}
