using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Names;

namespace Lake.Iceberg.Transactions;

public static class TransactionExtensions
{
    public static Transaction NewTransaction(this Table table) => new(table.Catalog, table.Identifier, table);

    /// <summary>
    /// Starts a change that makes the table, together with whatever more is done in the transaction. Nothing is visible
    /// before it is committed.
    /// </summary>
    /// <param name="takesView">Lets the table take the place of a view of that name; refused otherwise.</param>
    public static Transaction NewCreateTransaction(
        this ICatalog catalog, TableIdentifier identifier, TableDefinition definition, CreateMode mode = CreateMode.Create, bool takesView = false)
    {
        var current = catalog.TryLoadTable(identifier);
        if (current is not null && mode == CreateMode.Create)
        {
            throw IcebergRules.AlreadyExists.Error(null, $"There is already a table '{identifier}'.", "drop it first, or create or replace it");
        }

        if (current is null && !takesView && catalog.TryLoadView(identifier) is not null)
        {
            throw IcebergRules.AlreadyExists.Error(null, $"'{identifier}' is a view.", "drop the view first");
        }

        var transaction = new Transaction(catalog, identifier, current) { TakesView = takesView };
        transaction.CreateOrReplace(definition, mode);
        return transaction;
    }

    /// <summary>An empty table.</summary>
    public static Table CreateTable(this ICatalog catalog, TableIdentifier identifier, TableDefinition definition) =>
        catalog.NewCreateTransaction(identifier, definition).Commit();
}
