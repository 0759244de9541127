using Lake.Iceberg.Transactions;
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

    /// <summary>
    /// Starts a change that makes the table, together with whatever more is done in the transaction. Nothing is visible
    /// before it is committed.
    /// </summary>
    public static Transaction NewCreateTransaction(
        this ICatalog catalog, TableIdentifier identifier, TableDefinition definition, CreateMode mode = CreateMode.Create)
    {
        var current = catalog.TryLoadTable(identifier);
        if (current is not null && mode == CreateMode.Create)
        {
            throw IcebergRules.AlreadyExists.Error(null, $"There is already a table '{identifier}'.", "drop it first, or create or replace it");
        }

        if (current is null && catalog.TryLoadView(identifier) is not null)
        {
            throw IcebergRules.AlreadyExists.Error(null, $"'{identifier}' is a view.", "drop the view first");
        }

        var transaction = new Transaction(catalog, identifier, current);
        transaction.CreateOrReplace(definition, mode);
        return transaction;
    }

    /// <summary>An empty table.</summary>
    public static Table CreateTable(this ICatalog catalog, TableIdentifier identifier, TableDefinition definition) =>
        catalog.NewCreateTransaction(identifier, definition).Commit();
}
