using System.Diagnostics;

namespace Lake.Iceberg.Storage;

/// <summary>
/// One process at a time in a folder, by an advisory lock on a hidden file. The system frees it when its process ends,
/// however it ends. The file itself stays: deleting it would let two processes hold two locks.
/// </summary>
internal static class FolderLock
{
    private const string Name = ".commit.lock";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static bool IsLock(string path) => Path.GetFileName(path) == Name;

    /// <summary>Fails with <see cref="IOException"/> after a minute.</summary>
    public static FileStream Take(string folder)
    {
        var path = Path.Combine(folder, Name);
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException)
                && File.Exists(path) && clock.Elapsed < Patience)
            {
                // Backoff: the holder only renames a file, so it is gone in a moment.
                Thread.Sleep(Random.Shared.Next(1, 6));
            }
        }
    }
}
