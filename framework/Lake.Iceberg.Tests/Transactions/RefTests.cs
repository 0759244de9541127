using System.Globalization;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Transactions;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Transactions;

public sealed class RefTests : IDisposable
{
    private readonly Warehouse _warehouse = new();
    private readonly Table _table;

    public RefTests() => _table = Warehouse.Append(Warehouse.Append(_warehouse.Create(), "a"), "b");

    [Fact]
    public void A_branch_is_written_to_without_main_noticing()
    {
        var transaction = _table.NewTransaction();
        transaction.Branch = "dev";
        transaction.Append([Warehouse.File(_table, "c")]);
        var after = transaction.Commit();
        Warehouse.Files(after).ShouldBe(["a", "b"]);
        Files(after, "dev").ShouldBe(["a", "b", "c"]);
        after.Metadata.SnapshotLog.Length.ShouldBe(2);

        transaction = after.NewTransaction();
        transaction.Branch = "dev";
        transaction.Change(new RowChange { RemovedFiles = [Warehouse.File(_table, "a")] });
        Files(transaction.Commit(), "dev").ShouldBe(["b", "c"]);
        Warehouse.Files(_table.Refresh()).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Writers_of_different_branches_do_not_conflict()
    {
        Set(_table, "dev", _table.Metadata.CurrentSnapshotId);
        var (main, dev) = (_table.Refresh().NewTransaction(), _table.Refresh().NewTransaction());
        dev.Branch = "dev";
        main.Change(new RowChange { RemovedFiles = [Warehouse.File(_table, "a")] });
        dev.Change(new RowChange { RemovedFiles = [Warehouse.File(_table, "b")] });
        main.Commit();
        var after = dev.Commit();
        Warehouse.Files(after).ShouldBe(["b"]);
        Files(after, "dev").ShouldBe(["a"]);
    }

    [Fact]
    public void Tags_stay_where_they_are()
    {
        var tagged = Set(_table, "v1", _table.Metadata.Snapshots[0].SnapshotId, isBranch: false);
        Files(Warehouse.Append(tagged, "c"), "v1").ShouldBe(["a"]);
        var transaction = _table.Refresh().NewTransaction();
        transaction.Branch = "v1";
        Should.Throw<DiagnosticException>(() => transaction.Append([Warehouse.File(_table, "d")])).Diagnostic.Rule.ShouldBe(IcebergRules.InvalidChange);
    }

    [Fact]
    public void Settings_of_a_branch_outlive_its_snapshots()
    {
        var transaction = _table.NewTransaction();
        transaction.SetRef("main", new SnapshotRef(_table.Metadata.CurrentSnapshotId.GetValueOrDefault(), IsBranch: true) { MinSnapshotsToKeep = 7 });
        var after = Warehouse.Append(transaction.Commit(), "c");
        after.Metadata.Refs["main"].MinSnapshotsToKeep.ShouldBe(7);
    }

    [Fact]
    public void Rolling_back_brings_back_an_earlier_state()
    {
        var transaction = _table.NewTransaction();
        transaction.Rollback(_table.Metadata.Snapshots[0].SnapshotId);
        var after = transaction.Commit();
        Warehouse.Files(after).ShouldBe(["a"]);
        after.Metadata.SnapshotLog.Length.ShouldBe(3);
        Warehouse.Files(Warehouse.Append(after, "c")).ShouldBe(["a", "c"]);
    }

    [Fact]
    public void Only_what_the_table_was_is_rolled_back_to()
    {
        var other = Dev("c");
        Should.Throw<DiagnosticException>(() => other.NewTransaction().Rollback(other.Metadata.Refs["dev"].SnapshotId)).Diagnostic.Rule.ShouldBe(IcebergRules.InvalidChange);
        Should.Throw<DiagnosticException>(() => other.NewTransaction().Rollback(5)).Diagnostic.Rule.ShouldBe(IcebergRules.NoSuchSnapshot);
    }

    [Fact]
    public void A_rollback_does_not_throw_away_what_came_meanwhile()
    {
        var transaction = _table.NewTransaction();
        transaction.Rollback(_table.Metadata.Snapshots[0].SnapshotId);
        Warehouse.Append(_table, "c");
        Should.Throw<DiagnosticException>(() => transaction.Commit()).Diagnostic.Rule.ShouldBe(IcebergRules.CommitConflict);
    }

    [Fact]
    public void Main_cannot_be_dropped()
    {
        Should.Throw<DiagnosticException>(() => _table.NewTransaction().RemoveRef("main")).Diagnostic.Rule.ShouldBe(IcebergRules.InvalidChange);
        Should.Throw<DiagnosticException>(() => _table.NewTransaction().RemoveRef("dve")).Diagnostic.Rule.ShouldBe(IcebergRules.NoSuchSnapshot);
    }

    [Fact]
    public void A_pick_moves_on_to_the_next_snapshot()
    {
        var table = Dev("c");
        var picked = Pick(table, table.Metadata.Refs["dev"].SnapshotId);
        picked.Metadata.CurrentSnapshotId.ShouldBe(table.Metadata.Refs["dev"].SnapshotId);
        Warehouse.Files(picked).ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public void A_pick_adds_the_same_files_to_another_state()
    {
        var dev = Dev("c").Metadata.Refs["dev"].SnapshotId;
        var table = Warehouse.Append(_table.Refresh(), "d");
        table = Pick(table, dev);
        Warehouse.Files(table).ShouldBe(["a", "b", "c", "d"]);
        table.Metadata.CurrentSnapshot.ShouldNotBeNull().Summary["source-snapshot-id"].ShouldBe(dev.ToString(CultureInfo.InvariantCulture));
        Should.Throw<DiagnosticException>(() => Pick(table, dev)).Diagnostic.Message.ShouldContain("already");
    }

    [Fact]
    public void A_change_of_rows_is_not_picked_onto_another_state()
    {
        var transaction = _table.NewTransaction();
        transaction.Branch = "dev";
        transaction.Change(new RowChange { RemovedFiles = [Warehouse.File(_table, "a")] });
        var dev = transaction.Commit().Metadata.Refs["dev"].SnapshotId;
        var table = Warehouse.Append(_table.Refresh(), "d");
        Should.Throw<DiagnosticException>(() => Pick(table, dev)).Diagnostic.Rule.ShouldBe(IcebergRules.InvalidChange);
    }

    public void Dispose() => _warehouse.Dispose();

    private static IEnumerable<string> Files(Table table, string name) => table.NewScan().UseRef(name).PlanFiles()
        .Select(t => Path.GetFileNameWithoutExtension(t.File.Path)).Order(StringComparer.Ordinal);

    private static Table Set(Table table, string name, long? snapshot, bool isBranch = true)
    {
        var transaction = table.NewTransaction();
        transaction.SetRef(name, new SnapshotRef(snapshot.GetValueOrDefault(), isBranch));
        return transaction.Commit();
    }

    private Table Dev(string file)
    {
        var transaction = _table.NewTransaction();
        transaction.Branch = "dev";
        transaction.Append([Warehouse.File(_table, file)]);
        return transaction.Commit();
    }

    private static Table Pick(Table table, long snapshot)
    {
        var transaction = table.NewTransaction();
        transaction.CherryPick(snapshot);
        return transaction.Commit();
    }
}
