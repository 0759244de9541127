using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Names;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Transactions;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Transactions;

/// <summary>Two writers that both read one state of a table.</summary>
public sealed class ConflictTests : IDisposable
{
    private readonly Warehouse _warehouse = new();
    private readonly Table _table;

    public ConflictTests() => _table = Warehouse.Append(_warehouse.Create(), "a", "b");

    private DataFile A => Warehouse.File(_table, "a");

    private DataFile B => Warehouse.File(_table, "b");

    [Fact]
    public void Appends_never_conflict() => Check(
        t => t.Append([Warehouse.File(_table, "c")]),
        t => t.Append([Warehouse.File(_table, "d")]),
        "a", "b", "c", "d");

    [Fact]
    public void An_append_follows_a_rewrite() => Check(
        t => t.Change(new RowChange { RemovedFiles = [A], AddedFiles = [Warehouse.File(_table, "a2")] }),
        t => t.Append([Warehouse.File(_table, "d")]),
        "a2", "b", "d");

    [Fact]
    public void Emptying_takes_along_what_came_meanwhile() => Check(
        t => t.Append([Warehouse.File(_table, "c")]),
        t => t.OverwriteAll([Warehouse.File(_table, "z")]),
        "z");

    [Fact]
    public void Replacing_takes_along_what_came_meanwhile() => Check(
        t => t.Append([Warehouse.File(_table, "c")]),
        t => t.CreateOrReplace(new TableDefinition(Warehouse.OrdersSchema)));

    [Fact]
    public void Properties_follow_anything() => Check(
        t => t.Append([Warehouse.File(_table, "c")]),
        t => t.SetProperties(new Dictionary<string, string> { ["k"] = "v" }),
        "a", "b", "c");

    [Fact]
    public void Snapshot_isolation_lets_new_rows_pass() => Check(
        t => t.Append([Warehouse.File(_table, "c")]),
        t => t.Change(Rewrite(A, "a2") with { Isolation = IsolationLevel.Snapshot }),
        "a2", "b", "c");

    [Fact]
    public void Deletes_of_positions_meet_without_conflict() => Check(
        t => t.Change(new RowChange { AddedDeletes = [Warehouse.Deletes(_table, "d1", A.Path)], ReferencedFiles = [A.Path] }),
        t => t.Change(new RowChange { AddedDeletes = [Warehouse.Deletes(_table, "d2", A.Path)], ReferencedFiles = [A.Path] }),
        "a-d2-d1", "b");

    [Fact]
    public void Two_rewrites_of_one_file_conflict() => CheckConflict(t => t.Change(Rewrite(A, "a2")), t => t.Change(Rewrite(A, "a3")));

    [Fact]
    public void A_serializable_rewrite_conflicts_with_new_rows() =>
        CheckConflict(t => t.Append([Warehouse.File(_table, "c")]), t => t.Change(Rewrite(A, "a2")));

    [Fact]
    public void A_rewrite_conflicts_with_deletes() => CheckConflict(
        t => t.Change(new RowChange { AddedDeletes = [Warehouse.Deletes(_table, "d", B.Path)] }),
        t => t.Change(Rewrite(A, "a2") with { Isolation = IsolationLevel.Snapshot }));

    [Fact]
    public void Deletes_conflict_with_the_removal_of_their_file() => CheckConflict(
        t => t.Change(Rewrite(A, "a2")),
        t => t.Change(new RowChange
        {
            AddedDeletes = [Warehouse.Deletes(_table, "d", A.Path)],
            ReferencedFiles = [A.Path],
            Isolation = IsolationLevel.Snapshot,
        }));

    [Fact]
    public void A_rewrite_conflicts_with_replacing_the_table() =>
        CheckConflict(t => t.CreateOrReplace(new TableDefinition(Warehouse.OrdersSchema)), t => t.Change(Rewrite(A, "a2")));

    [Fact]
    public void An_append_conflicts_with_losing_its_columns() => CheckConflict(
        t => t.UpdateSchema(s => s.DropColumn("customer")),
        t => t.Append([Warehouse.File(_table, "c")]));

    [Fact]
    public void An_append_conflicts_with_losing_a_nested_column()
    {
        var table = _table.NewTransaction();
        table.UpdateSchema(s => s.AddColumn("place", new StructType([new NestedField(1, "city", PrimitiveType.String), new NestedField(2, "zip", PrimitiveType.String)])));
        table.Commit();
        CheckConflict(t => t.UpdateSchema(s => s.DropColumn("place.zip")), t => t.Append([Warehouse.File(_table, "c")]));
        Check(t => t.UpdateSchema(s => s.RenameColumn("place.city", "town")), t => t.Append([Warehouse.File(_table, "c")]), "a", "b", "c");
    }

