using System.IO.Enumeration;

namespace Lake.Project.Files;

/// <summary>What the file system tells of a file's content without reading it: while all of it stays, the content is taken to.</summary>
/// <param name="Changed">When the content was last written, in ticks of UTC.</param>
/// <param name="Created">When the file was made, where the system knows: one that takes another's place may bring its old times along.</param>
internal readonly record struct FileStamp(long Length, long Changed, long Created)
{
    /// <summary>Null for a link, whose own stamp says nothing.</summary>
    public static FileStamp? Of(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0
        ? null
        : new FileStamp(entry.Length, entry.LastWriteTimeUtc.UtcTicks, entry.CreationTimeUtc.UtcTicks);
}
