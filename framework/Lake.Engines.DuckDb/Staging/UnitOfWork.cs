using System.Collections.Immutable;
using Lake.Engines.DuckDb.Relations;
using Lake.Iceberg;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Names;
using Lake.Iceberg.Transactions;
using Lake.Iceberg.Views;
using Lake.Text;

namespace Lake.Engines.DuckDb.Staging;

/// <summary>
/// The changes of one statement, or of everything between BEGIN and COMMIT: seen by their own session at once, by
/// others when <see cref="Commit"/> has published them. Given up, they leave no file behind.
/// </summary>
internal sealed class UnitOfWork(PinnedCatalog pins)
{
    /// <summary>What snapshots say of who made them.</summary>
    public static readonly ImmutableSortedDictionary<string, string> Writer =
        ImmutableSortedDictionary<string, string>.Empty.Add(LakeTable.WriterProperty, LakeTable.Writer);

    /// <summary>What names stand for in here; null where something was dropped.</summary>
    private readonly Dictionary<TableIdentifier, LakeRelation?> _relations = new(IdentifierComparer.Instance);

    private readonly HashSet<TableIdentifier> _absent = new(IdentifierComparer.Instance);

    /// <summary>By the name that each table has here, also behind a rename; in the order of their first change.</summary>
    private readonly OrderedDictionary<TableIdentifier, Transaction> _transactions = new(IdentifierComparer.Instance);

    /// <summary>Drops, and renames where there is a new name, in the order in which they were asked for.</summary>
    private readonly List<(TableIdentifier Table, TableIdentifier? To)> _moves = [];

    /// <summary>New tables under names that a rename sets free.</summary>
    private readonly HashSet<Transaction> _late = [];
    private readonly HashSet<TableIdentifier> _droppedViews = [];
    private readonly HashSet<TableNamespace> _droppedSchemas = [];
    private readonly Dictionary<Transaction, List<string>> _files = [];
    private readonly List<TableIdentifier> _published = [];

    public ICatalog Catalog => pins.Catalog;

    /// <summary>Whether statements that change the lakehouse are refused.</summary>
    public bool IsReadOnly { get; init; }

    public bool HasChanges =>
        _transactions.Values.Any(t => t.HasChanges) || _moves.Count + _droppedViews.Count > 0
        || _relations.Values.OfType<LakeView>().Any();

    /// <summary>The relations that are otherwise here than in the catalog.</summary>
    public IReadOnlyDictionary<TableIdentifier, LakeRelation?> Changed => _relations;

    /// <summary>What is not there at the first look stays so; when another writer makes it, the commit finds out.</summary>
    public LakeRelation? Find(TableIdentifier id)
    {
        if (_relations.TryGetValue(id, out var staged) || _absent.Contains(id))
        {
            return staged;
        }

        var found = pins.Find(id);
        if (found is null)
        {
            _absent.Add(id);
        }

        return found;
    }

    /// <summary>Whether a name may be a relation; quicker than <see cref="Find"/>, for words that mostly are none.</summary>
    public bool IsKnown(TableIdentifier id) => _relations.ContainsKey(id) || pins.IsKnown(id);

    /// <summary>The changes of an existing table; the caller adds to them and then calls <see cref="Staged"/>.</summary>
    public Transaction Change(LakeTable table)
    {
        if (!_transactions.TryGetValue(table.Id, out var transaction))
        {
            transaction = table.Table.NewTransaction();
            transaction.SnapshotProperties = Writer;
            _transactions[table.Id] = transaction;
        }

        return transaction;
    }

