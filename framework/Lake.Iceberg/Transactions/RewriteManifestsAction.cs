using System.Collections.Immutable;
using Lake.Iceberg.Metadata;

namespace Lake.Iceberg.Transactions;

/// <summary>The same files in fewer manifests, sorted by partition so that readers can pass more of them over.</summary>
internal sealed class RewriteManifestsAction(string branch, ImmutableSortedDictionary<string, string> properties) : TransactionAction
{
    private readonly SnapshotProducer _producer = new(new RowChange { IsRewrite = true }, false, branch, properties);

    public override void Apply(StagedTable table)
    {
        if (table.Metadata.HeadOf(branch) is not { } head)
        {
            return;
        }

        if (_producer.Repack(table) is { } snapshot)
        {
            table.Add(new AddSnapshot(snapshot));
            table.Add(new SetSnapshotRef(branch, (table.Metadata.Refs.TryGetValue(branch, out var found) ? found : new SnapshotRef(head.SnapshotId, IsBranch: true)) with { SnapshotId = snapshot.SnapshotId }));
        }
    }

    public override IEnumerable<string> Files => _producer.Files;

    public override IEnumerable<string> Garbage(TableMetadata? committed) => _producer.Garbage(committed);
}
