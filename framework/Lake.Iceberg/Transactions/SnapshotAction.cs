using System.Collections.Immutable;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;

namespace Lake.Iceberg.Transactions;

/// <summary>A new snapshot on <c>main</c>. What does not depend on other writers is written once and kept over retries.</summary>
internal sealed class SnapshotAction : TransactionAction
{
    private readonly RowChange _change;
    private readonly bool _removeAll;
    private readonly SnapshotProducer _producer;

    private SnapshotAction(RowChange change, bool removeAll, ImmutableSortedDictionary<string, string> properties)
    {
        _change = change;
        _removeAll = removeAll;
        _producer = new SnapshotProducer(change, removeAll, properties);
    }

    private bool IsPlainAppend => !_removeAll && _change.AddedDeletes.IsEmpty && _change.RemovedFiles.IsEmpty && !_change.ReadsTable;

    public static SnapshotAction Append(ImmutableArray<DataFile> files, ImmutableSortedDictionary<string, string> properties) =>
        new(new RowChange { AddedFiles = files }, removeAll: false, properties);

    public static SnapshotAction Of(RowChange change, ImmutableSortedDictionary<string, string> properties) =>
        new(change, removeAll: false, properties);

    public static SnapshotAction OverwriteAll(ImmutableArray<DataFile> files, ImmutableSortedDictionary<string, string> properties) =>
        new(new RowChange { AddedFiles = files }, removeAll: true, properties);

    public override void Apply(StagedTable table)
    {
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
        table.Add(new SetSnapshotRef(SnapshotRef.Main, new SnapshotRef(snapshot.SnapshotId, IsBranch: true)));
    }

    public override IEnumerable<string> Files => _producer.Files;

    public override IEnumerable<string> Garbage(TableMetadata? committed) => _producer.Garbage(committed);

    private bool ChangesNothing(StagedTable table) => _change.AddedFiles.IsEmpty && _change.AddedDeletes.IsEmpty
        && (_removeAll ? table.Metadata.CurrentSnapshot is null : _change.RemovedFiles.IsEmpty);

    private void Validate(StagedTable table)
    {
        if (table.Start is not { } start || table.Current is not { } current)
        {
            return;
        }

        ConflictCheck.SchemaStillFits(table.Identifier, start, current);
        if (!IsPlainAppend && !_removeAll)
        {
            ConflictCheck.RowsStillFit(table, start, current, _change);
        }
    }
}
