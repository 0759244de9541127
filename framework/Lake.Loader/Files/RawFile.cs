using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;

namespace Lake.Loader.Files;

/// <summary>A file of a stream.</summary>
/// <param name="Name">Relative to the project, with <c>/</c>: what <c>_source_file</c> holds.</param>
/// <param name="FullPath">Where it is now.</param>
/// <param name="Size">In bytes.</param>
/// <param name="ModifiedAt">As text in UTC, to compare.</param>
/// <param name="Partitions">The <c>key=value</c> folders of its name, outermost first.</param>
/// <param name="Number">Its place among the files of one load.</param>
public sealed record RawFile(
    string Name, string FullPath, long Size, string ModifiedAt, ImmutableArray<KeyValuePair<string, string?>> Partitions, int Number = 0)
{
    private const string HiveNull = "__HIVE_DEFAULT_PARTITION__";

    public static RawFile Open(string projectDirectory, string name)
    {
        var info = new FileInfo(Path.GetFullPath(Path.Combine(projectDirectory, name)));
        var modifiedAt = info.LastWriteTimeUtc.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
        return new RawFile(name, info.FullName, info.Length, modifiedAt, PartitionsOf(name));
    }

    /// <summary>Lower-case hexadecimal SHA-256 of the content.</summary>
    public string Hash()
    {
        using var stream = File.OpenRead(FullPath);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
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
