using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Nodes;

public sealed record Group(string UniqueId, string Name, string PackageName, Location Location)
{
    public required string Path { get; init; }

    public required string OriginalFilePath { get; init; }

    public ValueMap Owner { get; init; } = ValueMap.Empty;

    public string? Description { get; init; }

    /// <summary>What the project file's tree of models says for the group's place, as dbt has it.</summary>
    public ValueMap Config { get; init; } = ValueMap.Empty;

    public ValueMap Meta { get; init; } = ValueMap.Empty;
}
