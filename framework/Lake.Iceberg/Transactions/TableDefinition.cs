using System.Collections.Immutable;
using Lake.Iceberg.Evolution;
using Lake.Iceberg.Schemas;

namespace Lake.Iceberg.Transactions;

/// <summary>What a new table shall be.</summary>
/// <param name="Schema">Its field ids only tell its fields apart; the table assigns its own.</param>
public sealed record TableDefinition(Schema Schema)
{
    public ImmutableArray<PartitionBy> PartitionedBy { get; init; } = [];

    public ImmutableArray<SortBy> SortedBy { get; init; } = [];

    /// <summary><c>format-version</c> among them chooses the version.</summary>
    public ImmutableSortedDictionary<string, string> Properties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Null: where the catalog puts it.</summary>
    public string? Location { get; init; }
}
