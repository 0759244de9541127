using Lake.Iceberg.Storage;
using Lake.Loader.Streams;
using Lake.Text;

namespace Lake.Loader.Files;

/// <summary>
/// Takes source files away: to the archive, or for good. A file leaves its place only when all of it is in the archive,
/// on disk, so that it is never in neither.
/// </summary>
internal sealed class SourceCleaner(StreamDefinition stream, string projectDirectory, IFileIO? storage)
{
    private readonly string _root = RootOf(stream.Path);

    /// <summary>Why the file stays; null when it is gone.</summary>
    public string? Clean(RawFile file)
    {
        try
        {
            return file.IsRemote ? CleanRemote(file) : CleanLocal(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DiagnosticException)
        {
            return e.Message;
        }
    }

    private string? CleanLocal(RawFile file)
    {
        if (File.ResolveLinkTarget(file.FullPath, returnFinalTarget: false) is not null)
        {
            return "it is a link";
        }

        if (stream.Cleanup.Archive is { } archive)
        {
            var target = Path.GetFullPath(Path.Combine(projectDirectory, archive, Inner(file)));
            if (!File.Exists(target))
            {
                Move(file.FullPath, target);
            }
            else if ((file with { FullPath = target }).ContentHash() != file.ContentHash())
            {
                return Occupied(Path.Combine(archive, Inner(file)));
            }
        }

        File.Delete(file.FullPath);
        return null;
    }

    /// <summary>In one step where source and archive share a disk; else copied under a name that nobody looks at until it is whole.</summary>
    private static void Move(string from, string target)
    {
        var folder = Path.GetDirectoryName(target) ?? target;
        Directory.CreateDirectory(folder);
        if (DiskOf(from) == DiskOf(target))
        {
            File.Move(from, target);
            return;
        }

        var partial = Path.Combine(folder, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}");
        try
        {
            using (var source = File.OpenRead(from))
            using (var copy = new FileStream(partial, FileMode.CreateNew, FileAccess.Write))
            {
                source.CopyTo(copy, 1 << 20);
                copy.Flush(flushToDisk: true);
            }

            File.SetLastWriteTimeUtc(partial, File.GetLastWriteTimeUtc(from));
            File.Move(partial, target);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static string? DiskOf(string path) =>
        DriveInfo.GetDrives().Select(d => Path.TrimEndingDirectorySeparator(d.RootDirectory.FullName) + (d.RootDirectory.FullName.Length > 1 ? "/" : "")).Where(path.StartsWith).MaxBy(d => d.Length);

    private string? CleanRemote(RawFile file)
    {
        var files = storage ?? throw LoaderRules.InvalidStream.Error(stream.Location, $"the stream '{stream.Name}' is in object storage, which this program was not given", null);
        if (stream.Cleanup.Archive is { } archive)
        {
            var target = $"{archive.TrimEnd('/')}/{Inner(file)}";
            var isThere = files.Exists(target);
            files.Fetch(isThere ? [file.Name, target] : [file.Name]);
            var here = file with { FullPath = files.InputPath(file.Name) };
            if (!isThere)
            {
                File.Copy(here.FullPath, files.OutputPath(target), overwrite: true);
                files.Flush([target]);
            }
            else if ((file with { FullPath = files.InputPath(target) }).ContentHash() != here.ContentHash())
            {
                return Occupied(target);
            }

            FileListing.Release([here]);
        }

        files.Delete(file.Name);
        return null;
    }

    /// <summary>The path below the folder of all the stream's files.</summary>
    private string Inner(RawFile file) => file.Name.StartsWith(_root, StringComparison.Ordinal) ? file.Name[_root.Length..] : Path.GetFileName(file.Name);

    private static string Occupied(string target) => $"the archive has another file {target}";

    private static string RootOf(string path)
    {
        var (folder, rest) = FileGlob.Split(path.Contains("://", StringComparison.Ordinal) ? path[(path.IndexOf("://", StringComparison.Ordinal) + 3)..] : path);
        var scheme = path.Contains("://", StringComparison.Ordinal) ? path[..(path.IndexOf("://", StringComparison.Ordinal) + 3)] : path.StartsWith('/') ? "/" : "";
        var whole = rest is [var last] && !FileGlob.IsWild(last) && Path.GetExtension(last).Length == 0 ? $"{folder}/{last}".TrimStart('/') : folder;
        return whole.Length == 0 ? scheme : $"{scheme}{whole}/";
    }
}
