using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Iceberg.Views;
using Lake.Text;

namespace Lake.Iceberg.Branches;

/// <summary>All that a catalog has on a branch, to be published or given up as one.</summary>
public sealed class Branch
{
    private readonly ICatalog _catalog;
    private readonly string _name;

    private Branch(ICatalog catalog, string name)
    {
        (_catalog, _name) = (catalog, name);
        var namespaces = catalog.ListNamespaces();
        Tables = [.. namespaces.SelectMany(catalog.ListTables).Select(catalog.TryLoadTable).OfType<Table>().Where(t => t.Metadata.Refs.GetValueOrDefault(name) is { IsBranch: true })];
        Views = [.. namespaces.SelectMany(catalog.ListViews).Where(view => BranchView.IsOf(view, name)).Select(catalog.TryLoadView).OfType<View>()];
    }

    public IReadOnlyList<Table> Tables { get; }

    /// <summary>Under the names that the catalog keeps them by.</summary>
    public IReadOnlyList<View> Views { get; }

    public bool IsEmpty => Tables.Count + Views.Count == 0;

    public static Branch Find(ICatalog catalog, string name) => name == SnapshotRef.Main
        ? throw IcebergRules.InvalidChange.Error(null, "'main' is what everybody reads; it is no branch that could be published.")
        : new Branch(catalog, name);

    /// <summary>
    /// Makes <c>main</c> what the branch is, and the branch goes. All tables or none: in one step where the catalog can, else
    /// one after the other, brought back when one is refused; a publication that was killed is completed by the next. Fails
    /// with <see cref="IcebergRules.BranchBehind"/> before anything is changed.
    /// </summary>
    public void Publish()
    {
        var behind = Tables.Where(t => !IsPublished(t) && !Head(t).IsAhead).Select(t => $"'{t.Identifier}'").ToList();
        if (behind.Count > 0)
        {
            throw IcebergRules.BranchBehind.Error(
                null,
                $"{string.Join(", ", behind)} {(behind.Count == 1 ? "has" : "have")} changed since branch '{_name}' was made.",
                $"give the branch up with lake publish {_name} --discard, and build it again");
        }

        if (_catalog is IMultiTableCatalog { CommitsTogether: true } together)
        {
            together.CommitTables([.. Tables.Select(t => Commit(t, [.. Moves(t), new RemoveSnapshotRef(_name)]))]);
        }
        else
        {
            MoveOneByOne();
            foreach (var table in Tables)
            {
                Run(Commit(table.Refresh(), [new RemoveSnapshotRef(_name)]));
            }
        }

        foreach (var view in Views)
        {
            _catalog.CreateOrReplaceView(Plain(view), view.ToDefinition());
            _catalog.DropView(view.Identifier);
        }
    }

    /// <summary>What was made on the branch goes; its snapshots are then no ref's and expire.</summary>
    public void Discard()
    {
        foreach (var table in Tables)
        {
            if (table.Metadata.Refs.Count == 1 && !Head(table).IsInMain)
            {
                _catalog.DropTable(table.Identifier);
            }
            else
            {
                Run(Commit(table, [new RemoveSnapshotRef(_name)]));
            }
        }

        foreach (var view in Views)
        {
            _catalog.DropView(view.Identifier);
        }
    }

    private void MoveOneByOne()
    {
        var moved = new Stack<Table>();
        try
        {
            foreach (var table in Tables.Where(t => !IsPublished(t)))
            {
                Run(Commit(table, [.. Moves(table)]));
                moved.Push(table);
            }
        }
        catch (DiagnosticException)
        {
            foreach (var table in moved)
            {
                TableUpdate back = table.Metadata.CurrentSnapshotId is { } main
                    ? new SetSnapshotRef(SnapshotRef.Main, table.Metadata.Refs.GetValueOrDefault(SnapshotRef.Main) ?? new SnapshotRef(main, IsBranch: true))
                    : new RemoveSnapshotRef(SnapshotRef.Main);
                Run(new TableCommit(
                    table.Identifier,
                    [new AssertTableUuid(table.Metadata.TableUuid), new AssertRefSnapshotId(SnapshotRef.Main, table.Metadata.Refs[_name].SnapshotId)],
                    [back, new SetCurrentSchema(table.Metadata.CurrentSchemaId)]));
            }

            throw;
        }
    }

    private bool IsPublished(Table table) => table.Metadata.CurrentSnapshotId == table.Metadata.Refs[_name].SnapshotId;

    private BranchHead Head(Table table) => new(table.Metadata, _name);

    private IEnumerable<TableUpdate> Moves(Table table)
    {
        var head = table.Metadata.Refs[_name];
        yield return new SetSnapshotRef(SnapshotRef.Main, new SnapshotRef(head.SnapshotId, IsBranch: true));
        if (table.Metadata.SnapshotById(head.SnapshotId)?.SchemaId is { } schema)
        {
            yield return new SetCurrentSchema(schema);
        }
    }

    /// <summary>With the requirement that neither <c>main</c> nor the branch is elsewhere by now.</summary>
    private TableCommit Commit(Table table, IReadOnlyList<TableUpdate> updates) => new(
        table.Identifier,
        [
            new AssertTableUuid(table.Metadata.TableUuid),
            new AssertRefSnapshotId(SnapshotRef.Main, table.Metadata.CurrentSnapshotId),
            new AssertRefSnapshotId(_name, table.Metadata.Refs[_name].SnapshotId),
        ],
        updates);

    private void Run(TableCommit commit) => _catalog.CommitTable(commit.Identifier, commit.Requirements, commit.Updates);

    private TableIdentifier Plain(View view) => BranchView.Of(view.Identifier, _name) ?? view.Identifier;
}
