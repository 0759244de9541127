using System.Collections.Immutable;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;

namespace Lake.Iceberg.Transactions;

/// <summary>A new snapshot on a branch. What does not depend on other writers is written once and kept over retries.</summary>
internal sealed class SnapshotAction : TransactionAction
{
    private readonly RowChange _change;
    private readonly bool _removeAll;
    private readonly SnapshotProducer _producer;

    private readonly string _branch;

    private SnapshotAction(RowChange change, bool removeAll, string branch, ImmutableSortedDictionary<string, string> properties)
    {
        _change = change;
        _removeAll = removeAll;
        _branch = branch;
        _producer = new SnapshotProducer(change, removeAll, branch, properties);
    }

    private bool IsPlainAppend => !_removeAll && _change.AddedDeletes.IsEmpty && _change.RemovedFiles.IsEmpty && !_change.ReadsTable;

    public static SnapshotAction Append(ImmutableArray<DataFile> files, string branch, ImmutableSortedDictionary<string, string> properties) =>
        new(new RowChange { AddedFiles = files }, removeAll: false, branch, properties);

    public static SnapshotAction Of(RowChange change, string branch, ImmutableSortedDictionary<string, string> properties) =>
        new(change, removeAll: false, branch, properties);

    public static SnapshotAction OverwriteAll(ImmutableArray<DataFile> files, string branch, ImmutableSortedDictionary<string, string> properties) =>
        new(new RowChange { AddedFiles = files }, removeAll: true, branch, properties);

    public override void Apply(StagedTable table)
    {
        if (table.Metadata.Refs.TryGetValue(_branch, out var found) && !found.IsBranch)
        {
            throw IcebergRules.InvalidChange.Error(null, $"'{_branch}' is a tag of table '{table.Identifier}', which never changes.", "write to a branch");
        }

        if (table.Attempt > 1)
        {
            Validate(table);
        }

        if (ChangesNothing(table))
        {
            return;
        }

        var snapshot = _producer.Produce(table);
        table.Add(new AddSnapshot(snapshot));
        table.Add(new SetSnapshotRef(_branch, found is null ? new SnapshotRef(snapshot.SnapshotId, IsBranch: true) : found with { SnapshotId = snapshot.SnapshotId }));
    }

    public override IEnumerable<string> Files => _producer.Files;

    public override IEnumerable<string> Garbage(TableMetadata? committed) => _producer.Garbage(committed);

    private bool ChangesNothing(StagedTable table) => _change.AddedFiles.IsEmpty && _change.AddedDeletes.IsEmpty
        && (_removeAll ? table.Metadata.HeadOf(_branch) is null : _change.RemovedFiles.IsEmpty);

    private void Validate(StagedTable table)
    {
        if (table.Start is not { } start || table.Current is not { } current)
        {
            return;
        }

        ConflictCheck.SchemaStillFits(table.Identifier, start, current);
        if (!IsPlainAppend && !_removeAll)
        {
            ConflictCheck.RowsStillFit(table, start, current, _change, _branch);
        }
    }
}
