using Shouldly;
using Xunit;

namespace Lake.Loader.Tests;

public sealed class ParquetTests
{
    private const string Orders = "streams: [{name: orders, path: 'orders/**/*.parquet', table: landing.orders}]";

    [Fact]
    public void Types_come_from_the_files()
    {
        using var bed = new LoadBed(Orders);
        bed.WriteParquet("orders/a.parquet", "select 1::integer as id, 1.50::decimal(10,2) as total, [1, 2] as list, {'x': 'y'} as item, 7::utinyint as tiny, timestamptz '2025-06-01 12:00:00+02' as ordered");

        bed.Load().ShouldBe("orders: 1 of 1 files, 1 rows, 0 rejected");
        bed.Query("select id, total, list[2], item.x, tiny, epoch_us(ordered) from landing.orders").ShouldBe("1|1.50|2|y|7|1748772000000000");
    }

    [Fact]
    public void Columns_are_added_and_widened_as_files_need()
    {
        using var bed = new LoadBed(Orders);
        bed.WriteParquet("orders/a.parquet", "select 1::integer as id, 1.5::float as share");
        bed.Load();
        bed.WriteParquet("orders/b.parquet", "select 3000000000::bigint as id, 2.5::double as share, 'new' as note");

        bed.Load().ShouldBe(
            """
            orders: 1 of 2 files, 1 rows, 0 rejected
              stream-schema-changed: landing.orders has changed with its files: ALTER COLUMN id TYPE BIGINT; ALTER COLUMN share TYPE DOUBLE; ADD COLUMN note VARCHAR
            """);
        bed.Query("select id, share, note from landing.orders order by id").ShouldBe("1|1.5|\n3000000000|2.5|new");
    }

    [Fact]
    public void Values_that_do_not_fit_the_tables_type_are_quarantined()
    {
        using var bed = new LoadBed(Orders);
        bed.WriteParquet("orders/a.parquet", "select 1::integer as id");
        bed.Load();
        bed.WriteParquet("orders/b.parquet", "select * from (values ('2'), ('x')) as t (id)");
        bed.WriteParquet("orders/c.parquet", "select * from (values (3.0::double), (3.5)) as t (id)");

        bed.Load().ShouldStartWith("orders: 2 of 3 files, 2 rows, 2 rejected");
        bed.Query("select id from landing.orders order by id").ShouldBe("1\n2\n3");
        bed.Query("select _source_file, line_number, reason from landing.orders__rejected order by 1").ShouldBe(
            "orders/b.parquet|2|id is not INTEGER: x\norders/c.parquet|2|id is not INTEGER: 3.5");
    }

    [Fact]
    public void A_corrupt_file_is_named_and_the_others_are_loaded()
    {
        using var bed = new LoadBed(Orders);
        bed.WriteParquet("orders/a.parquet", "select 1 as id");
        bed.Write("orders/b.parquet", "this is no parquet file");
        bed.Write("orders/c.parquet", "");
        bed.WriteParquet("orders/d.parquet", "select 2 as id");

        bed.Load().ShouldMatch(
            "^orders: 2 of 4 files, 2 rows, 0 rejected\n"
            + "  unreadable-stream-file: orders/b.parquet cannot be read as parquet, so nothing of it was loaded: .+\n"
            + "  unreadable-stream-file: orders/c.parquet cannot be read as parquet, so nothing of it was loaded: .+$");
        bed.Query("select id from landing.orders order by id").ShouldBe("1\n2");
    }

    [Fact]
    public void A_file_whose_pages_are_damaged_is_found_out_and_left_out()
    {
        using var bed = new LoadBed(Orders);
        bed.WriteParquet("orders/a.parquet", "select range as id, md5(range::varchar) as text from range(5000)");
        bed.WriteParquet("orders/b.parquet", "select range as id, md5(range::varchar) as text from range(5000)");
        var bytes = File.ReadAllBytes(bed["orders/a.parquet"]);
        Array.Fill(bytes, (byte)0xFF, 10, bytes.Length / 2);
        File.WriteAllBytes(bed["orders/a.parquet"], bytes);

        bed.Load().ShouldMatch("^orders: 1 of 2 files, 5000 rows, 0 rejected\n  unreadable-stream-file: orders/a.parquet cannot be read as parquet");
        bed.Query("select distinct _source_file from landing.orders").ShouldBe("orders/b.parquet");
    }

    [Fact]
    public void A_column_that_turns_into_a_list_does_not_fit()
    {
        using var bed = new LoadBed(Orders);
        bed.WriteParquet("orders/a.parquet", "select 1 as id");
        bed.Load();
        bed.WriteParquet("orders/b.parquet", "select [1] as id");

        bed.Load().ShouldBe(
            """
            orders: 0 of 2 files, 0 rows, 0 rejected
              stream-column-conflict: orders/b.parquet does not fit landing.orders, so nothing of it was loaded: its column 'id' is INTEGER[], the table's is INTEGER
            """);
    }
}
