using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Evolution;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Statistics;
using Lake.Iceberg.Transactions;
using Lake.Iceberg.Values;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Scans;

public sealed class ScanTests : IDisposable
{
    private readonly Warehouse _warehouse = new();

    [Fact]
    public void Deletes_apply_to_older_files_of_their_partition()
    {
        var table = _warehouse.Create(new PartitionBy("customer", Transform.Identity));
        table = Commit(table, new RowChange { AddedFiles = [File(table, "old-x", "x"), File(table, "old-y", "y")] });
        table = Commit(table, new RowChange
        {
            AddedFiles = [File(table, "new-x", "x")],
            AddedDeletes = [Delete(table, "pos-x", FileContent.PositionDeletes, "x"), Delete(table, "eq-x", FileContent.EqualityDeletes, "x")],
        });
        table = Commit(table, new RowChange { AddedFiles = [File(table, "last-x", "x")] });

        Applied(table).ShouldBe(["last-x: /", "new-x: pos-x/", "old-x: pos-x/eq-x", "old-y: /"]);
    }

    [Fact]
    public void Unpartitioned_equality_deletes_apply_everywhere()
    {
        var table = _warehouse.Create();
        table = Commit(table, new RowChange { AddedFiles = [Warehouse.File(table, "plain")] });
        var transaction = table.NewTransaction();
        transaction.SetPartitioning([new PartitionBy("customer", Transform.Identity)]);
        table = transaction.Commit();
        table = Commit(table, new RowChange { AddedFiles = [File(table, "parted", "x")] });
        table = Commit(table, new RowChange
        {
            AddedDeletes = [Delete(table, "eq", FileContent.EqualityDeletes) with { SpecId = 0 }, Delete(table, "pos", FileContent.PositionDeletes) with { SpecId = 0 }],
        });

        Applied(table).ShouldBe(["parted: /eq", "plain: pos/eq"]);
    }

    [Fact]
    public void Deletes_of_one_file_apply_to_it_alone()
    {
        var table = _warehouse.Create();
        table = Commit(table, new RowChange { AddedFiles = [Warehouse.File(table, "a"), Warehouse.File(table, "b")] });
        var bounds = FileStatistics.OfPositionDeletes(Warehouse.File(table, "b").Path, Warehouse.File(table, "b").Path, 0, 5, 2);
        table = Commit(table, new RowChange
        {
            AddedDeletes = [Warehouse.Deletes(table, "by-reference", Warehouse.File(table, "a").Path), Warehouse.Deletes(table, "by-bounds") with { Metrics = bounds }],
        });

        Applied(table).ShouldBe(["a: by-reference/", "b: by-bounds/"]);
        var summary = table.Metadata.CurrentSnapshot.ShouldNotBeNull();
        summary.Operation.ShouldBe("delete");
        summary.Summary["added-position-delete-files"].ShouldBe("2");
        summary.Summary["total-position-deletes"].ShouldBe("2");
        summary.Summary["total-records"].ShouldBe("20");
    }

    [Fact]
    public void Time_travel_goes_by_id_time_and_name()
    {
        var first = Warehouse.Append(_warehouse.Create(), "a");
        var snapshot = first.Metadata.CurrentSnapshot.ShouldNotBeNull();
        Thread.Sleep(5);
        var transaction = first.NewTransaction();
        transaction.UpdateSchema(s => s.AddColumn("note", PrimitiveType.String));
        transaction.Append([Warehouse.File(first, "b")]);
        var table = transaction.Commit();

        table.NewScan().Schema.Fields.Length.ShouldBe(4);
        var past = table.NewScan().AsOf(snapshot.Timestamp);
        past.PlanFiles().Length.ShouldBe(1);
        past.Schema.Fields.Length.ShouldBe(3);
        table.NewScan().UseSnapshot(snapshot.SnapshotId).PlanFiles().Length.ShouldBe(1);
        table.NewScan().UseRef(SnapshotRef.Main).PlanFiles().Length.ShouldBe(2);
        Should.Throw<DiagnosticException>(() => table.NewScan().UseSnapshot(1)).Diagnostic.Rule.ShouldBe(IcebergRules.NoSuchSnapshot);
        Should.Throw<DiagnosticException>(() => table.NewScan().UseRef("v1")).Diagnostic.Message.ShouldContain("'v1'");
        Should.Throw<DiagnosticException>(() => table.NewScan().AsOf(DateTimeOffset.UnixEpoch)).Diagnostic.Rule.ShouldBe(IcebergRules.NoSuchSnapshot);
    }

