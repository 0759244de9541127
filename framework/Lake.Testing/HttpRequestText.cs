using System.Globalization;
using System.Text;

namespace Lake.Testing;

/// <summary>A request as it came over the wire.</summary>
/// <param name="Line">Such as <c>GET /path HTTP/1.1</c>.</param>
public sealed record HttpRequestText(string Line, IReadOnlyList<string> Headers, byte[] Body)
{
    /// <exception cref="IOException">The client has closed the connection before its end.</exception>
    public static HttpRequestText Read(Stream stream)
    {
        var head = new List<byte>();
        while (head.Count < 4 || !(head[^1] == '\n' && head[^3] == '\n'))
        {
            var next = stream.ReadByte();
            if (next < 0)
            {
                throw new IOException("the client closed the connection");
            }

            head.Add((byte)next);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var body = new byte[lines.FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) is { } length
            ? int.Parse(length.Split(':')[1], CultureInfo.InvariantCulture)
            : 0];
        stream.ReadExactly(body);
        return new HttpRequestText(lines[0], lines[1..], body);
    }

    /// <summary>To be sent on, with one more header.</summary>
    public byte[] With(string header) =>
        [.. Encoding.ASCII.GetBytes($"{Line}\r\n{string.Concat(Headers.Select(h => $"{h}\r\n"))}{header}\r\n\r\n"), .. Body];
}
