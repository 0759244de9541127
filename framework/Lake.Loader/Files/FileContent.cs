using System.Buffers.Binary;
using System.IO.Compression;
using ZstdSharp;

namespace Lake.Loader.Files;

/// <summary>The bytes of a file, unpacked when its name ends in <c>.gz</c> or <c>.zst</c>.</summary>
internal sealed class FileContent : IDisposable
{
    private readonly FileStream _packed;
    private readonly RawFile _file;

    public FileContent(RawFile file)
    {
        _file = file;
        _packed = File.OpenRead(file.FullPath);
        Stream = IsGzip(file) ? new GZipStream(_packed, CompressionMode.Decompress)
            : IsZstd(file) ? new DecompressionStream(_packed, leaveOpen: false)
            : _packed;
    }

    public Stream Stream { get; }

    public static bool IsPacked(RawFile file) => IsGzip(file) || IsZstd(file);

    /// <summary>
    /// Whether what was read is all there is. The runtime takes the end of a gzip file for the end of its data, whose
    /// length the last four bytes tell; in a file of several archives, that of the last.
    /// </summary>
    /// <param name="bytes">How many were unpacked.</param>
    public bool IsWhole(long bytes)
    {
        if (!IsGzip(_file))
        {
            return true;
        }

        Span<byte> trailer = stackalloc byte[4];
        if (_packed.Length < 18)
        {
            return false;
        }

        _packed.Position = _packed.Length - trailer.Length;
        _packed.ReadExactly(trailer);
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer) <= bytes;
    }

    public void Dispose()
    {
        Stream.Dispose();
        _packed.Dispose();
    }

    /// <summary>Why the file cannot be read; null when the failure says nothing of the file.</summary>
    public static string? Explain(Exception failure) => failure switch
    {
        InvalidDataException or ZstdException or EndOfStreamException => "the archive is damaged or cut short, or is none",
        IOException or UnauthorizedAccessException => failure.Message,
        _ => null,
    };

    private static bool IsGzip(RawFile file) => file.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    private static bool IsZstd(RawFile file) => file.Name.EndsWith(".zst", StringComparison.OrdinalIgnoreCase);
}
