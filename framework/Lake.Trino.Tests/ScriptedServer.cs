using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Lake.Testing;

namespace Lake.Trino.Tests;

/// <summary>A server that answers what it is told to, one connection a request, and remembers what it was asked.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly LoopbackListener _listener;
    private readonly ConcurrentQueue<ScriptedReply> _replies;
    private readonly SslServerAuthenticationOptions? _tls;

    public ScriptedServer(IEnumerable<ScriptedReply> replies, SslServerAuthenticationOptions? tls = null, int port = 0)
    {
        (_replies, _tls) = (new(replies), tls);
        _listener = new LoopbackListener(Answer, port);
    }

    public Uri Address => new($"{(_tls is null ? "http" : "https")}://localhost:{_listener.Port}");

    public ConcurrentQueue<ScriptedRequest> Requests { get; } = new();

    public X509Certificate? ClientCertificate { get; private set; }

    public int RepliesLeft => _replies.Count;

    public void Dispose() => _listener.Dispose();

    private void Answer(TcpClient client)
    {
        try
        {
            using var stream = Secure(client.GetStream());
            Answer(client, stream);
        }
        catch (AuthenticationException)
        {
            // The client did not like our certificate.
        }
    }

    private Stream Secure(Stream stream)
    {
        if (_tls is null)
        {
            return stream;
        }

        var secure = new SslStream(stream);
        secure.AuthenticateAsServer(_tls);
        ClientCertificate = secure.RemoteCertificate;
        return secure;
    }

    private void Answer(TcpClient client, Stream stream)
    {
        var request = HttpRequestText.Read(stream);
        Requests.Enqueue(new ScriptedRequest(request.Line.Replace(" HTTP/1.1", "", StringComparison.Ordinal), request.Headers, Encoding.UTF8.GetString(request.Body)));
        if (!_replies.TryDequeue(out var reply))
        {
            reply = new ScriptedReply(500, [], Encoding.UTF8.GetBytes("the script has no more replies"));
        }

        if (reply.Status == 0)
        {
            client.LingerState = new LingerOption(true, 0);
            return;
        }

        var head = new StringBuilder($"HTTP/1.1 {reply.Status} Scripted\r\nContent-Length: {reply.Body.Length}\r\nConnection: close\r\n");
        foreach (var header in reply.Headers)
        {
            head.Append(header).Append("\r\n");
        }

        stream.Write(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()));
        stream.Write(reply.IsCut ? reply.Body.AsSpan(0, reply.Body.Length / 2) : reply.Body);
        stream.Flush();
    }
}

internal sealed record ScriptedRequest(string Line, IReadOnlyList<string> Headers, string Body);

/// <param name="Status">0 breaks the connection instead of answering.</param>
/// <param name="IsCut">Ends in the middle of the body.</param>
internal sealed record ScriptedReply(int Status, IReadOnlyList<string> Headers, byte[] Body, bool IsCut = false);