    /// <summary>A table that is new, or new columns for one that exists; an existing view of that name goes.</summary>
    /// <param name="replace">Whether a table that another writer makes meanwhile is replaced too.</param>
    public Transaction Create(TableIdentifier id, TableDefinition definition, bool replace)
    {
        var existing = Find(id);
        if (existing is LakeView)
        {
            Drop(existing);
        }

        if (!_transactions.TryGetValue(id, out var transaction))
        {
            // A table that was dropped here keeps its history when it is made again.
            var isDropped = _moves.RemoveAll(m => m.To is null && AreSame(m.Table, id)) > 0;
            var table = existing as LakeTable ?? (isDropped ? pins.Find(id) as LakeTable : null);
            transaction = new Transaction(Catalog, table?.Id ?? id, table?.Table) { SnapshotProperties = Writer };
            if (_moves.Exists(m => AreSame(m.Table, id)))
            {
                _late.Add(transaction);
            }
        }

        transaction.CreateOrReplace(definition, replace || transaction.Base is not null ? CreateMode.CreateOrReplace : CreateMode.Create);
        _transactions[id] = transaction;
        Staged(id, transaction);
        return transaction;
    }

    /// <summary>Lets this session see what the transaction has gathered.</summary>
    public LakeTable Staged(TableIdentifier id, Transaction transaction)
    {
        var relation = new LakeTable(id, transaction.Stage());
        _relations[id] = relation;
        return relation;
    }

    /// <summary>Remembers a file before it is written, so that it goes when the changes are given up.</summary>
    public void Writing(Transaction transaction, string location)
    {
        if (!_files.TryGetValue(transaction, out var files))
        {
            _files[transaction] = files = [];
        }

        files.Add(location);
    }

    public void CreateView(TableIdentifier id, ViewDefinition definition) => _relations[id] = new LakeView(id, definition);

    public void Drop(LakeRelation relation)
    {
        var isPublished = IsPublished(relation.Id);
        if (_transactions.Remove(relation.Id, out var transaction))
        {
            GiveUp(transaction);
            isPublished = transaction.Base is not null;
            if (!isPublished)
            {
                _moves.RemoveAll(m => AreSame(m.To, relation.Id));
            }
        }

        _relations[relation.Id] = null;
        if (isPublished && relation is LakeTable)
        {
            _moves.Add((relation.Id, null));
        }
        else if (isPublished)
        {
            _droppedViews.Add(relation.Id);
        }
    }

    /// <summary>Whether the catalog has, or after the renames will have, what the name stands for here.</summary>
    private bool IsPublished(TableIdentifier id) =>
        _moves.Exists(m => AreSame(m.To, id)) || pins.Find(id) is not null;

    private static bool AreSame(TableIdentifier? one, TableIdentifier other) => IdentifierComparer.Instance.Equals(one, other);

    /// <summary>To go when everything in it is gone.</summary>
    public void DropSchema(TableNamespace ns) => _droppedSchemas.Add(ns);

    public void Rename(LakeRelation relation, TableIdentifier to)
    {
        if (relation is LakeView view)
        {
            Drop(view);
            CreateView(to, view.Definition);
            return;
        }

        if (_transactions.Remove(relation.Id, out var transaction))
        {
            _transactions[to] = transaction;
        }

        _moves.Add((relation.Id, to));
        _relations[relation.Id] = null;
        _relations[to] = relation with { Id = to };
    }

    /// <summary>
    /// Publishes table by table, each in one step. When one is refused the rest stays unpublished, and the caller gives
    /// it up by <see cref="Rollback"/>. Behind a conflict the tables are seen as the other writer has left them.
    /// </summary>
    public void Commit()
    {
        try
        {
            PublishAll();
        }
        catch (DiagnosticException error)
        {
            if (error.Diagnostic.Rule == IcebergRules.CommitConflict)
            {
                LookAgain();
            }

            if (_published.Count == 0)
            {
                throw;
            }

            throw new DiagnosticException(
                EngineRules.PartlyPublished.At(
                    error.Diagnostic.Location,
                    $"Only '{string.Join("', '", _published)}' could be published before this: {error.Diagnostic.Message}",
                    error.Diagnostic.Hint),
                error);
        }
    }