    [Theory]
    [InlineData(ScanOperator.Equal, "5", "a")]
    [InlineData(ScanOperator.Equal, "15", "b")]
    [InlineData(ScanOperator.Equal, "12", "")]
    [InlineData(ScanOperator.Less, "1", "")]
    [InlineData(ScanOperator.LessOrEqual, "1", "a")]
    [InlineData(ScanOperator.Greater, "10", "b")]
    [InlineData(ScanOperator.GreaterOrEqual, "20", "b")]
    [InlineData(ScanOperator.Greater, "20", "")]
    [InlineData(ScanOperator.NotEqual, "5", "a,b")]
    [InlineData(ScanOperator.IsNull, null, "b,nulls")]
    [InlineData(ScanOperator.IsNotNull, null, "a,b")]
    public void Files_are_pruned_by_bounds(ScanOperator op, string? value, string expected)
    {
        var table = _warehouse.Create();
        table = Commit(table, new RowChange { AddedFiles = [Bounded("a", "1", "10", 0), Bounded("b", "15", "20", 2), Bounded("nulls", null, null, 10)] });
        Planned(table, ScanFilter.Column(1, op, value is null ? null : long.Parse(value, System.Globalization.CultureInfo.InvariantCulture))).ShouldBe(expected);

        DataFile Bounded(string name, string? min, string? max, long nulls) => Warehouse.File(table, name) with
        {
            Metrics = FileStatistics.Convert(table.Metadata, [new ColumnStatistics("id") { Min = min, Max = max, NullCount = nulls, NumValues = 10 }]),
        };
    }

    [Theory]
    [InlineData("bucket[4]", "customer", ScanOperator.Equal, "a", "2")]
    [InlineData("bucket[4]", "customer", ScanOperator.Greater, "a", "1,2")]
    [InlineData("truncate[2]", "customer", ScanOperator.StartsWith, "abc", "ab")]
    [InlineData("truncate[2]", "customer", ScanOperator.Equal, "abc", "ab")]
    [InlineData("truncate[2]", "customer", ScanOperator.Less, "abc", "aa,ab")]
    [InlineData("truncate[2]", "customer", ScanOperator.IsNull, null, "null")]
    [InlineData("identity", "customer", ScanOperator.NotEqual, "ab", "aa,b")]
    [InlineData("identity", "customer", ScanOperator.GreaterOrEqual, "ab", "ab,b")]
    [InlineData("day", "at", ScanOperator.Equal, "1970-01-03 05:00:00", "2")]
    [InlineData("day", "at", ScanOperator.Greater, "1970-01-03 05:00:00", "2,9")]
    [InlineData("day", "at", ScanOperator.Less, "1970-01-03 00:00:00", "-1,0,2")]
    [InlineData("day", "at", ScanOperator.Equal, "1969-12-31 12:00:00", "-1,0")]
    public void Files_are_pruned_by_partition(string transform, string column, ScanOperator op, string? value, string expected)
    {
        var table = _warehouse.Create(new PartitionBy(column, Transform.Parse(transform)));
        object?[] partitions = transform switch
        {
            "bucket[4]" => [null, 1, 2],
            "truncate[2]" => [null, "aa", "ab", "b"],
            "identity" => [null, "aa", "ab", "b"],
            _ => [null, -1, 0, 2, 9],
        };
        table = Commit(table, new RowChange { AddedFiles = [.. partitions.Select(p => File(table, $"{p ?? "null"}", p))] });
        var field = table.Schema.Find(column).ShouldNotBeNull();
        var literal = value is null ? null : SingleValue.Parse((PrimitiveType)field.Type, value);
        Planned(table, ScanFilter.Column(field.Id, op, literal)).ShouldBe(expected);
    }

