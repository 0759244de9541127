using System.Collections.Immutable;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Evolution;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Transactions;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Metadata;

public sealed class TableMetadataBuilderTests : IDisposable
{
    private readonly Warehouse _warehouse = new();

    [Fact]
    public void History_before_a_removed_snapshot_goes_too()
    {
        var table = _warehouse.Create();
        foreach (var name in new[] { "a", "b", "c" })
        {
            table = Warehouse.Append(table, name);
        }

        var ids = table.Metadata.Snapshots.Select(s => s.SnapshotId).ToList();
        var after = Apply(table.Metadata, new RemoveSnapshots([ids[1]]));
        after.SnapshotLog.Select(e => e.SnapshotId).ShouldBe([ids[2]]);
        after.Snapshots.Length.ShouldBe(2);
        after.CurrentSnapshotId.ShouldBe(ids[2]);
        after.SnapshotAsOf(DateTimeOffset.FromUnixTimeMilliseconds(table.Metadata.Snapshots[0].TimestampMs - 1)).ShouldBeNull();
    }

    [Fact]
    public void A_snapshot_that_a_ref_points_to_is_not_removed()
    {
        var table = Warehouse.Append(_warehouse.Create(), "a");
        Should.Throw<DiagnosticException>(() => Apply(table.Metadata, new RemoveSnapshots([table.Metadata.CurrentSnapshotId.GetValueOrDefault()])))
            .Diagnostic.Rule.ShouldBe(IcebergRules.CommitConflict);
    }

    [Fact]
    public void Tags_leave_the_log_alone()
    {
        var table = Warehouse.Append(_warehouse.Create(), "a");
        var id = table.Metadata.CurrentSnapshotId.GetValueOrDefault();
        var after = Apply(table.Metadata, new SetSnapshotRef("v1", new SnapshotRef(id, IsBranch: false) { MaxRefAgeMs = 5 }));
        after.SnapshotLog.ShouldBe(table.Metadata.SnapshotLog);
        after.SnapshotByRef("v1").ShouldNotBeNull().SnapshotId.ShouldBe(id);
        Apply(after, new RemoveSnapshotRef("v1")).Refs.Keys.ShouldBe(["main"]);
    }

    [Fact]
    public void Rolling_back_is_logged()
    {
        var first = Warehouse.Append(_warehouse.Create(), "a");
        var second = Warehouse.Append(first, "b");
        var id = first.Metadata.CurrentSnapshotId.GetValueOrDefault();
        var after = Apply(second.Metadata, new SetSnapshotRef("main", new SnapshotRef(id, IsBranch: true)));
        after.CurrentSnapshotId.ShouldBe(id);
        after.SnapshotLog.Select(e => e.SnapshotId).ShouldBe([id, second.Metadata.CurrentSnapshotId.GetValueOrDefault(), id]);
    }

    [Fact]
    public void Only_the_newest_earlier_files_are_remembered()
    {
        var transaction = _warehouse.Create().NewTransaction();
        transaction.SetProperties(new Dictionary<string, string>
        {
            ["write.metadata.previous-versions-max"] = "2",
            ["write.metadata.delete-after-commit.enabled"] = "true",
        });
        var table = transaction.Commit();
        for (var i = 0; i < 4; i++)
        {
            table = Warehouse.Append(table, $"f{i}");
        }

        table.Metadata.MetadataLog.Select(e => Path.GetFileName(e.MetadataFile)).ShouldBe(["v4.metadata.json", "v5.metadata.json"]);
        Directory.GetFiles($"{_warehouse.Path}/shop/orders/metadata", "v*.json").Length.ShouldBe(3);
        Warehouse.Files(table.Refresh()).ShouldBe(["f0", "f1", "f2", "f3"]);
    }

    [Fact]
    public void Equal_partition_fields_keep_their_id()
    {
        var table = _warehouse.Create(new PartitionBy("at", Transform.Day));
        table = Partition(table);
        table.Spec.IsUnpartitioned.ShouldBeTrue();
        table = Partition(table, new PartitionBy("customer", Transform.Bucket(8)), new PartitionBy("at", Transform.Day));
        table.Spec.Fields.Select(f => (f.Name, f.FieldId)).ShouldBe([("customer_bucket", 1001), ("at_day", 1000)]);
        table.Metadata.LastPartitionId.ShouldBe(1001);
        table = Partition(table);
        table.Metadata.PartitionSpecs.Length.ShouldBe(3);
        table.Metadata.DefaultSpecId.ShouldBe(1);
    }

