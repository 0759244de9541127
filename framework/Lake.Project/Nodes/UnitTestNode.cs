using System.Collections.Immutable;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Nodes;

/// <summary>A unit test: rows given in place of what a model reads, and the rows that the model must make of them.</summary>
public sealed class UnitTestNode : Node
{
    public override ResourceType ResourceType => ResourceType.UnitTest;

    /// <summary>As written in <c>model:</c>.</summary>
    public required string Model { get; init; }

    /// <summary>Mappings with <c>input</c>, <c>rows</c>, <c>format</c>, <c>fixture</c>; rows of CSV and of fixture files are read in.</summary>
    public ValueList Given { get; init; } = ValueList.Empty;

    /// <summary>Where each of <see cref="Given"/> is written.</summary>
    public ImmutableArray<Location> GivenPlaces { get; init; } = [];

    public ValueMap Expect { get; init; } = ValueMap.Empty;

    public ValueMap Overrides { get; init; } = ValueMap.Empty;

    /// <summary>Builds of an incremental model one after the other, each with <c>given</c> and <c>expect</c>.</summary>
    public ValueList Runs { get; init; } = ValueList.Empty;

    /// <summary>What <c>versions:</c> says, with <c>include</c> or <c>exclude</c>; null when it says nothing.</summary>
    public ValueMap? Versions { get; init; }

    /// <summary>The version of the model that is tested; null for an unversioned model.</summary>
    public object? Version { get; init; }

    /// <summary>What dbt calls the test when it runs.</summary>
    public string VersionedName => Version is null ? Name : $"{Name}_v{PlainValues.Text(Version)}";
}
