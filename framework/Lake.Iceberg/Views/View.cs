using Lake.Iceberg.Names;

namespace Lake.Iceberg.Views;

/// <summary>A view as it was at one time.</summary>
public sealed record View(TableIdentifier Identifier, ViewMetadata Metadata)
{
    public ViewVersion Version => Metadata.CurrentVersion;

    /// <summary>The definition in a dialect; null when the view has none.</summary>
    public string? Sql(string dialect) => Version.Representations
        .FirstOrDefault(r => r.Dialect.Equals(dialect, StringComparison.OrdinalIgnoreCase))?.Sql;

    /// <summary>To make another view of the same.</summary>
    public ViewDefinition ToDefinition()
    {
        var first = Version.Representations[0];
        return new ViewDefinition(first.Sql, Metadata.Schema)
        {
            Dialect = first.Dialect,
            Others = Version.Representations.RemoveAt(0),
            DefaultNamespace = Version.DefaultNamespace,
            DefaultCatalog = Version.DefaultCatalog,
            Properties = Metadata.Properties,
        };
    }
}
