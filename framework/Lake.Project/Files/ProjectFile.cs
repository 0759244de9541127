using Lake.Text;

namespace Lake.Project.Files;

/// <summary>A file of a package as found on disk.</summary>
/// <param name="Package">The package's name.</param>
/// <param name="FullPath">Absolute.</param>
/// <param name="OriginalPath">Relative to the package's directory, with <c>/</c>.</param>
/// <param name="RelativePath">Relative to the folder it was searched under, with <c>/</c>.</param>
internal sealed record ProjectFile(string Package, string FullPath, string OriginalPath, string RelativePath)
{
    /// <summary>As shown to people: relative to the root project.</summary>
    public required string DisplayPath { get; init; }

    /// <summary>As the file was found; null where it cannot be told.</summary>
    public FileStamp? Stamp { get; init; }

    /// <summary>The form in which nodes name the property file that describes them.</summary>
    public string PatchPath => $"{Package}://{OriginalPath}";

    public string Stem => Path.GetFileNameWithoutExtension(RelativePath);

    public string Extension => Path.GetExtension(RelativePath).ToLowerInvariant();

    /// <summary>An empty source of its name, for diagnostics about the file itself.</summary>
    public Location Start => new SourceFile(DisplayPath, "").At(0, 0);
}
