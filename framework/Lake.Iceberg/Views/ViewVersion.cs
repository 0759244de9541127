using System.Collections.Immutable;

namespace Lake.Iceberg.Views;

/// <summary>The text of a view in one dialect.</summary>
public sealed record ViewRepresentation(string Sql, string Dialect);

/// <summary>One definition of a view; it never changes.</summary>
public sealed record ViewVersion(int VersionId, int SchemaId, long TimestampMs)
{
    /// <summary>At most one a dialect.</summary>
    public ImmutableArray<ViewRepresentation> Representations { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Summary { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableArray<string> DefaultNamespace { get; init; } = [];

    public string? DefaultCatalog { get; init; }

    /// <summary>Equal but for id and time.</summary>
    public bool HasSameDefinition(ViewVersion other) => SchemaId == other.SchemaId && DefaultCatalog == other.DefaultCatalog
        && Representations.SequenceEqual(other.Representations) && DefaultNamespace.SequenceEqual(other.DefaultNamespace);
}
