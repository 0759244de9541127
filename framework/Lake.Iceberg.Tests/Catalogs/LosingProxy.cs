using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Lake.Testing;

namespace Lake.Iceberg.Tests.Catalogs;

/// <summary>Passes on what two programs say to each other, and can lose an answer: the request arrives, its answer does not.</summary>
internal sealed class LosingProxy : IDisposable
{
    private readonly LoopbackListener _listener;
    private readonly int _target;
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private volatile string? _lost;
    private volatile bool _isLast;
    private volatile bool _isGone;

    public LosingProxy(int target)
    {
        _target = target;
        _listener = new LoopbackListener(Serve);
    }

    public int Port => _listener.Port;

    /// <summary>The answer to the next request with this text in it.</summary>
    /// <param name="isLast">Then nobody gets through any more.</param>
    public void LoseAnswerTo(string request, bool isLast = false) => (_isLast, _lost) = (isLast, request);

    public bool HasLost => _lost is null;

    public void Dispose() => _listener.Dispose();

    private void Serve(TcpClient client)
    {
        _clients.Add(client);
        if (_isGone)
        {
            return;
        }

        using var server = new TcpClient();
        server.Connect(IPAddress.Loopback, _target);
        Task.WaitAny(Pass(client, server, isRequest: true), Pass(server, client, isRequest: false));
    }

    private async Task Pass(TcpClient from, TcpClient to, bool isRequest)
    {
        var buffer = new byte[1 << 16];
        try
        {
            for (int count; (count = await from.GetStream().ReadAsync(buffer)) > 0;)
            {
                var isLost = isRequest && _lost is { } lost && Encoding.Latin1.GetString(buffer, 0, count).Contains(lost, StringComparison.Ordinal);
                if (isLost)
                {
                    // Nobody is there any more to hear the answer, before it can be given.
                    _lost = null;
                    from.Client.Close();
                    if (_isLast)
                    {
                        Leave();
                    }
                }

                await to.GetStream().WriteAsync(buffer.AsMemory(0, count));
                if (isLost)
                {
                    // Time to carry it out.
                    await Task.Delay(500);
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // One side is gone, so the other goes too.
        }
    }

    /// <summary>Connections that clients keep for their next request end, too.</summary>
    private void Leave()
    {
        _isGone = true;
        _listener.Stop();
        foreach (var client in _clients)
        {
            client.Close();
        }
    }
}
