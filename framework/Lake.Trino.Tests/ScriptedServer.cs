using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Lake.Trino.Tests;

/// <summary>A server that answers what it is told to, one connection a request, and remembers what it was asked.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener;
    private readonly ConcurrentQueue<ScriptedReply> _replies;
    private readonly SslServerAuthenticationOptions? _tls;
    private readonly Thread _thread;

    public ScriptedServer(IEnumerable<ScriptedReply> replies, SslServerAuthenticationOptions? tls = null, int port = 0)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        (_replies, _tls) = (new(replies), tls);
        _listener.Start();
        _thread = new Thread(Serve) { IsBackground = true };
        _thread.Start();
    }

    public Uri Address => new($"{(_tls is null ? "http" : "https")}://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public ConcurrentQueue<ScriptedRequest> Requests { get; } = new();

    public X509Certificate? ClientCertificate { get; private set; }

    public int RepliesLeft => _replies.Count;

    public void Dispose()
    {
        _listener.Dispose();
        _thread.Join();
    }

    private void Serve()
    {
        try
        {
            while (true)
            {
                // A client may open a connection that it does not use in the end.
                var client = _listener.AcceptTcpClient();
                ThreadPool.QueueUserWorkItem(_ => Answer(client));
            }
        }
        catch (SocketException)
        {
            // Stopped.
        }
    }

    private void Answer(TcpClient client)
    {
        using var mine = client;
        try
        {
            using var stream = Secure(client.GetStream());
            Answer(client, stream);
        }
        catch (Exception error) when (error is IOException or AuthenticationException)
        {
            // The client went away, or did not like our certificate.
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
        var request = Read(stream);
        Requests.Enqueue(request);
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

    private static ScriptedRequest Read(Stream stream)
    {
        var bytes = new List<byte>();
        while (bytes.Count < 4 || !(bytes[^1] == '\n' && bytes[^3] == '\n'))
        {
            var next = stream.ReadByte();
            if (next < 0)
            {
                throw new IOException("the client closed the connection");
            }

            bytes.Add((byte)next);
        }

        var lines = Encoding.ASCII.GetString([.. bytes]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).ToList();
        var length = headers.FirstOrDefault(h => h.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) is { } text
            ? int.Parse(text.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)
            : 0;
        var body = new byte[length];
        stream.ReadExactly(body);
        return new ScriptedRequest(lines[0].Replace(" HTTP/1.1", "", StringComparison.Ordinal), headers, Encoding.UTF8.GetString(body));
    }
}

internal sealed record ScriptedRequest(string Line, IReadOnlyList<string> Headers, string Body);

/// <param name="Status">0 breaks the connection instead of answering.</param>
/// <param name="IsCut">Ends in the middle of the body.</param>
internal sealed record ScriptedReply(int Status, IReadOnlyList<string> Headers, byte[] Body, bool IsCut = false);
