using System.Net;
using System.Net.Sockets;

namespace Lake.Testing;

/// <summary>Hands every connection to a free port of this machine to a thread of its own, until it is disposed of.</summary>
public sealed class LoopbackListener : IDisposable
{
    private readonly TcpListener _listener;
    private readonly Action<TcpClient> _serve;
    private readonly Thread _thread;

    /// <param name="serve">The connection is closed when it returns; one that the client has left is not its fault.</param>
    public LoopbackListener(Action<TcpClient> serve, int port = 0)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _serve = serve;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _thread = new Thread(Accept) { IsBackground = true };
        _thread.Start();
    }

    public int Port { get; }

    /// <summary>A port of this machine that nobody has, for a server that must be told one.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Nobody gets through any more; connections that are open stay.</summary>
    public void Stop() => _listener.Stop();

    public void Dispose()
    {
        _listener.Dispose();
        _thread.Join();
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                var client = _listener.AcceptTcpClient();
                ThreadPool.QueueUserWorkItem(_ => Serve(client));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private void Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                _serve(client);
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
            {
                // A client may open a connection that it does not use in the end, or go away.
            }
        }
    }
}
