using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Lake.Iceberg.Tests.Catalogs;

/// <summary>Passes on what two programs say to each other, and can lose an answer: the request arrives, its answer does not.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _target;
    private volatile string? _lost;
    private volatile bool _isLast;

    public CuttingProxy(int target)
    {
        _target = target;
        _listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The answer to the next request with this text in it.</summary>
    /// <param name="isLast">Then nobody gets through any more.</param>
    public void LoseAnswerTo(string request, bool isLast = false) => (_isLast, _lost) = (isLast, request);

    public bool HasLost => _lost is null;

    public void Dispose() => _listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Serve(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(IPAddress.Loopback, _target);
            var answers = Pass(server, client, isRequest: false);
            await Task.WhenAny(Pass(client, server, isRequest: true), answers);
        }
    }

    private async Task Pass(TcpClient from, TcpClient to, bool isRequest)
    {
        var buffer = new byte[1 << 16];
        try
        {
            for (int count; (count = await from.GetStream().ReadAsync(buffer)) > 0;)
            {
                var isLost = isRequest && _lost is { } lost && Encoding.Latin1.GetString(buffer, 0, count).Contains(lost, StringComparison.Ordinal);
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count));
                if (isLost)
                {
                    _lost = null;
                    if (_isLast)
                    {
                        _listener.Stop();
                    }

                    // Time to carry it out, with nobody to hear the answer.
                    from.Client.Close();
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
}
