using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Transactions;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Transactions;

public sealed class CommitTests : IDisposable
{
    private readonly Warehouse _warehouse = new();

    [Fact]
    public void A_new_table_has_ids_from_one_and_no_snapshot()
    {
        _warehouse.Create();

        var metadata = _warehouse.Read(Warehouse.Orders);
        metadata.Schema.AllFields.Select(f => f.Field.Id).ShouldBe([1, 2, 3]);
        metadata.CurrentSnapshot.ShouldBeNull();
        metadata.Location.ShouldBe($"file://{_warehouse.Path}/shop/orders");
        metadata.Properties["write.parquet.compression-codec"].ShouldBe("zstd");
        File.ReadAllText($"{_warehouse.Path}/shop/orders/metadata/version-hint.text").ShouldBe("1");
        File.ReadAllText($"{_warehouse.Path}/shop/orders/metadata/v1.metadata.json").ShouldContain("\"current-snapshot-id\": -1");
    }

    [Fact]
    public void Appends_add_up()
    {
        var table = _warehouse.Create();
        table = Warehouse.Append(table, "a", "b");
        table = Warehouse.Append(table, "c");

        Warehouse.Files(_warehouse.NewCatalog().LoadTable(Warehouse.Orders)).ShouldBe(["a", "b", "c"]);
        var snapshot = table.Metadata.CurrentSnapshot.ShouldNotBeNull();
        snapshot.Operation.ShouldBe("append");
        snapshot.SequenceNumber.ShouldBe(2);
        snapshot.Summary["added-data-files"].ShouldBe("1");
        snapshot.Summary["total-data-files"].ShouldBe("3");
        snapshot.Summary["total-records"].ShouldBe("30");
        snapshot.Summary["total-files-size"].ShouldBe("3000");
        snapshot.Summary["total-delete-files"].ShouldBe("0");
        table.Metadata.SnapshotLog.Length.ShouldBe(2);
        table.Metadata.MetadataLog.Length.ShouldBe(2);
    }

    [Fact]
    public void Create_and_append_are_one_commit()
    {
        var transaction = _warehouse.Catalog.NewCreateTransaction(Warehouse.Orders, new TableDefinition(Warehouse.OrdersSchema));
        transaction.Append([Warehouse.File(transaction.Stage(), "a")]);

        Warehouse.Files(transaction.Stage()).ShouldBe(["a"]);
        _warehouse.Catalog.TryLoadTable(Warehouse.Orders).ShouldBeNull();

        transaction.Commit().MetadataLocation.ShouldEndWith("/v1.metadata.json");
        Warehouse.Files(_warehouse.Catalog.LoadTable(Warehouse.Orders)).ShouldBe(["a"]);
    }

    [Fact]
    public void Replacing_keeps_uuid_history_and_ids_of_equal_names()
    {
        var before = Warehouse.Append(_warehouse.Create(), "old");
        var transaction = _warehouse.Catalog.NewCreateTransaction(
            Warehouse.Orders,
            new TableDefinition(new(0, [new(7, "total", Lake.Iceberg.Schemas.PrimitiveType.Double), new(8, "customer", Lake.Iceberg.Schemas.PrimitiveType.String)])),
            CreateMode.CreateOrReplace);
        transaction.Append([Warehouse.File(transaction.Stage(), "new")]);
        var after = transaction.Commit();

        after.Metadata.TableUuid.ShouldBe(before.Metadata.TableUuid);
        after.Schema.Fields.Select(f => (f.Name, f.Id)).ShouldBe([("total", 4), ("customer", 2)]);
        Warehouse.Files(after).ShouldBe(["new"]);
        after.Metadata.CurrentSnapshot.ShouldNotBeNull().ParentSnapshotId.ShouldBeNull();
        after.Metadata.CurrentSnapshot.Summary["total-data-files"].ShouldBe("1");
        after.Metadata.Snapshots.Length.ShouldBe(2);
        var past = after.NewScan().UseSnapshot(before.Metadata.CurrentSnapshotId.GetValueOrDefault());
        past.Schema.Fields.Length.ShouldBe(3);
        past.PlanFiles().Length.ShouldBe(1);
    }

    [Fact]
    public void Several_changes_are_one_commit_and_passing_snapshots_leave_no_log()
    {
        var table = Warehouse.Append(_warehouse.Create(), "a", "b");
        var transaction = table.NewTransaction();
        transaction.Change(new RowChange { AddedDeletes = [Warehouse.Deletes(table, "d", Warehouse.File(table, "a").Path)] });
        transaction.Append([Warehouse.File(table, "c")]);
        transaction.SetProperties(new Dictionary<string, string> { ["owner"] = "me" });
        Warehouse.Files(transaction.Stage()).ShouldBe(["a-d", "b", "c"]);
        Warehouse.Files(table.Refresh()).ShouldBe(["a", "b"]);

        var after = transaction.Commit();
        Warehouse.Files(after).ShouldBe(["a-d", "b", "c"]);
        after.MetadataLocation.ShouldEndWith("/v3.metadata.json");
        after.Metadata.SnapshotLog.Length.ShouldBe(2);
        after.Metadata.Snapshots.Length.ShouldBe(3);
        after.Metadata.Properties["owner"].ShouldBe("me");
    }

