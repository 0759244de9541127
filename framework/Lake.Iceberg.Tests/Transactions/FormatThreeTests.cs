using System.Collections.Immutable;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Puffin;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Transactions;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Transactions;

public sealed class FormatThreeTests : IDisposable
{
    private readonly Warehouse _warehouse = new();

    [Fact]
    public void Rows_are_numbered_in_the_order_they_come()
    {
        var table = Warehouse.Append(Warehouse.Append(Create(), "a", "b"), "c");
        RowIds(table).ShouldBe(["a=0", "b=10", "c=20"]);
        table.Metadata.NextRowId.ShouldBe(30);
        table.Metadata.Snapshots.Select(s => (s.FirstRowId, s.AddedRows)).ShouldBe([(0, 20), (20, 10)]);
    }

    [Fact]
    public void Files_that_stay_keep_their_numbers_when_their_manifest_is_rewritten()
    {
        var table = Warehouse.Append(Create(), "a", "b", "c");
        var transaction = table.NewTransaction();
        transaction.Change(new RowChange { RemovedFiles = [Warehouse.File(table, "a")], AddedFiles = [Warehouse.File(table, "a2")] });
        table = transaction.Commit();
        RowIds(table).ShouldBe(["a2=30", "b=10", "c=20"]);

        // The rewritten manifest takes a range too, though its files have theirs.
        table.Metadata.NextRowId.ShouldBe(60);
    }

    [Fact]
    public void An_upgraded_table_numbers_its_rows_with_the_next_commit()
    {
        var table = Warehouse.Append(_warehouse.Create(), "a");
        var transaction = table.NewTransaction();
        transaction.SetProperties(new Dictionary<string, string> { [TableProperties.FormatVersion] = "3" });
        table = transaction.Commit();
        (table.Metadata.FormatVersion, table.Metadata.NextRowId).ShouldBe((3, 0));
        RowIds(table).ShouldBe(["a="]);
        RowIds(Warehouse.Append(table, "b")).ShouldBe(["a=10", "b=0"]);
    }

    [Fact]
    public void A_new_vector_takes_the_place_of_the_old_one_in_the_same_file()
    {
        var table = Warehouse.Append(Create(), "a", "b");
        table = Delete(table, "dv1", [], ("a", [1]), ("b", [2, 3]));
        Warehouse.Files(table).ShouldBe(["a-dv1", "b-dv1"]);
        var old = table.NewScan().PlanFiles().Single(t => t.File.Path.EndsWith("a.parquet", StringComparison.Ordinal)).PositionDeletes;
        table = Delete(table, "dv2", old, ("a", [1, 5]));
        Warehouse.Files(table).ShouldBe(["a-dv2", "b-dv1"]);
        Positions(table).ShouldBe(["a:1,5", "b:2,3"]);
        table.Metadata.CurrentSnapshot.ShouldNotBeNull().Summary["total-position-deletes"].ShouldBe("4");
        table.Metadata.CurrentSnapshot.ShouldNotBeNull().Summary["removed-dvs"].ShouldBe("1");
    }

    [Fact]
    public void A_vector_goes_with_its_data_file()
    {
        var table = Delete(Warehouse.Append(Create(), "a", "b"), "dv", [], ("a", [1]), ("b", [2]));
        var transaction = table.NewTransaction();
        transaction.Change(new RowChange { RemovedFiles = [Warehouse.File(table, "a")], AddedFiles = [Warehouse.File(table, "a2", 9)] });
        table = transaction.Commit();
        Warehouse.Files(table).ShouldBe(["a2", "b-dv"]);
        table.Metadata.CurrentSnapshot.ShouldNotBeNull().Summary["total-delete-files"].ShouldBe("1");
    }

    [Fact]
    public void Two_vectors_for_one_file_conflict()
    {
        var table = Warehouse.Append(Create(), "a");
        var (one, two) = (table.NewTransaction(), table.NewTransaction());
        Stage(one, "dv1", [], ("a", [1]));
        Stage(two, "dv2", [], ("a", [2]));
        one.Commit();
        Should.Throw<DiagnosticException>(() => two.Commit()).Diagnostic.Rule.ShouldBe(IcebergRules.CommitConflict);
    }

    [Fact]
    public void Deletes_of_the_other_format_are_refused()
    {
        var table = Warehouse.Append(Create(), "a");
        var transaction = table.NewTransaction();
        Should.Throw<DiagnosticException>(() => transaction.Change(new RowChange { AddedDeletes = [Warehouse.Deletes(table, "d")] }))
            .Diagnostic.Rule.ShouldBe(IcebergRules.InvalidChange);
    }

    [Fact]
    public void Types_of_format_3_are_written()
    {
        var schema = new Schema(0,
        [
            new NestedField(1, "at", PrimitiveType.TimestampNs),
            new NestedField(2, "any", PrimitiveType.Variant),
            new NestedField(3, "nothing", PrimitiveType.Unknown),
        ]);
        var table = _warehouse.Catalog.CreateTable(Warehouse.Orders, new TableDefinition(schema) { Properties = Version3 });
        _warehouse.Read(Warehouse.Orders).Schema.ToString().ShouldBe("1: at optional timestamp_ns; 2: any optional variant; 3: nothing optional unknown");
        table.Metadata.Properties.ContainsKey(TableProperties.FormatVersion).ShouldBeFalse();
    }

    public void Dispose() => _warehouse.Dispose();

    private static ImmutableSortedDictionary<string, string> Version3 { get; } =
        ImmutableSortedDictionary<string, string>.Empty.Add(TableProperties.FormatVersion, "3");

    private Table Create() => _warehouse.Catalog.CreateTable(Warehouse.Orders, new TableDefinition(Warehouse.OrdersSchema) { Properties = Version3 });

    private static Table Delete(Table table, string name, ImmutableArray<DataFile> replaced, params (string File, long[] Positions)[] deletes)
    {
        var transaction = table.NewTransaction();
        Stage(transaction, name, replaced, deletes);
        return transaction.Commit();
    }

    private static void Stage(Transaction transaction, string name, ImmutableArray<DataFile> replaced, params (string File, long[] Positions)[] deletes)
    {
        var table = transaction.Stage();
        transaction.Change(new RowChange
        {
            AddedDeletes = DeletionVectorWriter.Write(
                table.Io, $"{table.DataLocation}/{name}.puffin", [.. deletes.Select(d => (Warehouse.File(table, d.File), d.Positions.AsEnumerable()))]),
            RemovedFiles = replaced,
            ReferencedFiles = [.. deletes.Select(d => Warehouse.File(table, d.File).Path)],
        });
    }

    private static IEnumerable<string> RowIds(Table table) => table.NewScan().PlanFiles()
        .Select(t => $"{Path.GetFileNameWithoutExtension(t.File.Path)}={t.File.FirstRowId}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Positions(Table table) => table.NewScan().PlanFiles()
        .Select(t => $"{Path.GetFileNameWithoutExtension(t.File.Path)}:{string.Join(',', t.PositionDeletes.SelectMany(d => DeletionVector.Read(table.Io, d)))}")
        .Order(StringComparer.Ordinal);
}
