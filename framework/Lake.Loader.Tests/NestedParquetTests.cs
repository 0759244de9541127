using Shouldly;
using Xunit;

namespace Lake.Loader.Tests;

/// <summary>Fields within structs, lists and maps follow the files as columns do.</summary>
public sealed class NestedParquetTests
{
    private const string Streams = "streams: [{name: t, path: '*.parquet'}]";

    [Fact]
    public void A_struct_gains_the_fields_that_later_files_bring()
    {
        using var bed = new LoadBed(Streams);
        bed.WriteParquet("a.parquet", "select 1 as id, {'x': 1} as s, [{'x': 1}] as l, map {'k': {'x': 1}} as m");
        bed.Load().ShouldBe("t: 1 of 1 files, 1 rows, 0 rejected");
        bed.WriteParquet("b.parquet", "select 2 as id, {'y': 'new', 'x': 2} as s, [{'y': 'new', 'x': 2}] as l, map {'k': {'y': 'new', 'x': 2}} as m");

        bed.Load().ShouldStartWith("t: 1 of 2 files, 1 rows, 0 rejected");
        bed.Query("select id, s.x, s.y, l[1].x, l[1].y, m['k'].x, m['k'].y from raw.t order by id").ShouldBe("1|1||1||1|\n2|2|new|2|new|2|new");
    }

    [Fact]
    public void Files_of_one_load_may_have_different_fields()
    {
        using var bed = new LoadBed(Streams);
        bed.WriteParquet("a.parquet", "select 1 as id, {'x': 1} as s");
        bed.WriteParquet("b.parquet", "select 2 as id, {'y': 'only'} as s");
        bed.WriteParquet("c.parquet", "select 3 as id, {'X': 3, 'z': {'deep': [1]}} as s");
        bed.WriteParquet("d.parquet", "select 4 as id, {'z': {'deep': [2], 'more': true}} as s");

        bed.Load().ShouldBe("t: 4 of 4 files, 4 rows, 0 rejected");
        bed.Query("select id, s.x, s.y, s.z.deep[1], s.z.more from raw.t order by id").ShouldBe("1|1|||\n2||only||\n3|3||1|\n4|||2|True");
    }

    [Fact]
    public void Fields_are_widened_like_columns()
    {
        using var bed = new LoadBed(Streams);
        bed.WriteParquet("a.parquet", "select {'n': 1::integer} as s");
        bed.Load();
        bed.WriteParquet("b.parquet", "select {'n': 3000000000::bigint} as s");

        bed.Load().ShouldStartWith("t: 1 of 2 files, 1 rows, 0 rejected");
        bed.Query("select s.n from raw.t order by 1").ShouldBe("1\n3000000000");
    }

    [Fact]
    public void A_nested_value_that_would_lose_something_is_rejected()
    {
        using var bed = new LoadBed(Streams);
        bed.WriteParquet(
            "a.parquet",
            "select 1 as id, {'t': timestamp_ns '2025-01-01 00:00:00.000001'} as s, [timestamp_ns '2025-01-01'] as l "
            + "union all select 2, {'t': timestamp_ns '2025-01-01 00:00:00.000000001'}, [] union all select 3, null, [timestamp_ns '2025-01-01 00:00:00.000000001']");
        bed.WriteParquet("b.parquet", "select 4 as id, null::struct(t timestamp) as s, null::timestamp[] as l");

        bed.Load().ShouldStartWith("t: 2 of 2 files, 2 rows, 2 rejected");
        bed.Query("select id, s.t::varchar, l[1]::varchar from raw.t order by id").ShouldBe("1|2025-01-01 00:00:00.000001|2025-01-01 00:00:00\n4||");
        bed.Query("select line_number, column_name, rule from raw.t__rejected order by 1").ShouldBe("2|s|type\n3|l|type");
    }

    [Fact]
    public void A_struct_that_became_a_scalar_is_rejected_as_a_file_beside_good_ones()
    {
        using var bed = new LoadBed(Streams);
        bed.WriteParquet("a.parquet", "select 1 as id, {'x': 1} as s");
        bed.Load();
        bed.WriteParquet("b.parquet", "select 2 as id, 'text' as s");
        bed.WriteParquet("c.parquet", "select 3 as id, {'x': {'y': 1}} as s");
        bed.WriteParquet("d.parquet", "select 4 as id, {'x': 4} as s");

        bed.Load().ShouldStartWith("t: 1 of 4 files, 1 rows, 0 rejected\n  stream-column-conflict: b.parquet does not fit raw.t");
        bed.Query("select id from raw.t order by 1").ShouldBe("1\n4");
        bed.Query("select _source_file, line_number, rule from raw.t__rejected order by 1").ShouldBe("b.parquet||columns\nc.parquet||columns");
    }

    [Fact]
    public void A_time_with_a_zone_means_the_same_in_a_column_without()
    {
        using var bed = new LoadBed(Streams);
        bed.WriteParquet("a.parquet", "select timestamp '2025-01-01 00:00:00' as t");
        bed.Load();
        bed.WriteParquet("b.parquet", "select timestamptz '2025-01-01 12:00:00+02' as t");

        bed.Load().ShouldStartWith("t: 1 of 2 files, 1 rows, 0 rejected");
        bed.Query("select t::varchar from raw.t order by t").ShouldBe("2025-01-01 00:00:00\n2025-01-01 10:00:00");
    }
}
