using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Lake.Testing;

namespace Lake.Cli.Tests.Trino;

/// <summary>
/// Stands in front of a guarded server, and has who comes without a token log in as Trino does that has an identity
/// provider, which it is too: what it gives in the end is a token that the server checks and takes.
/// </summary>
internal sealed class LoginFront : IDisposable
{
    private readonly TrinoGuard _guard;
    private readonly Func<string> _finish;
    private readonly LoopbackListener _listener;

    /// <param name="finish">What the user's login ends with, as JSON: <c>{"token": …}</c> or <c>{"error": …}</c>.</param>
    public LoginFront(TrinoGuard guard, Func<string> finish)
    {
        (_guard, _finish) = (guard, finish);
        _listener = new LoopbackListener(Pass);
    }

    public int Port => _listener.Port;

    /// <summary>How many tokens were given away.</summary>
    public int Logins { get; private set; }

    private string Address => string.Create(CultureInfo.InvariantCulture, $"https://localhost:{Port}");

    public void Dispose() => _listener.Dispose();

    private void Pass(TcpClient client)
    {
        using var stream = new SslStream(client.GetStream());
        stream.AuthenticateAsServer(_guard.Certificate);
        var request = HttpRequestText.Read(stream);
        stream.Write(Answer(request));
    }

    private byte[] Answer(HttpRequestText request)
    {
        switch (request.Line.Split(' '))
        {
            case ["GET", "/wait/1", ..]:
                return Reply("200 OK", $$"""{"nextUri": "{{Address}}/wait/2"}""");
            case ["GET", "/wait/2", ..]:
                Logins++;
                return Reply("200 OK", _finish());
            case ["DELETE", "/wait/2", ..]:
                return Reply("204 No Content", "");
        }

        return request.Headers.Any(h => h.StartsWith("Authorization: Bearer ", StringComparison.OrdinalIgnoreCase))
            ? Ask(request)
            : Reply("401 Unauthorized", "", $"WWW-Authenticate: Bearer x_redirect_server=\"{Address}/login\", x_token_server=\"{Address}/wait/1\"");
    }

    private byte[] Ask(HttpRequestText request)
    {
        using var server = new TcpClient("localhost", _guard.Port);
        using var stream = new SslStream(server.GetStream());
        stream.AuthenticateAsClient(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { _guard.Authority }, RevocationMode = X509RevocationMode.NoCheck },
        });
        stream.Write(request.With("Connection: close"));
        using var answer = new MemoryStream();
        stream.CopyTo(answer);
        return answer.ToArray();
    }

    private static byte[] Reply(string status, string body, string header = "Content-Type: application/json") =>
        Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{header}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}");
}
