using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Iceberg.Storage;
using Lake.Iceberg.Views;

namespace Lake.Iceberg.Catalogs;

/// <summary>
/// Knows which tables and views there are and which metadata each has now. Used by several threads at once. Failures
/// are <see cref="Lake.Text.DiagnosticException"/>s with rules of <see cref="IcebergRules"/>.
/// </summary>
public interface ICatalog
{
    IFileIO Io { get; }

    IReadOnlyList<TableNamespace> ListNamespaces();

    bool NamespaceExists(TableNamespace ns);

    /// <summary>Does nothing when it exists.</summary>
    void CreateNamespace(TableNamespace ns);

    /// <summary>Only when empty; false when there was none.</summary>
    bool DropNamespace(TableNamespace ns);

    /// <summary>Sorted; empty when there is no such namespace.</summary>
    IReadOnlyList<TableIdentifier> ListTables(TableNamespace ns);

    /// <summary>The table's present state, or null when there is no such table.</summary>
    Table? TryLoadTable(TableIdentifier identifier);

    /// <summary>Where a table of that name is put if nobody says otherwise.</summary>
    string DefaultLocation(TableIdentifier identifier);

    /// <summary>
    /// Publishes changes in one step: checks the requirements against the table's present state, applies the updates,
    /// and makes the result visible. A requirement that does not hold, or another writer being first, fails with
    /// <see cref="IcebergRules.CommitConflict"/>; the table is then as it was.
    /// </summary>
    Table CommitTable(TableIdentifier identifier, IReadOnlyList<TableRequirement> requirements, IReadOnlyList<TableUpdate> updates);

    /// <summary>Removes the table; false when there is no such table.</summary>
    /// <param name="purge">With the files that only it knows.</param>
    bool DropTable(TableIdentifier identifier, bool purge = true);

    /// <summary>
    /// Adopts a table by one of its metadata files. Its files stay where they are, and dropping it leaves those outside
    /// the catalog's own place alone. Fails with <see cref="IcebergRules.AlreadyExists"/> when the name is taken.
    /// </summary>
    Table RegisterTable(TableIdentifier identifier, string metadataLocation);

    /// <summary>Fails with <see cref="IcebergRules.AlreadyExists"/> when the new name is taken.</summary>
    /// <param name="takesView">A view of the new name gives way to the table.</param>
    void RenameTable(TableIdentifier from, TableIdentifier to, bool takesView = false);

    /// <summary>Sorted; empty when there is no such namespace.</summary>
    IReadOnlyList<TableIdentifier> ListViews(TableNamespace ns);

    View? TryLoadView(TableIdentifier identifier);

    /// <summary>Creates the view, or gives it a new version. Fails when a table has the name.</summary>
    /// <param name="takesTable">A table of that name gives way to the view, with the files that only it knows.</param>
    View CreateOrReplaceView(TableIdentifier identifier, ViewDefinition definition, bool takesTable = false);

    bool DropView(TableIdentifier identifier);
}
