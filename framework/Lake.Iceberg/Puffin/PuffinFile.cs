using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Puffin;

/// <summary>A Puffin file in the making: blobs, then a footer that describes them.</summary>
internal sealed class PuffinFile
{
    /// <summary>The metadata column of row positions, which deletion vectors are about.</summary>
    private const int RowPositionId = 2147483645;

    private readonly ArrayBufferWriter<byte> _content = new();
    private readonly List<(long Offset, int Length, string DataFile, long Cardinality)> _blobs = [];

    public PuffinFile() => _content.Write(Magic);

    private static ReadOnlySpan<byte> Magic => "PFA1"u8;

    /// <returns>Where the blob begins.</returns>
    public long AddDeletionVector(byte[] blob, string dataFile, long cardinality)
    {
        var offset = _content.WrittenCount;
        _content.Write(blob);
        _blobs.Add((offset, blob.Length, dataFile, cardinality));
        return offset;
    }

    public byte[] Finish()
    {
        var footer = Footer();
        Span<byte> sizeAndFlags = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(sizeAndFlags, footer.Length);
        sizeAndFlags[4..].Clear();
        _content.Write(Magic);
        _content.Write(footer);
        _content.Write(sizeAndFlags);
        _content.Write(Magic);
        return _content.WrittenSpan.ToArray();
    }

    private byte[] Footer() => JsonText.WriteBytes(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("blobs");
        foreach (var (offset, length, dataFile, cardinality) in _blobs)
        {
            json.WriteStartObject();
            json.WriteString("type", "deletion-vector-v1");
            json.WriteStartArray("fields");
            json.WriteNumberValue(RowPositionId);
            json.WriteEndArray();
            json.WriteNumber("snapshot-id", -1);
            json.WriteNumber("sequence-number", -1);
            json.WriteNumber("offset", offset);
            json.WriteNumber("length", length);
            json.WriteStartObject("properties");
            json.WriteString("referenced-data-file", dataFile);
            json.WriteString("cardinality", cardinality.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("properties");
        json.WriteString("created-by", "lake");
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
