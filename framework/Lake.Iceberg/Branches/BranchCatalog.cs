using System.Collections.Concurrent;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Iceberg.Storage;
using Lake.Iceberg.Views;

namespace Lake.Iceberg.Branches;

/// <summary>
/// A catalog as one branch shows it: a table with the branch is what the branch is, any other what <c>main</c> is, and
/// whatever is written goes to the branch. Catalogs have no branches for views, so a view of the branch is kept beside the
/// view of <c>main</c> under a name of its own. A table that the branch makes is there for all, and empty outside of it.
/// </summary>
public sealed class BranchCatalog(ICatalog catalog, string branch) : IMultiTableCatalog
{
    /// <summary>Tables as they were last read. A commit that rests on an older state finds its requirements broken.</summary>
    private readonly ConcurrentDictionary<TableIdentifier, TableMetadata> _known = new();

    public IFileIO Io => catalog.Io;

    public IReadOnlyList<TableNamespace> ListNamespaces() => catalog.ListNamespaces();

    public bool NamespaceExists(TableNamespace ns) => catalog.NamespaceExists(ns);

    public void CreateNamespace(TableNamespace ns) => catalog.CreateNamespace(ns);

    public bool DropNamespace(TableNamespace ns) => catalog.DropNamespace(ns);

    public IReadOnlyList<TableIdentifier> ListTables(TableNamespace ns) => catalog.ListTables(ns);

    public bool CommitsTogether => catalog is IMultiTableCatalog { CommitsTogether: true };

    public bool CreatesTogether => catalog is IMultiTableCatalog { CreatesTogether: true };

    public Table? TryLoadTable(TableIdentifier identifier)
    {
        if (catalog.TryLoadTable(identifier) is { } table)
        {
            return Seen(table);
        }

        _known.TryRemove(identifier, out _);
        return null;
    }

    public string DefaultLocation(TableIdentifier identifier) => catalog.DefaultLocation(identifier);

    public Table CommitTable(TableIdentifier identifier, IReadOnlyList<TableRequirement> requirements, IReadOnlyList<TableUpdate> updates)
    {
        var commit = new TableCommit(identifier, requirements, updates);
        var meant = Meant(commit.TakesView ? commit with { Requirements = [new AssertCreate()] } : commit);
        var table = Seen(catalog.CommitTable(identifier, meant.Requirements, meant.Updates));
        if (commit.TakesView)
        {
            catalog.DropView(BranchView.Name(identifier, branch));
        }

        return table;
    }

    public void CommitTables(IReadOnlyList<TableCommit> commits) => (catalog as IMultiTableCatalog ?? throw new NotSupportedException("This catalog publishes one table at a time."))
        .CommitTables([.. commits.Select(Meant)]);

    public bool DropTable(TableIdentifier identifier, bool purge = true)
    {
        RefuseIfShared(identifier, "dropped");
        return catalog.DropTable(identifier, purge);
    }

    public Table RegisterTable(TableIdentifier identifier, string metadataLocation) => Seen(catalog.RegisterTable(identifier, metadataLocation));

    public void RenameTable(TableIdentifier from, TableIdentifier to, bool takesView = false)
    {
        RefuseIfShared(from, "renamed");
        catalog.RenameTable(from, to);
        if (takesView)
        {
            catalog.DropView(BranchView.Name(to, branch));
        }
    }

    public IReadOnlyList<TableIdentifier> ListViews(TableNamespace ns) =>
        [.. catalog.ListViews(ns).Select(view => BranchView.Of(view, branch)).OfType<TableIdentifier>().Except(catalog.ListTables(ns)).OrderBy(view => view.Name, StringComparer.Ordinal)];

    public View? TryLoadView(TableIdentifier identifier) =>
        catalog.TryLoadView(BranchView.Name(identifier, branch)) is { } own && catalog.TryLoadTable(identifier) is null ? own with { Identifier = identifier } : catalog.TryLoadView(identifier);

    public View CreateOrReplaceView(TableIdentifier identifier, ViewDefinition definition, bool takesTable = false) => catalog.TryLoadTable(identifier) is null || (takesTable && DropTable(identifier))
        ? catalog.CreateOrReplaceView(BranchView.Name(identifier, branch), definition) with { Identifier = identifier }
        : throw IcebergRules.AlreadyExists.Error(null, $"'{identifier}' is a table and cannot become a view on branch '{branch}'.", "drop the table outside of the branch first");

    public bool DropView(TableIdentifier identifier) => catalog.DropView(BranchView.Name(identifier, branch))
        || (catalog.TryLoadView(identifier) is null
            ? false
            : throw IcebergRules.InvalidChange.Error(null, $"View '{identifier}' cannot be dropped on branch '{branch}'.", "views have no branches; drop it outside of the branch"));

    private Table Seen(Table table)
    {
        _known[table.Identifier] = table.Metadata;
        return table with { Catalog = this, Metadata = new BranchHead(table.Metadata, branch).Seen };
    }

    /// <summary>What a commit to a table as the branch shows it is for the table itself.</summary>
    private TableCommit Meant(TableCommit commit)
    {
        var known = _known.TryGetValue(commit.Identifier, out var read) ? read : catalog.TryLoadTable(commit.Identifier)?.Metadata;
        var head = new BranchHead(known ?? TableMetadataBuilder.Nothing, branch);
        return head.Violation(commit.Requirements) is { } violation
            ? throw TableCommit.Conflict(commit.Identifier, violation)
            : commit with { Requirements = [.. head.Requirements(commit.Requirements, commit.Updates)], Updates = [.. head.Updates(commit.Updates)] };
    }

    private void RefuseIfShared(TableIdentifier identifier, string what)
    {
        if (catalog.TryLoadTable(identifier) is { } table && (table.Metadata.CurrentSnapshotId is not null || table.Metadata.Refs.Keys.Any(name => name != branch)))
        {
            throw IcebergRules.InvalidChange.Error(
                null, $"Table '{identifier}' cannot be {what} on branch '{branch}', since others read it.", "do it outside of the branch");
        }
    }
}
