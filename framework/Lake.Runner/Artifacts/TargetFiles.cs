using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Enumeration;
using System.Text;
using Lake.Project.Artifacts;
using Lake.Project.Caching;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Runner.Rules;
using Lake.Text;

namespace Lake.Runner.Artifacts;

/// <summary>Files below the target folder. One takes the place of another at once.</summary>
public sealed class TargetFiles(string folder)
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>A file may change within the clock's grain without its time showing it.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromSeconds(2);

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0 };

    /// <summary>What was in each before this run wrote there.</summary>
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, FileState>> _folders = new(StringComparer.Ordinal);

    public string Folder => folder;

    /// <summary>Relative path of a node's compiled SQL, with <c>/</c>.</summary>
    public static string CompiledPath(Node node) => $"compiled/{NodePath(node)}";

    /// <param name="suffix">Of a batch, which has a file of its own.</param>
    /// <param name="known">The state of a file that holds the code; while it is that of the file, nothing is looked at.</param>
    /// <returns>The state that tells of the file as it is now; null where none does.</returns>
    public FileState? WriteCompiled(Node node, string code, string? suffix = null, FileState? known = null) =>
        WriteIfNew(With(suffix, CompiledPath(node)), code, known);

    public void WriteRun(CodeNode node, string code, string? suffix = null) => WriteIfNew(With(suffix, $"run/{NodePath(node)}"), code);

    /// <summary>dbt's layout: <c>models/a.sql</c> becomes <c>models/a/a_2024-01-01.sql</c>.</summary>
    private static string With(string? suffix, string path) => suffix is null || path.LastIndexOf('.') is not (> 0 and var dot)
        ? path
        : $"{path[..dot]}/{LastName(path[..dot])}_{suffix}{path[dot..]}";

    /// <summary>Fails with <c>cannot-write</c>.</summary>
    public static void WriteManifest(LoadedProject project, IReadOnlyDictionary<string, CompiledRecord> compiled) =>
        Guard("manifest.json", () => ManifestWriter.Write(project, compiled));

    /// <summary>What is there already stays, and with it its time; what never was there has no reader that must not see half of it.</summary>
    private FileState? WriteIfNew(string relative, string content, FileState? known = null)
    {
        var path = Path.Combine(folder, relative);
        var before = FolderOf(path).TryGetValue(Path.GetFileName(path), out var state) ? state : (FileState?)null;
        if (before is not null && before == known)
        {
            return known;
        }

        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.GetMaxByteCount(content.Length));
        try
        {
            var text = bytes.AsMemory(0, Encoding.GetBytes(content, bytes));
            if (before is null)
            {
                FileState? written = null;
                Guard(path, () => written = Create(path, text.Span));
                return written;
            }

            if (!Holds(path, text.Span))
            {
                FileState? written = null;
                Replace(path, draft => written = Create(draft, text.Span));
                return written;
            }

            return before.Value.Written < (DateTime.UtcNow - Grain).Ticks ? before : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static FileState Create(string path, ReadOnlySpan<byte> content)
    {
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.Write(file, content, 0);
        return new FileState(content.Length, File.GetLastWriteTimeUtc(file).Ticks);
    }

    /// <summary>To read a small file is less work than to write it again.</summary>
    private static bool Holds(string path, ReadOnlySpan<byte> content)
    {
        // One more, to see that there is no more.
        var found = ArrayPool<byte>.Shared.Rent(content.Length + 1);
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return content.SequenceEqual(found.AsSpan(0, RandomAccess.Read(file, found.AsSpan(0, content.Length + 1), 0)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(found);
        }
    }

    /// <summary>What was in the folder of a path when it was first asked for; made where it was not there. Fails with <c>cannot-write</c>.</summary>
    private IReadOnlyDictionary<string, FileState> FolderOf(string path)
    {
        var parent = Path.GetDirectoryName(path) ?? folder;
        if (_folders.TryGetValue(parent, out var known))
        {
            return known;
        }

        var names = new Dictionary<string, FileState>(StringComparer.Ordinal);
        Guard(path, () =>
        {
            if (!Directory.Exists(parent))
            {
                // Versions before wrote one file in place of the folder of all snapshots of a file.
                if (parent.Length > folder.Length && File.Exists(parent))
                {
                    File.Delete(parent);
                }

                Directory.CreateDirectory(parent);
                return;
            }

            foreach (var (name, state) in new FileSystemEnumerable<(string, FileState)>(parent, StateOf, Everything))
            {
                names[name] = state;
            }
        });
        return _folders.GetOrAdd(parent, names);
    }

    private static (string Name, FileState State) StateOf(ref FileSystemEntry entry) =>
        (entry.FileName.ToString(), new FileState(entry.Length, entry.LastWriteTimeUtc.UtcTicks));

    /// <summary>Fails with <c>cannot-write</c>.</summary>
    public void Write(string relative, string content) => Replace(relative, path => File.WriteAllText(path, content, Encoding));

    /// <summary>Fails with <c>cannot-write</c>.</summary>
    public void Write(string relative, Action<Stream> write) => Replace(relative, path =>
    {
        using var stream = File.Create(path);
        write(stream);
    });

    private void Replace(string relative, Action<string> write)
    {
        var path = Path.Combine(folder, relative.Replace('/', Path.DirectorySeparatorChar));
        FolderOf(path);
        var temporary = $"{path}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.tmp";
        Guard(path, () =>
        {
            write(temporary);
            File.Move(temporary, path, overwrite: true);
        });
    }

    /// <summary>Turns what the file system refuses into <c>cannot-write</c>.</summary>
    public static void Guard(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, error);
        }
    }

    public static DiagnosticException Unwritable(string path, Exception error) => new(
        RunnerRules.CannotWrite.At(
            null, $"cannot write {path}: {error.Message}",
            "check space, length and owner of that path, or choose another folder with --target-path or 'target-path:' in the project file"),
        error);

    /// <summary>dbt's layout: nodes that share a file with others get a folder of that file's name.</summary>
    private static string NodePath(Node node)
    {
        var original = node.OriginalFilePath.Replace('\\', '/');
        var path = node switch
        {
            UnitTestNode test => $"models/{test.VersionedName}.sql",
            SnapshotNode snapshot => $"{snapshot.Name}.sql",
            _ => node.Path.Replace('\\', '/'),
        };
        return LastName(path) == LastName(original) && node is not SnapshotNode
            ? $"{node.PackageName}/{original}"
            : $"{node.PackageName}/{original}/{path}";
    }

    private static string LastName(string path) => path[(path.LastIndexOf('/') + 1)..];
}
