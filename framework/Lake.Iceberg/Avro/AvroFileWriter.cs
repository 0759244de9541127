using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Lake.Iceberg.Avro;

/// <summary>Writes an object container file with deflate compression, into memory.</summary>
internal sealed class AvroFileWriter
{
    private const int BlockSize = 64 * 1024;
    private readonly byte[] _sync = RandomNumberGenerator.GetBytes(AvroFile.SyncLength);
    private readonly AvroEncoder _file = new();
    private readonly AvroEncoder _block = new();
    private long _count;

    public AvroFileWriter(string schema, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        _file.Raw(AvroFile.Magic);
        KeyValuePair<string, string>[] all =
            [new(AvroFile.SchemaKey, schema), new(AvroFile.CodecKey, "deflate"), .. metadata];
        _file.Array(all, pair =>
        {
            _file.String(pair.Key);
            _file.Bytes(Encoding.UTF8.GetBytes(pair.Value));
        });
        _file.Raw(_sync);
    }

    /// <summary>Writes one record, in the order of the schema's fields.</summary>
    public void Append(Action<AvroEncoder> record)
    {
        record(_block);
        _count++;
        if (_block.Written.Length >= BlockSize)
        {
            FlushBlock();
        }
    }

    public byte[] Finish()
    {
        FlushBlock();
        return _file.Written.ToArray();
    }

    private void FlushBlock()
    {
        if (_count == 0)
        {
            return;
        }

        using var compressed = new MemoryStream();
        using (var deflate = new DeflateStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(_block.Written);
        }

        _file.Long(_count);
        _file.Bytes(compressed.ToArray());
        _file.Raw(_sync);
        _block.Clear();
        _count = 0;
    }
}
