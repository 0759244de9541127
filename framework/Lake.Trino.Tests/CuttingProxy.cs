using System.Net.Sockets;
using Lake.Testing;

namespace Lake.Trino.Tests;

/// <summary>
/// Passes requests on to a server, one connection each, and breaks every nth connection: by turns before the request is
/// passed on, after the server has answered, and in the middle of its answer.
/// </summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly LoopbackListener _listener;
    private readonly Uri _server;
    private readonly int _everyNth;
    private int _count;

    public CuttingProxy(Uri server, int everyNth)
    {
        (_server, _everyNth) = (server, everyNth);
        _listener = new LoopbackListener(Pass);
    }

    public Uri Address => new($"http://127.0.0.1:{_listener.Port}");

    public int Cuts { get; private set; }

    public void Dispose() => _listener.Dispose();

    private void Pass(TcpClient client)
    {
        var stream = client.GetStream();
        var request = HttpRequestText.Read(stream);
        var number = Interlocked.Increment(ref _count);
        var cut = number % _everyNth == 0 ? (number / _everyNth % 3) + 1 : 0;
        if (cut > 0)
        {
            Cuts++;
        }

        var answer = cut == 1 ? [] : Ask(request);
        if (cut is 1 or 2)
        {
            client.LingerState = new LingerOption(true, 0);
            return;
        }

        stream.Write(cut == 3 ? answer.AsSpan(0, answer.Length - 20) : answer);
    }

    /// <summary>The client sends the address it knows as its host, so the server tells it to come back through here.</summary>
    private byte[] Ask(HttpRequestText request)
    {
        using var server = new TcpClient(_server.Host, _server.Port);
        var stream = server.GetStream();
        stream.Write(request.With("Connection: close"));
        using var answer = new MemoryStream();
        stream.CopyTo(answer);
        return answer.ToArray();
    }
}
