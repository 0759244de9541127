using System.Text.Json;
using K4os.Compression.LZ4;
using Lake.Trino.Errors;
using Lake.Trino.Transport;
using ZstdSharp;

namespace Lake.Trino.Queries;

/// <summary>Rows that lie beside the protocol: inside a page, or in an object store that the page names.</summary>
internal static class Segments
{
    /// <summary>What this client reads, best first.</summary>
    public const string Encodings = "json+zstd,json+lz4,json";

    /// <summary>The rows of one segment as JSON. The server may delete a spooled one as soon as it has been fetched whole.</summary>
    public static Stream Open(TrinoTransport transport, string encoding, WireSegment segment, CancellationToken cancellationToken)
    {
        var bytes = segment.Type switch
        {
            "inline" => Convert.FromBase64String(segment.Data ?? ""),
            "spooled" when segment.Uri is { } uri => Fetch(transport, uri, segment, cancellationToken),
            _ => throw new JsonException($"a segment is of the unknown type '{segment.Type}'"),
        };
        return Decode(encoding, bytes, segment.Metadata);
    }

    private static byte[] Fetch(TrinoTransport transport, Uri uri, WireSegment segment, CancellationToken cancellationToken)
    {
        var answer = transport.Send(() => Request(uri, segment), body => segment.Metadata?.SegmentSize is not { } size || body.Length == size, cancellationToken, withCredentials: false);
        if ((int)answer.Status != 200)
        {
            throw new TrinoException(TrinoErrorKind.Protocol, $"a segment of the result cannot be fetched from {uri.Authority}: it answers {(int)answer.Status}");
        }

        if (segment.AckUri is { } done)
        {
            transport.Send(() => Request(done, segment), _ => true, cancellationToken, withCredentials: false);
        }

        return answer.Body;
    }

    private static HttpRequestMessage Request(Uri uri, WireSegment segment)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, uri);
        foreach (var (name, values) in segment.Headers ?? [])
        {
            request.Headers.TryAddWithoutValidation(name, values);
        }

        return request;
    }

    /// <summary>Segments too small to be worth it stay as they are, and then have no uncompressed size.</summary>
    private static Stream Decode(string encoding, byte[] bytes, WireSegmentMetadata? metadata) => (encoding, metadata?.UncompressedSize) switch
    {
        ("json", _) or (_, null) => new MemoryStream(bytes),
        ("json+zstd", _) => new DecompressionStream(new MemoryStream(bytes), leaveOpen: false),
        ("json+lz4", { } size) => new MemoryStream(UnpackLz4(bytes, size)),
        _ => throw new JsonException($"segments are encoded as '{encoding}'"),
    };

    private static byte[] UnpackLz4(byte[] bytes, long size)
    {
        var unpacked = new byte[size];
        return LZ4Codec.Decode(bytes, unpacked) == size ? unpacked : throw new JsonException("a segment has another size than it says");
    }
}
