using Lake.Text;

namespace Lake.Iceberg.Storage;

/// <summary>Files of this machine.</summary>
public sealed class LocalFileIO : IFileIO
{
    private const int MostFlushes = 16;

    public static LocalFileIO Instance { get; } = new();

    public bool Exists(string location) => File.Exists(LocalPath.FromLocation(location));

    public string Canonical(string location) => LocalPath.ToLocation(LocalPath.ResolveLinks(LocalPath.FromLocation(location)));

    public byte[]? TryRead(string location)
    {
        var path = LocalPath.FromLocation(location);
        return Guard(location, () =>
        {
            // Most of the files that are looked for are missing, and an exception costs more than a look.
            if (!File.Exists(path))
            {
                return null;
            }

            try
            {
                return File.ReadAllBytes(path);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                return null;
            }
        });
    }

    public void Write(string location, ReadOnlySpan<byte> content, bool durable = true)
    {
        var path = LocalPath.FromLocation(location);
        var temporary = WriteTemporary(location, path, content, durable);
        Guard(location, () => File.Move(temporary, path, overwrite: true), temporary);
    }

    public void Flush(IReadOnlyCollection<string> locations)
    {
        // Side by side, as the system then writes its journal once for many.
        string[] files = [.. locations];
        var failures = new Diagnostic?[files.Length];
        Parallel.For(0, files.Length, new ParallelOptions { MaxDegreeOfParallelism = MostFlushes }, i => failures[i] = TryFlush(files[i]));
        if (failures.OfType<Diagnostic>().FirstOrDefault() is { } failure)
        {
            throw new DiagnosticException(failure);
        }
    }

    public bool TryCreate(string location, ReadOnlySpan<byte> content, string? onlyIfExists = null)
    {
        var path = LocalPath.FromLocation(location);
        var needed = onlyIfExists is null ? null : LocalPath.FromLocation(onlyIfExists);
        if (File.Exists(path))
        {
            return false;
        }

        var temporary = WriteTemporary(location, path, content, durable: true);
        var isMade = Guard(
            location,
            () =>
            {
                // File.Move without overwrite looks first and renames then, so two processes could both win: the lock
                // makes the two steps one.
                using var folderLock = FolderLock.Take(FolderOf(path));
                if (File.Exists(path) || (needed is not null && !File.Exists(needed)))
                {
                    File.Delete(temporary);
                    return false;
                }

                File.Move(temporary, path, overwrite: false);
                return true;
            },
            temporary);
        if (isMade)
        {
            MakeNameDurable(path);
        }

        return isMade;
    }

    public void Delete(string location)
    {
        var path = LocalPath.FromLocation(location);
        Guard(location, () =>
        {
            if (File.Exists(path))
            {
                File.Delete(path);
            }
        });
    }

    public bool DeleteTogether(IReadOnlyList<string> locations, string? unlessExists = null)
    {
        if (locations.Count == 0)
        {
            return true;
        }

        return Guard(locations[0], () =>
        {
            using var folderLock = FolderLock.Take(FolderOf(LocalPath.FromLocation(locations[0])));
            if (unlessExists is not null && Exists(unlessExists))
            {
                return false;
            }

            foreach (var location in locations)
            {
                File.Delete(LocalPath.FromLocation(location));
            }

            return true;
        });
    }

    public IReadOnlyList<string> ListFiles(string folder) => List(folder, Directory.EnumerateFiles);

    public IReadOnlyList<string> ListFolders(string folder) => List(folder, Directory.EnumerateDirectories);

    public IEnumerable<StoredFile> ListAll(string folder)
    {
        var path = LocalPath.FromLocation(folder);
        return Guard(folder, () => !Directory.Exists(path) ? [] : new DirectoryInfo(path)
            .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Where(file => !file.Name.StartsWith('.'))
            .Select(file => new StoredFile(folder.TrimEnd('/') + file.FullName[Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)).Length..].Replace('\\', '/'), file.Length, file.LastWriteTimeUtc))
            .OrderBy(file => file.Location, StringComparer.Ordinal).ToList());
    }

    public void CreateFolder(string folder)
    {
        var path = LocalPath.FromLocation(folder);
        Guard(folder, () => Directory.CreateDirectory(path));
    }

    public void DeleteEmptyFolders(string folder)
    {
        var path = LocalPath.FromLocation(folder);
        if (!Directory.Exists(path))
        {
            return;
        }

        Guard(folder, () => DeleteIfEmpty(path));
    }

    /// <summary>
    /// A folder cannot be flushed from here, but file systems that keep a journal write the new name, and all renames
    /// before it, together with the file.
    /// </summary>
    private static void MakeNameDurable(string path)
    {
        try
        {
            FlushToDisk(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The file is there for all to see: to fail now would be to deny it.
            return;
        }
    }

    private static Diagnostic? TryFlush(string location)
    {
        var path = LocalPath.FromLocation(location);
        try
        {
            if (File.Exists(path))
            {
                FlushToDisk(path);
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return StorageFailure.Describe(location, e);
        }
    }

    private static void FlushToDisk(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.FlushToDisk(file);
    }

    private static void DeleteIfEmpty(string path)
    {
        foreach (var child in Directory.GetDirectories(path))
        {
            DeleteIfEmpty(child);
        }

        var files = Directory.GetFiles(path);
        if (files is [var only] && FolderLock.IsLock(only))
        {
            File.Delete(only);
            files = [];
        }

        if (files.Length == 0 && Directory.GetDirectories(path).Length == 0)
        {
            Directory.Delete(path);
        }
    }

    private static List<string> List(string folder, Func<string, IEnumerable<string>> entries)
    {
        var path = LocalPath.FromLocation(folder);
        return Guard(folder, () =>
        {
            if (!Directory.Exists(path))
            {
                return [];
            }

            try
            {
                return entries(path).Select(e => Path.GetFileName(e)).Order(StringComparer.Ordinal).ToList();
            }
            catch (DirectoryNotFoundException)
            {
                return [];
            }
        });
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(path) ?? Path.DirectorySeparatorChar.ToString();

    /// <summary>A hidden file beside the target with the content.</summary>
    private static string WriteTemporary(string location, string path, ReadOnlySpan<byte> content, bool durable)
    {
        var folder = FolderOf(path);
        var temporary = Path.Combine(folder, $".{Guid.NewGuid():n}.tmp");
        var bytes = content.ToArray();
        Guard(
            location,
            () =>
            {
                Directory.CreateDirectory(folder);
                using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
                stream.Write(bytes);
                stream.Flush(flushToDisk: durable);
            },
            temporary);
        return temporary;
    }

    private static void Guard(string location, Action action, string? temporary = null) => Guard(
        location,
        () =>
        {
            action();
            return true;
        },
        temporary);

    private static T Guard<T>(string location, Func<T> action, string? temporary = null)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (temporary is not null)
            {
                StorageFailure.TryDelete(temporary);
            }

            throw new DiagnosticException(StorageFailure.Describe(location, e), e);
        }
    }
}
