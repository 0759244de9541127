using System.Collections.Immutable;
using Lake.Text;

namespace Lake.Loader.Streams;

/// <summary>A file that declares one stream, <c>folder/source/name.yml</c>.</summary>
/// <param name="Source">The folder it is in; null for a file that is in none.</param>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Text">With a path relative to the project.</param>
public sealed record StreamFile(string? Source, string Name, SourceFile Text)
{
    private const string ContractEnding = ".contract";

    /// <summary>What <c>lake load --write-contract</c> has written beside it.</summary>
    public SourceFile? Contract { get; init; }

    /// <summary>Where that is: relative to the project.</summary>
    public static string ContractPath(string streamFile) => Path.ChangeExtension(streamFile, ContractEnding + Path.GetExtension(streamFile));

    /// <summary>In the order of their paths.</summary>
    /// <param name="folders">Relative to the project; missing ones have no files.</param>
    public static ImmutableArray<StreamFile> Find(string projectDirectory, IEnumerable<string> folders) =>
    [
        .. from folder in folders
           let root = Path.Combine(projectDirectory, folder)
           where Directory.Exists(root)
           from path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
           where Path.GetExtension(path) is ".yml" or ".yaml" && !Path.GetFileNameWithoutExtension(path).EndsWith(ContractEnding, StringComparison.Ordinal)
           let inner = Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar)
           select new StreamFile(inner is [var source, _] ? source : null, Path.GetFileNameWithoutExtension(path), Read(projectDirectory, path))
           {
               Contract = File.Exists(ContractPath(path)) ? Read(projectDirectory, ContractPath(path)) : null,
           },
    ];

    private static SourceFile Read(string projectDirectory, string path) =>
        new(Path.GetRelativePath(projectDirectory, path).Replace(Path.DirectorySeparatorChar, '/'), File.ReadAllText(path));
}
