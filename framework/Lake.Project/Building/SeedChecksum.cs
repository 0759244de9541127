using Lake.Project.Files;
using Lake.Project.Nodes;

namespace Lake.Project.Building;

/// <summary>dbt's checksum of a seed: its content with Unix line ends, a byte order mark included, or for large files only its path.</summary>
internal static class SeedChecksum
{
    private const long LargestHashed = 1024 * 1024;

    /// <param name="file">The seed.</param>
    /// <param name="text">Its text, without a byte order mark.</param>
    public static Checksum Of(ProjectFile file, string text) => new FileInfo(file.FullPath).Length > LargestHashed
        ? Checksum.OfPath(file.OriginalPath)
        : Checksum.OfText((BeginsWithMark(file.FullPath) ? "\uFEFF" : "") + text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim());

    private static bool BeginsWithMark(string path)
    {
        using var stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[3];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start is [0xEF, 0xBB, 0xBF];
    }
}
