using System.Diagnostics.CodeAnalysis;
using Lake.Project.Values;

namespace Lake.Project.Nodes;

/// <summary>A table of a source.</summary>
public sealed class SourceNode : Node
{
    public SourceNode()
    {
    }

    [SetsRequiredMembers]
    internal SourceNode(NodeHead head, string sourceName, string database, string schema, string identifier)
        : base(head) => (SourceName, Database, Schema, Identifier) = (sourceName, database, schema, identifier);

    public override ResourceType ResourceType => ResourceType.Source;

    public required string SourceName { get; init; }

    public string SourceDescription { get; init; } = "";

    public string Loader { get; init; } = "";

    public required string Identifier { get; init; }

    public required string Database { get; init; }

    public required string Schema { get; init; }

    /// <summary>As the property file says; null when it does not.</summary>
    public string? WrittenDatabase { get; init; }

    public string? WrittenSchema { get; init; }

    public string? LoadedAtField { get; init; }

    public string? LoadedAtQuery { get; init; }

    /// <summary>With <c>warn_after</c>, <c>error_after</c> and <c>filter</c>; null when freshness is switched off.</summary>
    public ValueMap? Freshness { get; init; }

    public ValueMap Quoting { get; init; } = ValueMap.Empty;

    public ValueMap? External { get; init; }

    /// <summary>SQL that reads the rows from files; null when they are in the lakehouse.</summary>
    public string? ExternalSql { get; internal set; }

    public ValueMap SourceMeta { get; init; } = ValueMap.Empty;
}
