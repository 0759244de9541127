using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Lake.Trino.Tests;

/// <summary>
/// Passes requests on to a server, one connection each, and breaks every nth connection: by turns before the request is
/// passed on, after the server has answered, and in the middle of its answer.
/// </summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _server;
    private readonly int _everyNth;
    private readonly Thread _thread;
    private int _count;

    public CuttingProxy(Uri server, int everyNth)
    {
        (_server, _everyNth) = (server, everyNth);
        _listener.Start();
        _thread = new Thread(Serve) { IsBackground = true };
        _thread.Start();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public int Cuts { get; private set; }

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
                var client = _listener.AcceptTcpClient();
                ThreadPool.QueueUserWorkItem(_ => Pass(client));
            }
        }
        catch (SocketException)
        {
            // Stopped.
        }
    }

    private void Pass(TcpClient client)
    {
        using var mine = client;
        try
        {
            var stream = client.GetStream();
            var request = Read(stream);
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
        catch (IOException)
        {
            // A connection that the client did not use in the end.
        }
    }

    /// <summary>The server names its own address where it says how to go on; the client must come back through here.</summary>
    private byte[] Ask(byte[] request)
    {
        var text = Encoding.UTF8.GetString(request).Replace("\r\n\r\n", "\r\nConnection: close\r\nX-Through: proxy\r\n\r\n", StringComparison.Ordinal);
        using var server = new TcpClient(_server.Host, _server.Port);
        var stream = server.GetStream();
        stream.Write(Encoding.UTF8.GetBytes(text));
        using var answer = new MemoryStream();
        stream.CopyTo(answer);
        return answer.ToArray();
    }

    private static byte[] Read(NetworkStream stream)
    {
        using var bytes = new MemoryStream();
        while (true)
        {
            var next = stream.ReadByte();
            if (next < 0)
            {
                throw new IOException("the client closed the connection");
            }

            bytes.WriteByte((byte)next);
            var text = Encoding.UTF8.GetString(bytes.ToArray());
            if (text.Contains("\r\n\r\n", StringComparison.Ordinal) && next == '\n')
            {
                break;
            }
        }

        var head = Encoding.UTF8.GetString(bytes.ToArray());
        var length = head.Split("\r\n").FirstOrDefault(h => h.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) is { } line
            ? int.Parse(line.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)
            : 0;
        var body = new byte[length];
        stream.ReadExactly(body);
        bytes.Write(body);
        return bytes.ToArray();
    }
}
