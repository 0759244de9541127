using System.Collections.Immutable;
using Lake.Project.Files;
using Lake.Project.Nodes;
using Lake.Project.Units;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Tree;

namespace Lake.Project.Properties;

/// <summary>Everything that one property file declares or describes.</summary>
internal sealed class PropertyFile
{
    /// <summary>The file's text; null when it could not be read.</summary>
    public SourceFile? Source { get; set; }

    /// <summary>What the file gives in the end.</summary>
    public required FileUnit Unit { get; init; }

    /// <summary>Whether that is known without reading the file; all else is empty then.</summary>
    public bool IsKept { get; init; }

    /// <summary>Whether it has headings other than those whose entries become nodes of their own or parts of one.</summary>
    public bool HasOthers { get; set; }

    public List<ResourcePatch> Patches { get; } = [];

    public List<SourceDeclaration> Sources { get; } = [];

    public List<SourceOverride> Overrides { get; } = [];

    public List<MacroPatch> Macros { get; } = [];

    public List<NamedDeclaration> Exposures { get; } = [];

    public List<NamedDeclaration> Metrics { get; } = [];

    public List<NamedDeclaration> SemanticModels { get; } = [];

    public List<NamedDeclaration> SavedQueries { get; } = [];

    public List<Group> Groups { get; } = [];

    public List<UnitTestDeclaration> UnitTests { get; } = [];

    /// <summary>Properties of singular tests.</summary>
    public List<ResourcePatch> SingularTests { get; } = [];
}

internal sealed record MacroPatch(string Name, YamlMapping Mapping, ProjectFile File)
{
    public YamlScalar? Description { get; init; }

    public ImmutableArray<(string Name, string? Type, YamlScalar? Description)> Arguments { get; init; } = [];
}

/// <summary>An entry that its builder reads whole.</summary>
internal sealed record NamedDeclaration(string Name, MappingReader Reader, ProjectFile File);

internal sealed record UnitTestDeclaration(string Name, string Model, MappingReader Reader, ProjectFile File);
