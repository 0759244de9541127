using System.Collections.Concurrent;
using System.Text;
using Lake.Project.Artifacts;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Runner.Rules;
using Lake.Text;

namespace Lake.Runner.Artifacts;

/// <summary>Files below the target folder. Each appears whole or not at all.</summary>
public sealed class TargetFiles(string folder)
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Those that are there.</summary>
    private readonly ConcurrentDictionary<string, bool> _folders = new(StringComparer.Ordinal);

    public string Folder => folder;

    /// <summary>Relative path of a node's compiled SQL, with <c>/</c>.</summary>
    public static string CompiledPath(Node node) => $"compiled/{NodePath(node)}";

    /// <param name="suffix">Of a batch, which has a file of its own.</param>
    public void WriteCompiled(Node node, string code, string? suffix = null) => WriteIfNew(With(suffix, CompiledPath(node)), code);

    public void WriteRun(CodeNode node, string code, string? suffix = null) => WriteIfNew(With(suffix, $"run/{NodePath(node)}"), code);

    /// <summary>dbt's layout: <c>models/a.sql</c> becomes <c>models/a/a_2024-01-01.sql</c>.</summary>
    private static string With(string? suffix, string path) => suffix is null || path.LastIndexOf('.') is not (> 0 and var dot)
        ? path
        : $"{path[..dot]}/{LastName(path[..dot])}_{suffix}{path[dot..]}";

    /// <summary>Fails with <c>cannot-write</c>.</summary>
    public static void WriteManifest(LoadedProject project, IReadOnlyDictionary<string, CompiledRecord> compiled) =>
        Guard("manifest.json", () => ManifestWriter.Write(project, compiled));

    /// <summary>To read a small file is less work than to write it again.</summary>
    private void WriteIfNew(string relative, string content)
    {
        var path = Path.Combine(folder, relative);
        if (!File.Exists(path) || ReadOrNothing(path) != content)
        {
            Write(relative, content);
        }
    }

    private static string? ReadOrNothing(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

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
        var temporary = $"{path}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.tmp";
        Guard(path, () =>
        {
            var parent = Path.GetDirectoryName(path) ?? folder;
            if (!_folders.ContainsKey(parent))
            {
                Directory.CreateDirectory(parent);
                _folders[parent] = true;
            }

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
        var path = node is UnitTestNode test ? $"models/{test.VersionedName}.sql" : node.Path.Replace('\\', '/');
        return LastName(path) == LastName(original)
            ? $"{node.PackageName}/{original}"
            : $"{node.PackageName}/{original}/{path}";
    }

    private static string LastName(string path) => path[(path.LastIndexOf('/') + 1)..];
}
