using System.Buffers.Binary;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Puffin;

/// <summary>The deleted positions of one data file as format 3 keeps them: a roaring bitmap in a Puffin file.</summary>
public static class DeletionVector
{
    private const uint Magic = 0xD1D33964;

    /// <summary>Positions from 0, ascending. Fails with <see cref="IcebergRules.CorruptManifest"/> when the file holds none.</summary>
    /// <param name="file">A delete file that <see cref="DataFile.IsDeletionVector"/>.</param>
    public static List<long> Read(IFileIO io, DataFile file)
    {
        var bytes = io.Read(file.Path);
        var (offset, length) = (file.ContentOffset ?? -1, file.ContentSizeInBytes ?? -1);
        if (bytes is not [(byte)'P', (byte)'F', (byte)'A', (byte)'1', ..])
        {
            throw Corrupt(file, "it is not a Puffin file");
        }

        if (offset < 0 || length < 0 || offset > bytes.Length - length)
        {
            throw Corrupt(file, "its place in the file is not given, or lies outside");
        }

        try
        {
            var positions = ReadBlob(bytes.AsSpan((int)offset, (int)length), file.RecordCount);
            return positions.Count == file.RecordCount
                ? positions
                : throw new InvalidDataException($"it holds {positions.Count} positions instead of {file.RecordCount}");
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentOutOfRangeException or OverflowException)
        {
            throw Corrupt(file, e.Message);
        }
    }

    internal static List<long> ReadBlob(ReadOnlySpan<byte> blob, long most = long.MaxValue)
    {
        if (blob.Length < 12 || BinaryPrimitives.ReadInt32BigEndian(blob) != blob.Length - 8)
        {
            throw new InvalidDataException("its length is wrong");
        }

        var content = blob[4..^4];
        if (BinaryPrimitives.ReadUInt32BigEndian(content) != Magic)
        {
            throw new InvalidDataException("it does not begin as it should");
        }

        if (BinaryPrimitives.ReadUInt32BigEndian(blob[^4..]) != Crc32.Of(content))
        {
            throw new InvalidDataException("its checksum is wrong");
        }

        return RoaringBitmap.Read(content[4..], most);
    }

    /// <param name="positions">Ascending, each once.</param>
    internal static byte[] WriteBlob(IReadOnlyList<long> positions)
    {
        var bitmap = RoaringBitmap.Write(positions);
        var blob = new byte[bitmap.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(blob, bitmap.Length + 4);
        BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(4), Magic);
        bitmap.CopyTo(blob, 8);
        BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(blob.Length - 4), Crc32.Of(blob.AsSpan(4, bitmap.Length + 4)));
        return blob;
    }

    private static Lake.Text.DiagnosticException Corrupt(DataFile file, string reason) => IcebergRules.CorruptManifest.Error(
        null, $"The deletion vector in '{file.Path}' cannot be read: {reason}.", FileIOExtensions.Remedy);
}
