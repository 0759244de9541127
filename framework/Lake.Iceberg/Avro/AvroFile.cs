using System.IO.Compression;
using System.Text;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Avro;

/// <summary>An object container file, read whole.</summary>
internal sealed record AvroFile(IReadOnlyDictionary<string, byte[]> Metadata, IReadOnlyList<AvroRecord> Records)
{
    internal const string SchemaKey = "avro.schema";
    internal const string CodecKey = "avro.codec";
    internal const int SyncLength = 16;

    /// <summary>Writers make blocks of some 64 KB.</summary>
    private const long LargestBlock = 256L << 20;

    internal static ReadOnlySpan<byte> Magic => "Obj\u0001"u8;

    public string? Text(string key) => Metadata.TryGetValue(key, out var value) ? Encoding.UTF8.GetString(value) : null;

    /// <summary>Fails with <see cref="InvalidDataException"/> or <see cref="System.Text.Json.JsonException"/> when the bytes are none.</summary>
    public static AvroFile Read(byte[] bytes)
    {
        var decoder = new AvroDecoder(bytes);
        if (bytes.Length < Magic.Length || !decoder.ReadSpan(Magic.Length).SequenceEqual(Magic))
        {
            throw new InvalidDataException("it is not an Avro file");
        }

        var metadata = ReadMetadata(ref decoder);
        var sync = decoder.ReadSpan(SyncLength);
        var schema = AvroSchemaReader.Read(
            metadata.TryGetValue(SchemaKey, out var json) ? json : throw new InvalidDataException("it has no schema"));
        if (schema.Kind != AvroKind.Record)
        {
            throw new InvalidDataException("it does not hold records");
        }

        var codec = metadata.TryGetValue(CodecKey, out var name) ? Encoding.UTF8.GetString(name) : "null";
        var records = new List<AvroRecord>();
        while (!decoder.AtEnd)
        {
            var count = decoder.ReadLong();
            var block = Decompress(codec, decoder.ReadBytes());
            if (count < 0 || count > block.Length)
            {
                throw new InvalidDataException($"a block cannot have {count} records");
            }

            ReadBlock(block, schema, count, records);
            if (!decoder.ReadSpan(SyncLength).SequenceEqual(sync))
            {
                throw new InvalidDataException($"a block does not end where it should, at byte {decoder.Position}");
            }
        }

        return new AvroFile(metadata, records);
    }

    private static Dictionary<string, byte[]> ReadMetadata(ref AvroDecoder decoder)
    {
        var metadata = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (var count = decoder.ReadLong(); count != 0; count = decoder.ReadLong())
        {
            if (count < 0)
            {
                decoder.ReadLong();
                count = -count;
            }

            for (; count > 0; count--)
            {
                var key = decoder.ReadString();
                metadata[key] = decoder.ReadBytes().ToArray();
            }
        }

        return metadata;
    }

    private static void ReadBlock(ReadOnlySpan<byte> block, AvroSchema schema, long count, List<AvroRecord> records)
    {
        var decoder = new AvroDecoder(block);
        for (; count > 0; count--)
        {
            if (decoder.Read(schema) is AvroRecord record)
            {
                records.Add(record);
            }
        }
    }

    private static ReadOnlySpan<byte> Decompress(string codec, ReadOnlySpan<byte> block)
    {
        switch (codec)
        {
            case "null":
                return block;
            case "deflate":
                using (var source = new MemoryStream(block.ToArray()))
                using (var deflate = new DeflateStream(source, CompressionMode.Decompress))
                {
                    return Unpacked.Read(deflate, LargestBlock);
                }

            default:
                throw new InvalidDataException($"its compression '{codec}' is not supported (only deflate and null are)");
        }
    }
}