    [Fact]
    public void Two_added_columns_are_put_after_each_other()
    {
        Check(
            t => t.UpdateSchema(s => s.AddColumn("x", PrimitiveType.Int)),
            t => t.UpdateSchema(s => s.AddColumn("y", PrimitiveType.Int)),
            "a", "b");
        _warehouse.Read(Warehouse.Orders).Schema.Fields.Select(f => (f.Name, f.Id)).Skip(3).ShouldBe([("x", 4), ("y", 5)]);
    }

    [Fact]
    public void A_dropped_table_cannot_be_appended_to()
    {
        var transaction = _table.NewTransaction();
        transaction.Append([Warehouse.File(_table, "c")]);
        _warehouse.NewCatalog().DropTable(Warehouse.Orders).ShouldBeTrue();
        Should.Throw<DiagnosticException>(() => transaction.Commit()).Diagnostic.Rule.ShouldBe(IcebergRules.CommitConflict);
        _warehouse.Catalog.TryLoadTable(Warehouse.Orders).ShouldBeNull();
    }

    [Fact]
    public void Of_two_creations_the_second_is_told()
    {
        var identifier = new TableIdentifier("shop", "new");
        var first = _warehouse.Catalog.NewCreateTransaction(identifier, new TableDefinition(Warehouse.OrdersSchema));
        var second = _warehouse.NewCatalog().NewCreateTransaction(identifier, new TableDefinition(Warehouse.OrdersSchema));
        first.Commit();
        Should.Throw<DiagnosticException>(() => second.Commit()).Diagnostic.Rule.ShouldBe(IcebergRules.CommitConflict);
    }

    [Fact]
    public void Of_two_creations_or_replacements_the_second_wins()
    {
        var identifier = new TableIdentifier("shop", "new");
        var definition = new TableDefinition(Warehouse.OrdersSchema);
        var first = _warehouse.Catalog.NewCreateTransaction(identifier, definition, CreateMode.CreateOrReplace);
        var second = _warehouse.NewCatalog().NewCreateTransaction(identifier, definition, CreateMode.CreateOrReplace);
        first.Append([Warehouse.File(first.Stage(), "one")]);
        second.Append([Warehouse.File(second.Stage(), "two")]);
        first.Commit();
        Warehouse.Files(second.Commit()).ShouldBe(["two"]);
    }

    [Fact]
    public void Replacements_with_other_columns_conflict_as_files_have_field_ids() => CheckConflict(
        t => t.CreateOrReplace(new TableDefinition(new Schema(0, [new NestedField(1, "x", PrimitiveType.Int)]))),
        t => t.CreateOrReplace(new TableDefinition(new Schema(0, [new NestedField(1, "y", PrimitiveType.Int)]))));

    [Fact]
    public void Attempts_that_came_to_nothing_leave_no_files()
    {
        Check(t => t.Append([Warehouse.File(_table, "c")]), t => t.Append([Warehouse.File(_table, "d")]), "a", "b", "c", "d");
        var known = _warehouse.Read(Warehouse.Orders).Snapshots.Select(s => Path.GetFileName(s.ManifestList)).Order();
        Directory.GetFiles($"{_warehouse.Path}/shop/orders/metadata", "snap-*").Select(f => Path.GetFileName(f)).Order().ShouldBe(known);
        CheckConflict(t => t.Change(Rewrite(A, "a2")), t => t.Change(Rewrite(A, "a3")));
        Directory.GetFiles($"{_warehouse.Path}/shop/orders/metadata", "*.tmp").ShouldBeEmpty();
        Directory.GetFiles($"{_warehouse.Path}/shop/orders/metadata", "snap-*").Length
            .ShouldBe(_warehouse.Read(Warehouse.Orders).Snapshots.Length);
    }

    public void Dispose() => _warehouse.Dispose();

    private RowChange Rewrite(DataFile file, string replacement) => new()
    {
        RemovedFiles = [file],
        AddedFiles = [Warehouse.File(_table, replacement)],
    };

    private void Check(Action<Transaction> first, Action<Transaction> second, params string[] files)
    {
        var transaction = Race(first, second);
        Warehouse.Files(transaction.Commit()).ShouldBe(files);
        Warehouse.Files(_warehouse.NewCatalog().LoadTable(Warehouse.Orders)).ShouldBe(files);
    }

    private void CheckConflict(Action<Transaction> first, Action<Transaction> second)
    {
        var transaction = Race(first, second);
        var before = _warehouse.Read(Warehouse.Orders).CurrentSnapshotId;
        Should.Throw<DiagnosticException>(() => transaction.Commit()).Diagnostic.Rule.ShouldBe(IcebergRules.CommitConflict);
        _warehouse.Read(Warehouse.Orders).CurrentSnapshotId.ShouldBe(before);
    }

    /// <summary>Both start from the same state; the first has committed when this returns the second.</summary>
    private Transaction Race(Action<Transaction> first, Action<Transaction> second)
    {
        var table = _warehouse.NewCatalog().LoadTable(Warehouse.Orders);
        var (one, two) = (table.NewTransaction(), table.NewTransaction());
        first(one);
        second(two);
        one.Commit();
        return two;
    }
}
