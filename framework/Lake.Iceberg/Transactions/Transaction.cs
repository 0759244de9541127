using System.Collections.Immutable;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Evolution;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Iceberg.Partitioning;

namespace Lake.Iceberg.Transactions;

/// <summary>
/// Changes of one table that become visible together. Each change is staged at once: <see cref="Stage"/> shows the table
/// with it, and only <see cref="Commit"/> shows it to others. Not thread-safe.
/// </summary>
public sealed class Transaction
{
    private readonly ICatalog _catalog;
    private readonly List<TransactionAction> _actions = [];
    private StagedTable _staged;

    /// <param name="table">The state that the changes are about; null for a table that does not exist.</param>
    public Transaction(ICatalog catalog, TableIdentifier identifier, Table? table)
    {
        _catalog = catalog;
        Identifier = identifier;
        Base = table;
        _staged = new StagedTable(catalog, identifier, table?.Metadata, table?.Metadata, attempt: 1);
    }

    public TableIdentifier Identifier { get; }

    /// <summary>The table before the changes; null for a new one.</summary>
    public Table? Base { get; }

    public bool HasChanges => _staged.Updates.Count > 0;

    /// <summary>Kept in the summaries of the snapshots made from now on, such as <c>engine-name</c>.</summary>
    public ImmutableSortedDictionary<string, string> SnapshotProperties { get; set; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The branch that rows are written to from now on; one that does not exist begins where <c>main</c> is.</summary>
    public string Branch { get; set; } = SnapshotRef.Main;

    /// <summary>Whether a new table takes the place of a view of its name.</summary>
    public bool TakesView { get; set; }

    /// <summary>The table with the changes so far: field ids, location and partition spec for writing files, and scans that see staged rows.</summary>
    public Table Stage() => new(_catalog, Identifier, _staged.Metadata, HasChanges ? null : Base?.MetadataLocation);

    /// <summary>New columns and partitioning and no rows. An existing table keeps its uuid, history and the ids of columns of the same name.</summary>
    public void CreateOrReplace(TableDefinition definition, CreateMode mode = CreateMode.CreateOrReplace) =>
        Do(new CreateAction(definition, mode));

    public void UpdateSchema(Action<SchemaUpdate> change) => Do(new UpdateSchemaAction(change));

    /// <summary>For files written from now on; an empty list unpartitions.</summary>
    public void SetPartitioning(ImmutableArray<PartitionBy> fields) => Do(new SetPartitioningAction(fields));

    /// <summary>A partitioning for files that come with their values; what is written from now on is parted as before. The table then has it.</summary>
    public PartitionSpec AddPartitioning(ImmutableArray<PartitionBy> fields)
    {
        Do(new SetPartitioningAction(fields, isDefault: false));
        var spec = PartitionSpecBuilder.Build(_staged.Metadata, _staged.Metadata.Schema, fields);
        return _staged.Metadata.PartitionSpecs.First(spec.IsCompatibleWith);
    }

    /// <summary>For files written from now on; an empty list takes the order away.</summary>
    public void SetSortOrder(ImmutableArray<SortBy> fields) => Do(new SetSortOrderAction(fields));

    /// <summary><c>format-version</c> upgrades the table.</summary>
    public void SetProperties(IReadOnlyDictionary<string, string> properties) =>
        Do(new SetPropertiesAction(properties.ToImmutableSortedDictionary(StringComparer.Ordinal), []));

    public void RemoveProperties(IEnumerable<string> names) =>
        Do(new SetPropertiesAction(ImmutableSortedDictionary<string, string>.Empty, [.. names]));

    /// <summary>The commit fails where another writer has given the property another value meanwhile: a compare-and-swap, when it is then set.</summary>
    public void RequireProperty(string name, string? value) => Do(new RequirePropertyAction(name, value));

    /// <summary>Adds rows. Never conflicts with other writers unless they changed the columns.</summary>
    public void Append(IEnumerable<DataFile> files) =>
        Do(SnapshotAction.Append([.. files], Branch, SnapshotProperties));

    public void Change(RowChange change) => Do(SnapshotAction.Of(change, Branch, SnapshotProperties));

    /// <summary>Removes all rows, whoever added them, and adds those of the files.</summary>
    public void OverwriteAll(IEnumerable<DataFile> files) =>
        Do(SnapshotAction.OverwriteAll([.. files], Branch, SnapshotProperties));

    /// <summary>Makes a branch or tag, or moves it. Fails when another writer moves it meanwhile.</summary>
    public void SetRef(string name, SnapshotRef reference) => Do(new SetRefAction(name, reference));

    public void RemoveRef(string name) => Do(new SetRefAction(name, null));

    /// <summary>Brings <c>main</c> back to one of its earlier snapshots.</summary>
    public void Rollback(long snapshotId) => Do(new RollbackAction(snapshotId));

    /// <summary>Brings the rows that another snapshot added to the branch that is written to.</summary>
    public void CherryPick(long snapshotId) => Do(new CherryPickAction(snapshotId, Branch, SnapshotProperties));

    /// <summary>Forgets snapshots; their files stay until <see cref="Lake.Iceberg.Maintenance.SnapshotExpiry"/> deletes them.</summary>
    internal void Expire(Func<TableMetadata, (IReadOnlyList<string> Refs, IReadOnlyList<long> Snapshots)> choose) => Do(new ExpireAction(choose));

    internal void RewriteManifests() => Do(new RewriteManifestsAction(Branch, SnapshotProperties));

    /// <summary>
    /// Publishes the changes, and gives the table as it then is. When another writer was first they are put on top of
    /// its state if that cannot change their meaning, else <see cref="IcebergRules.CommitConflict"/>; nothing is then
    /// published.
    /// </summary>
    public Table Commit()
    {
        if (!HasChanges && Base is not null)
        {
            return Base;
        }

        return new CommitLoop(_catalog, Identifier, Base, _actions) { TakesView = TakesView }.Run(_staged);
    }

    /// <summary>The first attempt of a commit together with others.</summary>
    internal (CommitLoop Loop, StagedTable Staged) Begin() => (new CommitLoop(_catalog, Identifier, Base, _actions), _staged);

    /// <summary>Gives up the changes and removes the metadata files written for them. Data files are the caller's.</summary>
    public void Rollback() => CommitLoop.Clean(_catalog.Io, _actions, committed: null);

    private void Do(TransactionAction action)
    {
        if (!_staged.Exists && action is not CreateAction)
        {
            throw IcebergRules.NoSuchTable.Error(null, $"There is no table '{Identifier}'.");
        }

        if (_staged.Metadata.EncryptionKeys is not null)
        {
            throw IcebergRules.UnsupportedFormat.Error(null, $"Table '{Identifier}' is encrypted, which is not supported.", "write to it with another engine");
        }

        // A failed action must leave the staged state alone, so it is tried on a copy first.
        var attempt = new StagedTable(_catalog, Identifier, Base?.Metadata, Base?.Metadata, _staged.Attempt);
        foreach (var update in _staged.Updates)
        {
            attempt.Add(update);
        }

        action.Apply(attempt);
        _actions.Add(action);
        _staged = attempt;
    }
}