    [Fact]
    public void Conditions_combine()
    {
        var table = _warehouse.Create(new PartitionBy("customer", Transform.Identity));
        table = Commit(table, new RowChange { AddedFiles = [File(table, "x", "x"), File(table, "y", "y"), File(table, "z", "z")] });
        ScanFilter Is(string v) => ScanFilter.Column(2, ScanOperator.Equal, v);
        Planned(table, ScanFilter.Or(Is("x"), Is("z"))).ShouldBe("x,z");
        Planned(table, ScanFilter.And(Is("x"), Is("z"))).ShouldBe("");
        Planned(table, ScanFilter.True).ShouldBe("x,y,z");
    }

    [Theory]
    [InlineData("day", ScanOperator.Equal, "2024-05-03 10:00:00", 1)]
    [InlineData("day", ScanOperator.Less, "2024-05-02 00:00:00", 2)]
    [InlineData("day", ScanOperator.GreaterOrEqual, "2024-05-04 23:00:00", 2)]
    [InlineData("day", ScanOperator.IsNull, null, 0)]
    [InlineData("month", ScanOperator.Greater, "2024-06-01 00:00:00", 0)]
    [InlineData("hour", ScanOperator.Equal, "2024-05-03 00:30:00", 1)]
    [InlineData("bucket[4]", ScanOperator.Less, "2020-01-01 00:00:00", 5)]
    public void Manifests_are_passed_over_by_what_partitions_are_in_them(string transform, ScanOperator op, string? value, int read)
    {
        var partitioning = Transform.Parse(transform);
        var table = _warehouse.Create(new PartitionBy("at", partitioning));
        for (var day = 1; day <= 5; day++)
        {
            var transaction = table.NewTransaction();
            var at = SingleValue.Parse(PrimitiveType.Timestamp, $"2024-05-0{day} 00:00:00");
            transaction.Append([Warehouse.File(table, $"d{day}", 10, partitioning.Apply(PrimitiveType.Timestamp, at))]);
            table = transaction.Commit();
        }

        var filter = ScanFilter.Column(3, op, value is null ? null : SingleValue.Parse(PrimitiveType.Timestamp, value));
        ManifestListReader.Read(table.Io, table.Metadata.CurrentSnapshot.ShouldNotBeNull()).Count(manifest => ManifestFilter.MayMatch(filter, table.Metadata, manifest)).ShouldBe(read);
    }

    public void Dispose() => _warehouse.Dispose();

    private static Table Commit(Table table, RowChange change)
    {
        var transaction = table.NewTransaction();
        transaction.Change(change);
        return transaction.Commit();
    }

    private static DataFile File(Table table, string name, object? partition) => Warehouse.File(table, name, 10, partition);

    private static DataFile Delete(Table table, string name, FileContent content, params object?[] partition) =>
        Warehouse.File(table, name, 1, [.. partition]) with { Content = content, EqualityIds = content == FileContent.EqualityDeletes ? [1] : [] };

    private static string Planned(Table table, ScanFilter filter) => string.Join(",", table.NewScan().Where(filter).PlanFiles()
        .Select(t => Path.GetFileNameWithoutExtension(t.File.Path)));

    private static IEnumerable<string> Applied(Table table) => table.NewScan().PlanFiles()
        .Select(t => $"{Name(t.File)}: {string.Join(",", t.PositionDeletes.Select(Name))}/{string.Join(",", t.EqualityDeletes.Select(Name))}")
        .Order(StringComparer.Ordinal);

    private static string Name(DataFile file) => Path.GetFileNameWithoutExtension(file.Path);
}
