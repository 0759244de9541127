using System.Collections.Immutable;
using Lake.Iceberg.Schemas;

namespace Lake.Iceberg.Views;

/// <summary>What a view shall be.</summary>
/// <param name="Schema">Names, types and comments of its columns; ids are assigned by the view.</param>
public sealed record ViewDefinition(string Sql, Schema Schema)
{
    public string Dialect { get; init; } = "duckdb";

    /// <summary>The same view in further dialects.</summary>
    public ImmutableArray<ViewRepresentation> Others { get; init; } = [];

    /// <summary>What unqualified names in the SQL are looked up in.</summary>
    public ImmutableArray<string> DefaultNamespace { get; init; } = [];

    public string? DefaultCatalog { get; init; }

    public ImmutableSortedDictionary<string, string> Properties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