    [Fact]
    public void Replaced_files_are_gone_and_counted()
    {
        var table = Warehouse.Append(_warehouse.Create(), "a", "b");
        var transaction = table.NewTransaction();
        transaction.Change(new RowChange
        {
            RemovedFiles = [Warehouse.File(table, "a")],
            AddedFiles = [Warehouse.File(table, "a2", rows: 7)],
        });
        var after = transaction.Commit();

        Warehouse.Files(after).ShouldBe(["a2", "b"]);
        var snapshot = after.Metadata.CurrentSnapshot.ShouldNotBeNull();
        snapshot.Operation.ShouldBe("overwrite");
        snapshot.Summary["deleted-data-files"].ShouldBe("1");
        snapshot.Summary["deleted-records"].ShouldBe("10");
        snapshot.Summary["total-records"].ShouldBe("17");
    }

    [Fact]
    public void Overwriting_everything_leaves_only_the_new_files()
    {
        var table = Warehouse.Append(_warehouse.Create(), "a", "b");
        var transaction = table.NewTransaction();
        transaction.OverwriteAll([Warehouse.File(table, "c")]);
        var after = transaction.Commit();
        Warehouse.Files(after).ShouldBe(["c"]);
        after.Metadata.CurrentSnapshot.ShouldNotBeNull().Summary["total-data-files"].ShouldBe("1");
    }

    [Fact]
    public void Emptying_a_table_is_a_delete()
    {
        var table = Warehouse.Append(_warehouse.Create(), "a");
        var transaction = table.NewTransaction();
        transaction.OverwriteAll([]);
        var after = transaction.Commit();
        Warehouse.Files(after).ShouldBeEmpty();
        after.Metadata.CurrentSnapshot.ShouldNotBeNull().Operation.ShouldBe("delete");
        Warehouse.Files(Warehouse.Append(after, "z")).ShouldBe(["z"]);
    }

    [Fact]
    public void A_change_of_nothing_writes_nothing()
    {
        var table = _warehouse.Create();
        var transaction = table.NewTransaction();
        transaction.SetProperties(new Dictionary<string, string> { ["write.parquet.compression-codec"] = "zstd" });
        transaction.Append([]);
        transaction.Change(new RowChange());
        transaction.OverwriteAll([]);
        transaction.HasChanges.ShouldBeFalse();
        transaction.Commit().MetadataLocation.ShouldEndWith("/v1.metadata.json");
    }

    [Fact]
    public void Rolling_back_leaves_no_metadata_files()
    {
        var table = _warehouse.Create();
        var transaction = table.NewTransaction();
        transaction.Append([Warehouse.File(table, "a")]);
        transaction.Rollback();
        Directory.GetFiles($"{_warehouse.Path}/shop/orders/metadata", "*.avro").ShouldBeEmpty();
    }

    [Fact]
    public void Creating_twice_is_refused()
    {
        _warehouse.Create();
        Should.Throw<DiagnosticException>(() => _warehouse.Create()).Diagnostic.Rule.ShouldBe(IcebergRules.AlreadyExists);
    }

    [Fact]
    public void An_unknown_table_is_named_with_the_nearest()
    {
        _warehouse.Create();
        var diagnostic = Should.Throw<DiagnosticException>(() => _warehouse.Catalog.LoadTable(new TableIdentifier("shop", "order"))).Diagnostic;
        diagnostic.Rule.ShouldBe(IcebergRules.NoSuchTable);
        diagnostic.Hint.ShouldBe("did you mean 'orders'?");
    }

    [Fact]
    public void A_failed_change_leaves_the_transaction_as_it_was()
    {
        var table = Warehouse.Append(_warehouse.Create(), "a");
        var transaction = table.NewTransaction();
        transaction.SetProperties(new Dictionary<string, string> { ["k"] = "v" });
        Should.Throw<DiagnosticException>(() => transaction.UpdateSchema(s => s.DropColumn("nothing")));
        transaction.Commit().Metadata.Properties["k"].ShouldBe("v");
    }

    [Fact]
    public void A_snapshot_keeps_what_the_engine_says_of_itself()
    {
        var table = _warehouse.Create();
        var transaction = table.NewTransaction();
        transaction.SnapshotProperties = transaction.SnapshotProperties.Add("engine-name", "lake");
        transaction.Append([Warehouse.File(table, "a")]);
        transaction.Commit().Metadata.CurrentSnapshot.ShouldNotBeNull().Summary["engine-name"].ShouldBe("lake");
        _warehouse.Read(Warehouse.Orders).Refs[SnapshotRef.Main].IsBranch.ShouldBeTrue();
    }

    public void Dispose() => _warehouse.Dispose();
}
