using System.Collections.Immutable;
using System.Globalization;
using System.IO.Hashing;

namespace Lake.Loader.Files;

/// <summary>A file of a stream.</summary>
/// <param name="Name">Relative to the project, with <c>/</c>: what <c>_source_file</c> holds.</param>
/// <param name="FullPath">Where it is now.</param>
/// <param name="Size">In bytes.</param>
/// <param name="ModifiedAt">As text in UTC, to compare.</param>
/// <param name="Partitions">The values that its folders' names hold, outermost first.</param>
public sealed record RawFile(
    string Name, string FullPath, long Size, string ModifiedAt, ImmutableArray<KeyValuePair<string, string?>> Partitions)
{
    private const string HiveNull = "__HIVE_DEFAULT_PARTITION__";

    /// <summary>Of larger files only the beginning and the end are looked at.</summary>
    private const long LargestWhole = 256L << 20;

    public static RawFile Open(string projectDirectory, string name)
    {
        var info = new FileInfo(Path.GetFullPath(Path.Combine(projectDirectory, name)));
        var modifiedAt = info.LastWriteTimeUtc.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
        return new RawFile(name, info.FullName, info.Length, modifiedAt, PartitionsOf(name));
    }

    /// <summary>Tells contents of one size apart: lower-case hexadecimal XXH128.</summary>
    public string Fingerprint()
    {
        using var stream = File.OpenRead(FullPath);
        var hash = new XxHash128();
        if (stream.Length <= LargestWhole)
        {
            hash.Append(stream);
        }
        else
        {
            var part = new byte[LargestWhole / 4];
            stream.ReadExactly(part);
            hash.Append(part);
            stream.Seek(-part.Length, SeekOrigin.End);
            stream.ReadExactly(part);
            hash.Append(part);
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    private static ImmutableArray<KeyValuePair<string, string?>> PartitionsOf(string name) =>
    [
        .. from folder in name.Split('/').SkipLast(1)
           let split = folder.IndexOf('=', StringComparison.Ordinal)
           where split > 0
           let value = Uri.UnescapeDataString(folder[(split + 1)..])
           select KeyValuePair.Create(folder[..split], value == HiveNull ? null : value),
    ];
}
