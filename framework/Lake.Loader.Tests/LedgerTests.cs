using Shouldly;
using Xunit;

namespace Lake.Loader.Tests;

public sealed class LedgerTests
{
    private const string Orders = "streams: [{name: t, path: '*.csv'}]";

    [Fact]
    public void A_raw_table_that_was_dropped_comes_back()
    {
        using var bed = new LoadBed(Orders);
        bed.Write("a.csv", "a\n1\n");
        bed.Write("b.csv", "a,b\n1\n");
        bed.Load().ShouldStartWith("t: 2 of 2 files, 1 rows, 1 rejected");
        bed.Session.Execute("drop table raw.t").Dispose();

        bed.Load().ShouldStartWith("t: 2 of 2 files, 1 rows, 1 rejected");
        bed.Load().ShouldBe("t: 0 of 2 files, 0 rows, 0 rejected");
        bed.Query("select (select count(*) from raw.t), (select count(*) from raw.t__rejected)").ShouldBe("1|1");
    }

    [Fact]
    public void Types_declared_later_are_told_and_a_full_refresh_applies_them()
    {
        using var before = new LoadBed(Orders);
        before.Write("a.csv", "a\n1\nx\n");
        before.Load().ShouldStartWith("t: 1 of 1 files, 2 rows, 0 rejected");

        using var bed = before.With("streams: [{name: t, path: '*.csv', columns: {a: bigint}}]");
        bed.Load().ShouldBe("t: 0 of 1 files, 0 rows, 0 rejected\n  stream-declared-otherwise: the stream 't' declares 'a' as BIGINT, but raw.t has it as VARCHAR");
        bed.Load(null, "t").ShouldStartWith("t: 1 of 1 files, 1 rows, 1 rejected");
        bed.Query("select a + 1 from raw.t").ShouldBe("2");
        bed.Load().ShouldBe("t: 0 of 1 files, 0 rows, 0 rejected");
    }

    [Fact]
    public void A_full_refresh_forgets_files_that_are_gone()
    {
        using var bed = new LoadBed(Orders);
        bed.Write("a.csv", "a\n1\n");
        bed.Write("b.csv", "a,b\n2,2\n3\n");
        bed.Load();
        File.Delete(bed["b.csv"]);

        bed.Load(null, "t").ShouldBe("t: 1 of 1 files, 1 rows, 0 rejected");
        bed.Query("select a from raw.t").ShouldBe("1");
        bed.Query("select count(*) from raw.t__rejected").ShouldBe("0");
    }

    [Fact]
    public void A_rewritten_file_takes_the_place_of_its_old_rows_where_the_stream_says_so()
    {
        using var bed = new LoadBed("streams: [{name: t, path: '*.csv', on_change: reload}]");
        bed.Write("a.csv", "a,b\n1,x\n2\n");
        bed.Write("b.csv", "a,b\n3,y\n");
        bed.Load().ShouldStartWith("t: 2 of 2 files, 2 rows, 1 rejected");
        bed.Write("a.csv", "a,b\n10,x\n20,z\n");

        bed.Load().ShouldBe("t: 1 of 2 files, 2 rows, 0 rejected");
        bed.Query("select a from raw.t order by a").ShouldBe("10\n20\n3");
        bed.Query("select count(*) from raw.t__rejected").ShouldBe("0");
        bed.Load().ShouldBe("t: 0 of 2 files, 0 rows, 0 rejected");
    }

    [Fact]
    public void A_file_that_was_rejected_whole_is_loaded_when_it_is_delivered_right()
    {
        using var bed = new LoadBed(Orders);
        bed.Write("a.csv", "a,a\n1,2\n");
        bed.Load().ShouldStartWith("t: 0 of 1 files, 0 rows, 0 rejected\n  stream-column-conflict: ");
        bed.Load().ShouldBe("t: 0 of 1 files, 0 rows, 0 rejected");
        bed.Write("a.csv", "a,b\n1,22\n");

        bed.Load().ShouldStartWith("t: 1 of 1 files, 1 rows, 0 rejected");
        bed.Query("select (select count(*) from raw.t), (select count(*) from raw.t__rejected)").ShouldBe("1|0");
    }

    [Fact]
    public void A_type_that_is_none_is_told_before_any_file_is_looked_at()
    {
        using var bed = new LoadBed("streams: [{name: t, path: 'none/*.csv', columns: {a: bigintt, b: date}}]");

        bed.Load().ShouldMatch("^t: 0 of 0 files, 0 rows, 0 rejected, failed\n  invalid-stream: the column 'a' of the stream 't' has the type 'bigintt', which is none: ");
    }

    [Fact]
    public void Many_loads_settle_in_the_ledger()
    {
        using var bed = new LoadBed(Orders);
        for (var i = 0; i < 55; i++)
        {
            bed.Write($"{i:00}.csv", $"a\n{i}\n");
            bed.Load().ShouldBe($"t: 1 of {i + 1} files, 1 rows, 0 rejected");
        }

        bed.Restart();
        bed.Load().ShouldBe("t: 0 of 55 files, 0 rows, 0 rejected");
        bed.Query("select count(*), count(distinct _load_id), bool_or(is_settled) from raw.t__files").ShouldBe("55|55|True");
        bed.Query("select count(*), count(distinct a) from raw.t").ShouldBe("55|55");
    }
}
