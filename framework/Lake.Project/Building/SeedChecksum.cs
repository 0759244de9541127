using Lake.Project.Files;
using Lake.Project.Nodes;

namespace Lake.Project.Building;

/// <summary>dbt's checksum of a seed: its content with Unix line ends, or for large files only its path.</summary>
internal static class SeedChecksum
{
    private const long LargestHashed = 1024 * 1024;

    public static Checksum Of(ProjectFile file, string text) => new FileInfo(file.FullPath).Length > LargestHashed
        ? Checksum.OfPath(file.OriginalPath)
        : Checksum.OfText(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim());
}
