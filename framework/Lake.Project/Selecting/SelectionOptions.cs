using System.Collections.Immutable;
using Lake.Project.Nodes;

namespace Lake.Project.Selecting;

/// <summary>What to take out of a project, in dbt's words.</summary>
public sealed record SelectionOptions
{
    /// <summary>Each is what one <c>--select</c> argument says; spaces inside mean union, commas intersection. Empty: everything.</summary>
    public ImmutableArray<string> Select { get; init; } = [];

    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>The name of a selector in <c>selectors.yml</c>.</summary>
    public string? Selector { get; init; }

    public IndirectSelection Indirect { get; init; } = IndirectSelection.Eager;

    /// <summary>The folder with the artifacts of an earlier run that <c>state:</c>, <c>result:</c> and <c>source_status:</c> compare with; absolute.</summary>
    public string? StateDirectory { get; init; }

    /// <summary>Kept of what is selected; empty keeps every kind.</summary>
    public ImmutableArray<ResourceType> ResourceTypes { get; init; } = [];
}

/// <summary>When a test is taken along with the nodes it tests.</summary>
public enum IndirectSelection
{
    /// <summary>Any of its parents is selected.</summary>
    Eager,

    /// <summary>All of its parents are selected.</summary>
    Cautious,

    /// <summary>All of its parents are selected or upstream of what is.</summary>
    Buildable,

    /// <summary>Never.</summary>
    Empty,
}
