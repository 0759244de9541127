using System.Collections.Immutable;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Maintenance;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Storage;
using Lake.Iceberg.Transactions;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Maintenance;

public sealed class MaintenanceTests : IDisposable
{
    private readonly Warehouse _warehouse = new();

    private static DateTimeOffset Later => DateTimeOffset.UtcNow.AddDays(10);

    [Fact]
    public void Expiry_deletes_what_only_old_snapshots_need()
    {
        var table = Real(_warehouse.Create(), "a", "b");
        table = Replace(table, "a", "a2");
        table = Replace(table, "a2", "a3");
        var result = SnapshotExpiry.Run(table, Later);
        result.Snapshots.ShouldBe(table.Metadata.Snapshots.Select(s => s.SnapshotId).SkipLast(1));
        Data().ShouldBe(["a3", "b"]);
        Warehouse.Files(result.Table).ShouldBe(["a3", "b"]);
        result.Table.NewScan().PlanFiles().Length.ShouldBe(2);
        result.Files.Count(f => f.EndsWith(".parquet", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public void Young_snapshots_and_as_many_as_asked_for_stay()
    {
        var table = Replace(Replace(Real(_warehouse.Create(), "a"), "a", "b"), "b", "c");
        SnapshotExpiry.Run(table, DateTimeOffset.UtcNow).Snapshots.ShouldBeEmpty();
        SnapshotExpiry.Run(table, Later, keep: 2).Snapshots.ShouldBe([table.Metadata.Snapshots[0].SnapshotId]);
        Data().ShouldBe(["b", "c"]);
    }

    [Fact]
    public void Tags_and_branches_keep_their_snapshots()
    {
        var table = Replace(Replace(Real(_warehouse.Create(), "a"), "a", "b"), "b", "c");
        var transaction = table.NewTransaction();
        transaction.SetRef("v1", new SnapshotRef(table.Metadata.Snapshots[0].SnapshotId, IsBranch: false));
        transaction.SetRef("short", new SnapshotRef(table.Metadata.Snapshots[1].SnapshotId, IsBranch: false) { MaxRefAgeMs = 1000 });
        table = transaction.Commit();
        var result = SnapshotExpiry.Run(table, Later);
        result.Table.Metadata.Refs.Keys.ShouldBe(["main", "v1"]);
        Data().ShouldBe(["a", "c"]);
    }

    [Fact]
    public void A_tag_that_comes_meanwhile_keeps_its_snapshot()
    {
        var table = Replace(Real(_warehouse.Create(), "a"), "a", "b");
        var transaction = table.NewTransaction();
        transaction.SetRef("v1", new SnapshotRef(table.Metadata.Snapshots[0].SnapshotId, IsBranch: false));
        transaction.Commit();

        // The expiry was thought out for the table without the tag.
        SnapshotExpiry.Run(table, Later).Snapshots.ShouldBeEmpty();
        Data().ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Files_elsewhere_are_left_alone()
    {
        var table = _warehouse.Create();
        var foreign = LocalPath.ToLocation(_warehouse.Path) + "/elsewhere/x.parquet";
        table.Io.Write(foreign, "x"u8);
        var transaction = table.NewTransaction();
        transaction.Append([Warehouse.File(table, "x") with { Path = foreign }]);
        table = transaction.Commit();
        transaction = table.NewTransaction();
        transaction.OverwriteAll([Warehouse.File(table, "y")]);
        SnapshotExpiry.Run(transaction.Commit(), Later).Snapshots.Length.ShouldBe(1);
        table.Io.Exists(foreign).ShouldBeTrue();
    }

    [Fact]
    public void Nothing_is_deleted_where_the_table_forbids_it()
    {
        var transaction = Real(_warehouse.Create(), "a").NewTransaction();
        transaction.SetProperties(new Dictionary<string, string> { ["gc.enabled"] = "false" });
        var table = transaction.Commit();
        Should.Throw<DiagnosticException>(() => SnapshotExpiry.Run(table, Later)).Diagnostic.Rule.ShouldBe(IcebergRules.InvalidChange);
        Should.Throw<DiagnosticException>(() => OrphanFiles.Find(table, Later, OrphanFiles.DefaultAge)).Diagnostic.Rule.ShouldBe(IcebergRules.InvalidChange);
    }

    [Fact]
    public void Orphans_are_old_files_that_nothing_leads_to()
    {
        var table = Replace(Real(_warehouse.Create(), "a"), "a", "b");
        table.Io.Write($"{table.DataLocation}/part/stray.parquet", "x"u8);
        table.Io.Write($"{table.Location}/metadata/stray.avro", "x"u8);
        table.Io.Write($"{table.Location}/notes/readme.txt", "x"u8);
        OrphanFiles.Find(table, DateTimeOffset.UtcNow, OrphanFiles.DefaultAge).ShouldBeEmpty();
        var orphans = OrphanFiles.Find(table, Later, OrphanFiles.DefaultAge);
        orphans.Select(o => o.Location).ShouldBe([$"{table.DataLocation}/part/stray.parquet", $"{table.Location}/metadata/stray.avro"]);
        OrphanFiles.Delete(table, orphans);
        Data().ShouldBe(["a", "b"]);
        Should.Throw<DiagnosticException>(() => OrphanFiles.Find(table, Later, TimeSpan.FromHours(1)));
    }

    [Fact]
    public void Manifests_are_put_together_and_say_the_same()
    {
        var table = _warehouse.Create();
        foreach (var name in "abcdef")
        {
            table = Warehouse.Append(table, name.ToString());
        }

        var before = table.NewScan().PlanFiles().Select(t => (t.File.Path, t.DataSequenceNumber)).Order().ToList();
        var after = table.RewriteManifests(ImmutableSortedDictionary<string, string>.Empty);
        after.NewScan().PlanFiles().Select(t => (t.File.Path, t.DataSequenceNumber)).Order().ShouldBe(before);
        ManifestListReader.Read(after.Io, after.Metadata.CurrentSnapshot.ShouldNotBeNull()).Length.ShouldBe(1);
        after.Metadata.CurrentSnapshot.ShouldNotBeNull().Operation.ShouldBe("replace");
        after.Metadata.CurrentSnapshot.ShouldNotBeNull().Summary["total-records"].ShouldBe("60");
        after.RewriteManifests(ImmutableSortedDictionary<string, string>.Empty).Metadata.Snapshots.Length.ShouldBe(7);
    }

    [Fact]
    public void Manifests_are_put_together_beside_a_writer()
    {
        var table = Warehouse.Append(Warehouse.Append(_warehouse.Create(), "a"), "b");
        var writer = table.NewTransaction();
        writer.Change(new RowChange { RemovedFiles = [Warehouse.File(table, "a")], AddedFiles = [Warehouse.File(table, "a2")] });
        table.RewriteManifests(ImmutableSortedDictionary<string, string>.Empty);
        Warehouse.Files(writer.Commit()).ShouldBe(["a2", "b"]);
    }

    public void Dispose() => _warehouse.Dispose();

    private static Table Real(Table table, params string[] names)
    {
        foreach (var name in names)
        {
            table.Io.Write(Warehouse.File(table, name).Path, "x"u8);
        }

        return Warehouse.Append(table, names);
    }

    private static Table Replace(Table table, string name, string other)
    {
        table.Io.Write(Warehouse.File(table, other).Path, "x"u8);
        var transaction = table.NewTransaction();
        transaction.Change(new RowChange { RemovedFiles = [Warehouse.File(table, name)], AddedFiles = [Warehouse.File(table, other)] });
        return transaction.Commit();
    }

    private IEnumerable<string> Data() => Directory.GetFiles($"{_warehouse.Path}/shop/orders/data", "*.parquet")
        .Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);
}
