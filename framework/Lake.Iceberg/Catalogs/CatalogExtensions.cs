using Lake.Iceberg.Names;
using Lake.Text;

namespace Lake.Iceberg.Catalogs;

public static class CatalogExtensions
{
    /// <summary>Fails with <see cref="IcebergRules.NoSuchTable"/>, guessing the name that was meant.</summary>
    public static Table LoadTable(this ICatalog catalog, TableIdentifier identifier) =>
        catalog.TryLoadTable(identifier) ?? throw IcebergRules.NoSuchTable.Error(
            null,
            $"There is no table '{identifier}'.",
            Spelling.Hint(identifier.Name, catalog.ListTables(identifier.Namespace).Select(t => t.Name)));
}
