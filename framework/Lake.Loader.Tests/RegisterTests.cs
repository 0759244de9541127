using System.Collections.Immutable;
using Lake.Engines;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Maintenance;
using Lake.Iceberg.Names;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Storage;
using Lake.Iceberg.Values;
using Shouldly;
using Xunit;

namespace Lake.Loader.Tests;

/// <summary>Files that a table reads where they lie are their source's, whatever becomes of the table.</summary>
public sealed class RegisterTests
{
    private const string Orders = "streams: [{name: orders, path: 'data/*.parquet', register: true, on_change: reload}]";

    [Fact]
    public void Nothing_ever_deletes_a_registered_file()
    {
        using var bed = new LoadBed(Orders);
        bed.WriteParquet("data/a.parquet", "select range as id from range(100)");
        bed.WriteParquet("data/b.parquet", "select range + 100 as id from range(100)");
        var before = Files(bed);
        bed.Load().ShouldBe("orders: 2 of 2 files, 200 rows, 0 rejected");

        bed.Query("delete from raw.orders where id < 150");
        bed.Query("create or replace table raw.orders as select * from raw.orders");
        bed.Query("insert into raw.orders (id) select 1");
        Maintain(bed);
        Files(bed).ShouldBe(before);

        bed.Load(null, "orders").ShouldBe("orders: 2 of 2 files, 200 rows, 0 rejected");
        bed.Query("update raw.orders set id = -1 where id = 7");
        Maintain(bed);
        bed.Query("select count(*) from lake_files('raw.orders') where file_path like '%/data/b.parquet'").ShouldBe("1");
        bed.WriteParquet("data/a.parquet", "select range as id, 'changed' as note from range(100)");
        bed.Load().ShouldStartWith("orders: 1 of 2 files, 100 rows, 0 rejected");
        bed.Query("select count(*), sum(id) from raw.orders").ShouldBe("200|19900");
        before = Files(bed);
        bed.Query("truncate table raw.orders");
        Maintain(bed);
        bed.Query("drop table raw.orders");
        Files(bed).ShouldBe(before);
    }

    [Fact]
    public void A_load_that_is_given_up_leaves_the_files()
    {
        using var bed = new LoadBed(Orders);
        bed.WriteParquet("data/a.parquet", "select range as id from range(100)");
        var before = Files(bed);
        bed.Session.Begin();
        bed.Session.Execute("create schema raw").Dispose();
        bed.Session.Execute("create table raw.orders (id bigint, _source_file varchar)").Dispose();
        bed.Session.AddForeignFiles(new(null, "raw", "orders"), [new(LocalPath.ToLocation(bed["data/a.parquet"]), bed["data/a.parquet"], [new("_source_file", "a")])])
            .ShouldBe((100, null));
        bed.Query("select count(*), sum(id) from raw.orders where _source_file = 'a'").ShouldBe("100|4950");
        bed.Session.Rollback();
        Files(bed).ShouldBe(before);
    }

    [Fact]
    public void Manifests_hold_what_the_footers_say()
    {
        using var bed = new LoadBed(Orders);
        bed.WriteParquet("data/a.parquet", "select i as id, if(i % 2 = 0, 'text ' || i, null) as name, {'in': i} as s, if(i = 0, 'nan'::double, i::double) as d from range(300000) t(i)");
        bed.Load().ShouldBe("orders: 1 of 1 files, 300000 rows, 0 rejected");
        var table = Table(bed);
        var file = table.NewScan().PlanFiles().Single().File;
        file.RecordCount.ShouldBe(300000);
        file.FileSizeInBytes.ShouldBe(new FileInfo(bed["data/a.parquet"]).Length);
        (long?, object?, object?) Of(string path) => table.Schema.Find(path) is { } field
            ? (file.Metrics.NullValueCounts.GetValueOrDefault(field.Id), Bound(file.Metrics.LowerBounds, field), Bound(file.Metrics.UpperBounds, field))
            : default;
        Of("id").ShouldBe((0, 0L, 299999L));
        Of("name").ShouldBe((150000, "text 0", "text 99998"));
        Of("s.in").ShouldBe((0, 0L, 299999L));
        Of("d").ShouldBe((0, null, null), "a file with NaN has no bounds");
    }

    private static object? Bound(ImmutableSortedDictionary<int, byte[]> bounds, NestedField field) =>
        bounds.TryGetValue(field.Id, out var bytes) ? SingleValue.Decode((PrimitiveType)field.Type, bytes) : null;

    private static string Files(LoadBed bed) => string.Join('\n', Directory.GetFiles(bed["data"]).Order().Select(f => $"{f} {new FileInfo(f).Length} {File.GetLastWriteTimeUtc(f):O}"));

    private static Table Table(LoadBed bed) =>
        new FileSystemCatalog(LocalPath.ToLocation(bed["warehouse"])).TryLoadTable(new TableIdentifier(new TableNamespace("raw"), "orders")) ?? throw new InvalidOperationException("There is no table.");

    private static void Maintain(LoadBed bed)
    {
        var later = DateTimeOffset.UtcNow.AddDays(10);
        bed.Session.Optimize(new(null, "raw", "orders"), new OptimizeRequest { IsWhole = true });
        SnapshotExpiry.Run(Table(bed), later, later, keep: 1);
        OrphanFiles.Delete(Table(bed), OrphanFiles.Find(Table(bed), later, TimeSpan.FromDays(1)));
        Table(bed).RewriteManifests(System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty);
        bed.Restart();
    }
}
