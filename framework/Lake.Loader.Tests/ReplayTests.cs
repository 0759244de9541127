using Lake.Engines;
using Lake.Loader.Loading;
using Shouldly;
using Xunit;

namespace Lake.Loader.Tests;

/// <summary>Rejected rows that are parsed again are loaded once, whatever happens between the commits.</summary>
public sealed class ReplayTests
{
    private const string Strict = "streams: [{name: t, path: '*.csv', columns: {a: bigint}, rules: [{name: small, check: a < 3}]}]";
    private const string Lax = "streams: [{name: t, path: '*.csv', columns: {a: bigint}}]";

    [Fact]
    public void A_replay_that_dies_anywhere_is_made_good_by_the_next()
    {
        for (var lastChange = 1; ; lastChange++)
        {
            using var before = Bed();
            using var bed = before.With(Lax);
            var changes = 0;
            using (var session = bed.NewSession(new WatchedFiles(_ =>
            {
                if (++changes >= lastChange)
                {
                    throw new InvalidOperationException("the process died");
                }
            })))
            {
                ReplayUntilDeath(bed, session);
            }

            bed.Restart();
            bed.Query("select count(*) - count(distinct a) from raw.t").ShouldBe("0", $"death before change {lastChange}");
            Replay(bed, bed.Session).ShouldNotContain("failed");
            ShouldBeWhole(bed, $"death before change {lastChange}");
            if (changes < lastChange)
            {
                changes.ShouldBeGreaterThan(10);
                return;
            }
        }
    }

    [Fact]
    public void Two_replays_at_once_load_each_row_once()
    {
        for (var change = 1; ; change++)
        {
            using var before = Bed();
            using var bed = before.With(Lax);
            using var other = bed.NewSession();
            var changes = 0;
            using var session = bed.NewSession(new WatchedFiles(_ =>
            {
                if (++changes == change)
                {
                    Replay(bed, other).ShouldNotContain("failed");
                }
            }));
            Replay(bed, session).ShouldNotContain("failed", Case.Sensitive, $"a second replay before change {change}");
            bed.Restart();
            ShouldBeWhole(bed, $"a second replay before change {change}");
            if (changes < change)
            {
                return;
            }
        }
    }

    [Fact]
    public void Bytes_that_are_no_text_stay_rejected()
    {
        using var bed = new LoadBed("streams: [{name: t, path: '*.csv'}]");
        bed.WriteBytes("a.csv", [.. "a\n1\ncaf"u8, 0xE9, (byte)'\n']);
        bed.Load().ShouldStartWith("t: 1 of 1 files, 1 rows, 1 rejected");
        Replay(bed, bed.Session).ShouldBe("t: 0 of 1 files, 0 rows, 0 rejected, 0 replayed");
        bed.Query("select raw_text from raw.t__rejected").ShouldBe("caf\\xE9");
    }

    [Fact]
    public void A_file_that_was_rejected_whole_is_loaded_when_the_contract_takes_it()
    {
        using var before = new LoadBed("streams: [{name: t, path: '*.parquet'}]");
        before.WriteParquet("a.parquet", "select 1 as id");
        before.Load();
        before.WriteParquet("b.parquet", "select [2] as id");
        before.Load().ShouldStartWith("t: 0 of 2 files, 0 rows, 0 rejected\n  stream-column-conflict");
        before.Query("alter table raw.t rename column id to old_id");
        Replay(before, before.Session).ShouldStartWith("t: 1 of 2 files, 1 rows, 0 rejected, 0 replayed");
        before.Query("select old_id, id[1] from raw.t order by 1 nulls last").ShouldBe("1|\n|2");
        before.Query("select count(*) from raw.t__rejected").ShouldBe("0");
    }

    private static LoadBed Bed()
    {
        var bed = new LoadBed(Strict);
        bed.Write("a.csv", "a\n1\n2\n3\n4\nx\n");
        bed.Write("b.csv", "a\n5\n");
        bed.Load().ShouldStartWith("t: 2 of 2 files, 2 rows, 4 rejected");
        return bed;
    }

    private static void ShouldBeWhole(LoadBed bed, string when)
    {
        bed.Query("select string_agg(a::varchar, ',' order by a) from raw.t").ShouldBe("1,2,3,4,5", when);
        bed.Query("select raw_text, _replayed_by from raw.t__rejected").ShouldBe("x|", when);
    }

    private static string Replay(LoadBed bed, IEngineSession session) => LoadBed.Tell(StreamLoader.ReplayRejected(bed.Streams, session, bed.Options));

    private static void ReplayUntilDeath(LoadBed bed, IEngineSession session)
    {
        try
        {
            Replay(bed, session);
        }
        catch (InvalidOperationException)
        {
            // Dead.
        }
    }
}
