using System.Security.Cryptography;
using System.Text;

namespace Lake.Iceberg.Storage;

/// <summary>
/// Copies of remote files that never change, in a folder of this machine that several processes share. A file's name is
/// the hash of its location, so a copy that is there is the file.
/// </summary>
/// <param name="limit">In bytes. What was not used for longest goes first; what is in use now may go beyond the limit.</param>
public sealed class FileCache(string folder, long limit)
{
    public const long DefaultLimit = 20L << 30;

    /// <summary>Files handed out so lately may still be read by a statement of this or another process.</summary>
    private static readonly TimeSpan InUse = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();

    public string Folder => folder;

    public long Limit => limit;

    /// <summary>Where a user's programs keep what they can get again.</summary>
    public static string DefaultFolder =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "lake", "cache");

    /// <summary>The path of the copy; null when there is none.</summary>
    public string? Find(string location)
    {
        var path = PathOf(location);
        try
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            return path;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Takes over a file of the same file system as the copy of the location.</summary>
    public string Add(string location, string file)
    {
        var path = PathOf(location);
        Directory.CreateDirectory(folder);
        File.Move(file, path, overwrite: true);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
        Trim();
        return path;
    }

    /// <summary>A new empty folder beside the copies.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.Combine(folder, $".{Guid.NewGuid():n}")).FullName;

    private string PathOf(string location) =>
        Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(location))) + Path.GetExtension(location));

    private void Trim()
    {
        lock (_lock)
        {
            var copies = new DirectoryInfo(folder).EnumerateFiles().OrderByDescending(f => f.LastWriteTimeUtc).ToList();
            var size = 0L;
            foreach (var copy in copies)
            {
                size += copy.Length;
                if (size > limit && DateTime.UtcNow - copy.LastWriteTimeUtc > InUse)
                {
                    StorageFailure.TryDelete(copy.FullName);
                }
            }
        }
    }
}
