using System.Diagnostics.CodeAnalysis;
using Lake.Project.Values;

namespace Lake.Project.Nodes;

/// <summary>A data test: a SELECT file, or a generic test applied to a node or column.</summary>
public sealed class TestNode : CodeNode
{
    public TestNode()
    {
    }

    [SetsRequiredMembers]
    internal TestNode(CodeHead head)
        : base(head)
    {
    }

    public override ResourceType ResourceType => ResourceType.Test;

    /// <summary>Null for a singular test.</summary>
    public TestMetadata? Metadata { get; init; }

    public bool IsGeneric => Metadata is not null;

    public string? ColumnName { get; init; }

    /// <summary>The tested node (a source test has none); for generic tests only.</summary>
    public string? AttachedNode { get; internal set; }

    /// <summary>True when it is switched off only because what it tests is.</summary>
    public bool IsOffWithParent { get; internal set; }

    /// <summary>Its configuration before it was switched off with its parent.</summary>
    internal NodeConfig? OwnConfig { get; set; }

    /// <summary><c>models.orders</c>: the place in the property file.</summary>
    public string? FileKeyName { get; init; }

    /// <summary>True when a failure is an error and so stops what depends on the tested node.</summary>
    public bool IsError => !string.Equals(Config.Text("severity"), "warn", StringComparison.OrdinalIgnoreCase);
}

/// <param name="Name">The test: <c>not_null</c>.</param>
/// <param name="Namespace">The package it is taken from; null when the call does not say.</param>
/// <param name="Kwargs">Arguments with their Jinja: what <c>_dbt_generic_test_kwargs</c> holds once rendered.</param>
public sealed record TestMetadata(string Name, string? Namespace, ValueMap Kwargs);