    [Theory]
    [InlineData("nothing", "identity", "names no column")]
    [InlineData("id", "day", "cannot be partitioned by day(id)")]
    [InlineData("id", "zorder[2]", "no partition transform 'zorder[2]'")]
    public void Impossible_partition_fields_are_refused(string column, string transform, string message)
    {
        var diagnostic = Should.Throw<DiagnosticException>(() => _warehouse.Create(new PartitionBy(column, Transform.Parse(transform)))).Diagnostic;
        diagnostic.Message.ShouldContain(message);
        new[] { IcebergRules.InvalidPartitioning, IcebergRules.UnsupportedTransform }.ShouldContain(diagnostic.Rule);
    }

    [Fact]
    public void Two_units_of_one_time_are_refused() => Should.Throw<DiagnosticException>(
        () => _warehouse.Create(new PartitionBy("at", Transform.Day), new PartitionBy("at", Transform.Year)))
        .Diagnostic.Rule.ShouldBe(IcebergRules.InvalidPartitioning);

    [Fact]
    public void A_format_cannot_go_back()
    {
        var table = _warehouse.Create();
        Should.Throw<DiagnosticException>(() => Apply(table.Metadata, new UpgradeFormatVersion(1))).Diagnostic.Rule.ShouldBe(IcebergRules.InvalidChange);
        Apply(table.Metadata, new UpgradeFormatVersion(3)).NextRowId.ShouldBe(0);
    }

    [Fact]
    public void Unknown_ids_are_refused()
    {
        var table = _warehouse.Create();
        foreach (var update in new TableUpdate[] { new SetCurrentSchema(7), new SetDefaultSpec(7), new SetDefaultSortOrder(7) })
        {
            Should.Throw<DiagnosticException>(() => Apply(table.Metadata, update)).Diagnostic.Rule.ShouldBe(IcebergRules.InvalidChange);
        }

        Should.Throw<DiagnosticException>(() => Apply(table.Metadata, new SetSnapshotRef("main", new SnapshotRef(7, true))))
            .Diagnostic.Rule.ShouldBe(IcebergRules.NoSuchSnapshot);
    }

    [Fact]
    public void Many_manifests_are_put_together()
    {
        var transaction = _warehouse.Create().NewTransaction();
        transaction.SetProperties(new Dictionary<string, string> { ["commit.manifest.min-count-to-merge"] = "4" });
        var table = transaction.Commit();
        for (var i = 0; i < 9; i++)
        {
            table = Warehouse.Append(table, $"f{i}");
            Manifests(table).Length.ShouldBe((i % 3) + 1);
        }

        Warehouse.Files(table).ShouldBe(Enumerable.Range(0, 9).Select(i => $"f{i}"));
        table.NewScan().PlanFiles().Select(t => t.DataSequenceNumber).Order().ShouldBe(Enumerable.Range(1, 9).Select(i => (long)i));
        var change = table.NewTransaction();
        change.Change(new RowChange { RemovedFiles = [Warehouse.File(table, "f1")], AddedFiles = [Warehouse.File(table, "g")] });
        Warehouse.Files(change.Commit()).ShouldBe(["f0", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "g"]);
    }

    public void Dispose() => _warehouse.Dispose();

    private static ImmutableArray<Lake.Iceberg.Manifests.ManifestFile> Manifests(Table table) =>
        Lake.Iceberg.Manifests.ManifestListReader.Read(table.Io, table.Metadata.CurrentSnapshot.ShouldNotBeNull());

    private static TableMetadata Apply(TableMetadata metadata, TableUpdate update)
    {
        var builder = new TableMetadataBuilder(metadata);
        builder.Apply(update);
        return builder.Build("file:///previous", metadata.LastUpdatedMs);
    }

    private static Table Partition(Table table, params ImmutableArray<PartitionBy> fields)
    {
        var transaction = table.NewTransaction();
        transaction.SetPartitioning(fields);
        return transaction.Commit();
    }
}