    /// <summary>In one step where the catalog can, and nothing but tables is changed; tables that are there already, unless it can make some too.</summary>
    private void PublishTogether()
    {
        if (Catalog is not IMultiTableCatalog { CommitsTogether: true } together || _transactions.Count < 2 || _moves.Count + _droppedViews.Count > 0
            || _transactions.Values.Any(transaction => (transaction.Base is null && !together.CreatesTogether) || !transaction.HasChanges))
        {
            return;
        }

        foreach (var table in JointCommit.Run(together, [.. _transactions.Values]))
        {
            pins.Pin(new LakeTable(table.Identifier, table));
            _published.Add(table.Identifier);
        }

        _files.Clear();
        _transactions.Clear();
    }

    /// <summary>What the next process completes, should this one die between two tables; null where one commit is all.</summary>
    private PublicationJournal? NewJournal() =>
        pins.JournalFolder is { } folder && _moves.Count + _droppedViews.Count == 0 && _transactions.Values.Where(transaction => transaction.HasChanges).ToList() is { Count: > 1 } several
            ? PublicationJournal.Write(folder, several)
            : null;

    private void PublishAll()
    {
        PublishTogether();
        using var journal = NewJournal();
        Publish([.. _transactions.Keys.Where(id => !_late.Contains(_transactions[id])).OrderBy(id => _droppedViews.Contains(id))]);
        foreach (var id in _droppedViews.Where(id => !_moves.Exists(m => AreSame(m.To, id))))
        {
            Catalog.DropView(id);
            pins.Forget(id);
        }

        Move();
        Publish([.. _transactions.Keys]);
        foreach (var view in _relations.Values.OfType<LakeView>().ToList())
        {
            Publish(view, takesTable: false);
        }

        _relations.Clear();
    }

    /// <summary>Gives the changes up and removes the files written for them. What is published already stays.</summary>
    public void Rollback()
    {
        foreach (var transaction in _transactions.Values)
        {
            GiveUp(transaction);
        }

        _transactions.Clear();
        _relations.Clear();
    }

    private void GiveUp(Transaction transaction)
    {
        transaction.Rollback();
        if (_files.Remove(transaction, out var files))
        {
            foreach (var file in files)
            {
                Catalog.Io.Delete(file);
            }
        }

        var table = transaction.Stage();
        Catalog.Io.DeleteEmptyFolders(transaction.Base is null ? table.Location : table.DataLocation);
    }

    private void Publish(LakeView view, bool takesTable)
    {
        pins.Pin(LakeView.Of(Catalog.CreateOrReplaceView(view.Id, view.Definition, takesTable)));
        _relations.Remove(view.Id);
    }

    private void Publish(IReadOnlyList<TableIdentifier> ids)
    {
        foreach (var id in ids)
        {
            var transaction = _transactions[id];
            transaction.TakesView = transaction.Base is null && AreSame(transaction.Identifier, id) && _droppedViews.Remove(id);
            var table = transaction.Commit();
            _files.Remove(transaction);
            _transactions.Remove(id);
            pins.Pin(new LakeTable(table.Identifier, table));
            _published.Add(table.Identifier);
        }
    }

    /// <summary>
    /// The tables that are published last are looked at first: what they say of those published before them is then
    /// there to be seen.
    /// </summary>
    private void LookAgain()
    {
        foreach (var id in _published.Concat(_transactions.Values.Select(t => t.Identifier)).Reverse())
        {
            pins.Refresh(id);
        }
    }

    private void Move()
    {
        foreach (var (table, to) in _moves)
        {
            if (to is null && _relations.GetValueOrDefault(table) is LakeView view)
            {
                Publish(view, takesTable: true);
                continue;
            }

            if (to is null)
            {
                Catalog.DropTable(table);
            }
            else
            {
                Catalog.RenameTable(table, to, takesView: _droppedViews.Contains(to));
                pins.Refresh(to);
            }

            pins.Forget(table);
        }

        foreach (var ns in _droppedSchemas)
        {
            Catalog.DropNamespace(ns);
            pins.ForgetNamespace(ns);
        }
    }
}
