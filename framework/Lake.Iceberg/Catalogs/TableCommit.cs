using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Text;

namespace Lake.Iceberg.Catalogs;

/// <summary>What a commit wants of one table.</summary>
public sealed record TableCommit(TableIdentifier Identifier, IReadOnlyList<TableRequirement> Requirements, IReadOnlyList<TableUpdate> Updates)
{
    /// <summary>Whether a view of the table's name gives way to it.</summary>
    internal bool TakesView => Requirements.Any(r => r is AssertCreate { TakesView: true });

    /// <summary>The metadata that the table would have. Fails with <see cref="IcebergRules.CommitConflict"/> when a requirement does not hold.</summary>
    /// <param name="current">Null when there is no such table.</param>
    internal TableMetadata ApplyTo(TableMetadata? current, string? currentLocation)
    {
        if (Requirements.Select(r => r.Violation(current)).FirstOrDefault(v => v is not null) is { } violation)
        {
            throw Conflict(Identifier, violation);
        }

        var builder = new TableMetadataBuilder(current);
        foreach (var update in Updates)
        {
            builder.Apply(update);
        }

        return builder.Build(currentLocation, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
    }

    internal static DiagnosticException Conflict(TableIdentifier identifier, string reason) => IcebergRules.CommitConflict.Error(
        null, $"Table '{identifier}' was changed by another writer at the same time: {reason}.", "nothing was changed; run the statement again");
}
