using System.Collections.Immutable;
using Lake.Project.Files;
using Lake.Project.Nodes;
using Lake.Yaml;
using Lake.Yaml.Tree;

namespace Lake.Project.Properties;

/// <summary>Everything that one property file declares or describes.</summary>
internal sealed class PropertyFile
{
    public List<ResourcePatch> Patches { get; } = [];

    public List<SourceDeclaration> Sources { get; } = [];

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
