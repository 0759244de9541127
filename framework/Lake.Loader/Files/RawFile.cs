using System.Collections.Immutable;
using System.Globalization;
using System.IO.Hashing;
using Lake.Iceberg.S3;
using Lake.Iceberg.Storage;
using Lake.Loader.Streams;
using Microsoft.Win32.SafeHandles;

namespace Lake.Loader.Files;

/// <summary>A file of a stream.</summary>
/// <param name="Name">Relative to the project, with <c>/</c>, or a location in object storage: what <c>_source_file</c> holds.</param>
/// <param name="FullPath">Where it is now, on this machine; empty for a file that was not brought here.</param>
/// <param name="Size">In bytes.</param>
/// <param name="ModifiedAt">As text in UTC, to compare.</param>
/// <param name="Partitions">The values that its folders' names hold, outermost first.</param>
public sealed record RawFile(
    string Name, string FullPath, long Size, string ModifiedAt, ImmutableArray<KeyValuePair<string, string?>> Partitions)
{
    private const string HiveNull = "__HIVE_DEFAULT_PARTITION__";

    /// <summary>Of larger files only the beginning and the end are looked at.</summary>
    private const long LargestWhole = 256L << 20;

    private const int FooterLength = 64 << 10;

    private const string TagPrefix = "etag:";

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset Modified => DateTimeOffset.Parse(ModifiedAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>Whether the file itself is in object storage.</summary>
    public bool IsRemote { get; init; }

    /// <summary>The <c>ETag</c> of a file in object storage; null where there is none.</summary>
    public string? Tag { get; init; }

    public static RawFile Remote(StoredFile file, PathLayout? layout) =>
        new(file.Location, "", file.Size, Text(file.Modified.UtcDateTime), PartitionsOf(file.Location, layout)) { IsRemote = true, Tag = file.Tag };

    /// <summary>One of which nothing but the name is left.</summary>
    public static RawFile Gone(string projectDirectory, string name, PathLayout? layout = null) => S3Location.IsS3(name)
        ? new RawFile(name, "", 0, "", PartitionsOf(name, layout)) { IsRemote = true }
        : new RawFile(name, Path.GetFullPath(Path.Combine(projectDirectory, name)), 0, "", PartitionsOf(name, layout));

    public static RawFile Open(string projectDirectory, string name, PathLayout? layout = null)
    {
        var path = Path.GetFullPath(Path.Combine(projectDirectory, name));
        var info = File.ResolveLinkTarget(path, returnFinalTarget: true) is FileInfo target ? target : new FileInfo(path);
        return new RawFile(name, path, info.Length, Text(info.LastWriteTimeUtc), PartitionsOf(name, layout));
    }

    /// <summary>Tells contents of one size apart: lower-case hexadecimal XXH128, or what the object storage says.</summary>
    public string Fingerprint() => Tag is null ? ContentHash() : TagPrefix + Tag;

    /// <summary>Whether its content is that of a fingerprint, as far as can be told without fetching it.</summary>
    public bool IsLike(string fingerprint, string modifiedAt) =>
        !IsRemote ? fingerprint == Fingerprint()
        : Tag is not null && fingerprint.StartsWith(TagPrefix, StringComparison.Ordinal) ? fingerprint == Fingerprint()
        : modifiedAt == ModifiedAt;

    /// <summary>XXH128 of what is at <see cref="FullPath"/>.</summary>
    public string ContentHash()
    {
        using var file = File.OpenHandle(FullPath);
        var hash = new XxHash128();
        var length = RandomAccess.GetLength(file);
        if (length <= LargestWhole)
        {
            Append(hash, file, 0, length);
        }
        else
        {
            Append(hash, file, 0, LargestWhole / 4);
            Append(hash, file, length - (LargestWhole / 4), LargestWhole / 4);
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    private static void Append(XxHash128 hash, SafeFileHandle file, long start, long length)
    {
        var block = new byte[(int)Math.Min(length, 1 << 20)];
        for (var at = start; at < start + length;)
        {
            var read = RandomAccess.Read(file, block.AsSpan(0, (int)Math.Min(block.Length, start + length - at)), at);
            if (read == 0)
            {
                break;
            }

            hash.Append(block.AsSpan(0, read));
            at += read;
        }
    }

    /// <summary>As <see cref="Fingerprint"/>, of the end of the file alone, where Parquet tells of all the rest.</summary>
    public string FooterFingerprint()
    {
        using var stream = File.OpenRead(FullPath);
        var part = new byte[Math.Min(stream.Length, FooterLength)];
        stream.Seek(-part.Length, SeekOrigin.End);
        stream.ReadExactly(part);
        return Convert.ToHexStringLower(XxHash128.Hash(part));
    }

    private static string Text(DateTime modifiedAt) => modifiedAt.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    private static ImmutableArray<KeyValuePair<string, string?>> PartitionsOf(string name, PathLayout? layout) => layout?.Match(name) ??
    [
        .. from folder in name.Split('/').SkipLast(1)
           let split = folder.IndexOf('=', StringComparison.Ordinal)
           where split > 0
           let value = Uri.UnescapeDataString(folder[(split + 1)..])
           select KeyValuePair.Create(folder[..split], value == HiveNull ? null : value),
    ];
}
