using System.Collections.Immutable;
using System.Globalization;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;

namespace Lake.Iceberg.Transactions;

/// <summary>Adds what another snapshot added. Where that snapshot was made upon the branch's head, the branch just moves on to it.</summary>
internal sealed class CherryPickAction(long snapshotId, string branch, ImmutableSortedDictionary<string, string> properties) : TransactionAction
{
    private const string Source = "source-snapshot-id";
    private const string StagedAs = "wap.id";
    private const string PublishedAs = "published-wap-id";
    private SnapshotAction? _append;

    public override void Apply(StagedTable table)
    {
        var picked = table.Metadata.SnapshotById(snapshotId)
            ?? throw IcebergRules.NoSuchSnapshot.Error(null, $"Table '{table.Identifier}' has no snapshot {snapshotId}.");
        var head = table.Metadata.HeadOf(branch);
        CheckIsNew(table, head, picked);
        if (picked.ParentSnapshotId == head?.SnapshotId)
        {
            var reference = table.Metadata.Refs.TryGetValue(branch, out var found) ? found : new SnapshotRef(snapshotId, IsBranch: true);
            table.Add(new SetSnapshotRef(branch, reference with { SnapshotId = snapshotId }));
            return;
        }

        if (picked.Operation != SnapshotOperation.Append)
        {
            throw IcebergRules.InvalidChange.Error(
                null,
                $"Snapshot {snapshotId} of table '{table.Identifier}' changed rows ({picked.Operation}), and '{branch}' has moved on since.",
                "only snapshots that add rows can be put upon another state");
        }

        _append ??= SnapshotAction.Append(Added(table, picked), branch, WithSource(picked));
        _append.Apply(table);
    }

    public override IEnumerable<string> Files => _append?.Files ?? [];

    public override IEnumerable<string> Garbage(TableMetadata? committed) => _append?.Garbage(committed) ?? [];

    private void CheckIsNew(StagedTable table, Snapshot? head, Snapshot picked)
    {
        var id = snapshotId.ToString(CultureInfo.InvariantCulture);
        var staged = picked.Summary.GetValueOrDefault(StagedAs);
        var twice = table.Metadata.Ancestors(head?.SnapshotId).Any(s => s.SnapshotId == snapshotId || s.Summary.GetValueOrDefault(Source) == id
            || (staged is not null && (s.Summary.GetValueOrDefault(PublishedAs) == staged || s.Summary.GetValueOrDefault(StagedAs) == staged)));
        if (twice)
        {
            throw IcebergRules.InvalidChange.Error(null, $"'{branch}' of table '{table.Identifier}' has the rows of snapshot {snapshotId} already.");
        }
    }

    private ImmutableSortedDictionary<string, string> WithSource(Snapshot picked)
    {
        var result = properties.SetItem(Source, snapshotId.ToString(CultureInfo.InvariantCulture));
        return picked.Summary.TryGetValue(StagedAs, out var staged) ? result.SetItem(PublishedAs, staged) : result;
    }

    /// <summary>Their rows are numbered anew, as they are rows of another snapshot now.</summary>
    private static ImmutableArray<DataFile> Added(StagedTable table, Snapshot picked) =>
    [
        .. ManifestListReader.Read(table.Io, picked).Where(m => !m.IsDeletes && m.AddedSnapshotId == picked.SnapshotId)
            .SelectMany(m => ManifestReader.Read(table.Io, table.Metadata, m))
            .Where(e => e.Status == EntryStatus.Added && e.SnapshotId == picked.SnapshotId)
            .Select(e => e.File with { FirstRowId = null }),
    ];
}
