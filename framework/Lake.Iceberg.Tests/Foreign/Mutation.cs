using System.IO.Compression;
using System.Text.Json.Nodes;
using Lake.Iceberg.Avro;

namespace Lake.Iceberg.Tests.Foreign;

/// <summary>Damage done to files at random, in their bytes or in their sense.</summary>
internal static class Mutation
{
    private static readonly string?[] Hostile =
    [
        "null", "-1", "0", "2147483648", "9223372036854775807", "-9223372036854775808", "1e308", "0.5", "true", "[]", "{}", "\"\"", "\"main\"", "\"\\u0000\"",
        "\"../../../../etc/passwd\"", "\"file:///etc/passwd\"", "\"s3://other/file\"", "\"decimal(99,99)\"", "\"fixed[2147483647]\"", "\"bucket[0]\"", "\"struct\"",
        "[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]", "{\"type\":\"list\",\"element-id\":1,\"element\":\"int\",\"element-required\":true}", null,
    ];

    /// <summary>Bytes changed, lost, repeated and put in.</summary>
    public static byte[] OfBytes(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var changes = random.Next(1, 5); changes > 0 && bytes.Count > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 9), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)0xff, length));
                    break;
                case 3:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                case 4:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 5:
                    bytes[at] = bytes[random.Next(bytes.Count)];
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Still JSON, with members and items gone, exchanged, or with values in their place that nobody expects there.</summary>
    public static byte[] OfJson(byte[] original, Random random)
    {
        var root = JsonNode.Parse(original) ?? throw new InvalidOperationException("The original is no object.");
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var all = Below(root).ToList();
            var node = all[random.Next(all.Count)];
            var value = random.Next(4) == 0 ? all[random.Next(all.Count)].DeepClone() : Hostile[random.Next(Hostile.Length)] is { } text ? JsonNode.Parse(text) : null;
            switch (node.Parent)
            {
                case JsonObject parent when random.Next(4) == 0:
                    parent.Remove(node.GetPropertyName());
                    break;
                case JsonObject parent:
                    parent[node.GetPropertyName()] = value;
                    break;
                case JsonArray parent when random.Next(4) == 0:
                    parent.Add(node.DeepClone());
                    break;
                case JsonArray parent:
                    parent[node.GetElementIndex()] = value;
                    break;
            }
        }

        return System.Text.Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    /// <summary>The same Avro file without compression, so that damage reaches what is in it.</summary>
    public static byte[] Unpack(byte[] file)
    {
        var decoder = new AvroDecoder(file);
        decoder.ReadSpan(AvroFile.Magic.Length);
        var metadata = new List<KeyValuePair<string, byte[]>>();
        for (var count = decoder.ReadLong(); count > 0; count = decoder.ReadLong())
        {
            for (; count > 0; count--)
            {
                var key = decoder.ReadString();
                var value = decoder.ReadBytes().ToArray();
                metadata.Add(new(key, key == AvroFile.CodecKey ? "null"u8.ToArray() : value));
            }
        }

        var sync = decoder.ReadSpan(AvroFile.SyncLength);
        var unpacked = new AvroEncoder();
        unpacked.Raw(AvroFile.Magic);
        unpacked.Array(metadata, pair =>
        {
            unpacked.String(pair.Key);
            unpacked.Bytes(pair.Value);
        });
        unpacked.Raw(sync);
        while (!decoder.AtEnd)
        {
            unpacked.Long(decoder.ReadLong());
            using var block = new DeflateStream(new MemoryStream(decoder.ReadBytes().ToArray()), CompressionMode.Decompress);
            using var content = new MemoryStream();
            block.CopyTo(content);
            unpacked.Bytes(content.ToArray());
            unpacked.Raw(decoder.ReadSpan(AvroFile.SyncLength));
        }

        return unpacked.Written.ToArray();
    }

    private static IEnumerable<JsonNode> Below(JsonNode node)
    {
        var children = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        return children.OfType<JsonNode>().SelectMany(child => Below(child).Prepend(child));
    }
}
