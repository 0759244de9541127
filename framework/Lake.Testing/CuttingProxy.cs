using System.Net.Sockets;

namespace Lake.Testing;

/// <summary>Where a connection breaks.</summary>
public enum Cut
{
    None,

    /// <summary>Before the server has the request.</summary>
    Before,

    /// <summary>Once the server has answered, before the client has any of it.</summary>
    After,

    /// <summary>In the middle of the answer.</summary>
    Within,
}

/// <summary>Passes requests on to a server, one connection each, and breaks those connections that it is told to.</summary>
public sealed class CuttingProxy : IDisposable
{
    private readonly LoopbackListener _listener;
    private readonly Uri _server;
    private readonly Func<int, HttpRequestText, Cut> _decide;
    private int _count;

    /// <param name="decide">Told of each request with its number from 1; several at a time.</param>
    public CuttingProxy(Uri server, Func<int, HttpRequestText, Cut> decide)
    {
        (_server, _decide) = (server, decide);
        _listener = new LoopbackListener(Pass);
    }

    public Uri Address => new($"http://127.0.0.1:{_listener.Port}");

    public int Requests => _count;

    public int Cuts { get; private set; }

    public void Dispose() => _listener.Dispose();

    private void Pass(TcpClient client)
    {
        var stream = client.GetStream();
        var request = HttpRequestText.Read(stream);
        var cut = _decide(Interlocked.Increment(ref _count), request);
        Cuts += cut == Cut.None ? 0 : 1;
        var answer = cut == Cut.Before ? [] : Ask(request);
        if (cut is Cut.Before or Cut.After)
        {
            client.LingerState = new LingerOption(true, 0);
            return;
        }

        stream.Write(cut == Cut.Within ? answer.AsSpan(0, answer.Length - 20) : answer);
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
