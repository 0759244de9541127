using Lake.Engines;
using Shouldly;
using Xunit;

namespace Lake.Loader.Tests;

/// <summary>Whatever dies or comes in between, the rows of every mode are those of one quiet load after the other.</summary>
public sealed class ModeTests
{
    private const string Rows = "select * exclude (_raw_id, _loaded_at) from raw.events order by all";

    public static TheoryData<string> Modes =>
    [
        "mode: append-deduplicated, keys: [id], cursor: v",
        "mode: upsert, keys: [id], cursor: v",
        "mode: replace-partition, partition_by: [id]",
        "mode: scd2, keys: [id], cursor: v",
    ];

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_load_that_dies_anywhere_is_made_good_by_the_next(string mode)
    {
        var (before, after) = Quiet(mode);
        for (var lastChange = 1; ; lastChange++)
        {
            using var bed = Loaded(mode);
            Deliver(bed);
            var changes = 0;
            using (var dying = bed.NewSession(new WatchedFiles(_ =>
            {
                if (++changes >= lastChange)
                {
                    throw new InvalidOperationException("the process died");
                }
            })))
            {
                LoadUntilDeath(bed, dying);
            }

            bed.Restart();
            bed.Query(Rows).ShouldBeOneOf(before, after);
            bed.Load().ShouldNotContain("failed");
            bed.Query(Rows).ShouldBe(after, $"death before change {lastChange}");
            if (changes < lastChange)
            {
                return;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Two_loaders_at_once_do_the_work_of_one(string mode)
    {
        var (_, after) = Quiet(mode);
        for (var change = 1; ; change++)
        {
            using var bed = Loaded(mode);
            Deliver(bed);
            using var other = bed.NewSession();
            var changes = 0;
            using var session = bed.NewSession(new WatchedFiles(_ =>
            {
                if (++changes == change)
                {
                    bed.Load(other).ShouldNotContain("failed");
                }
            }));
            bed.Load(session).ShouldNotContain("failed");
            bed.Restart();
            bed.Query(Rows).ShouldBe(after, $"a second loader before change {change}");
            if (changes < change)
            {
                return;
            }
        }
    }

    private static (string Before, string After) Quiet(string mode)
    {
        using var bed = Loaded(mode);
        var before = bed.Query(Rows);
        Deliver(bed);
        bed.Load();
        var after = bed.Query(Rows);
        after.ShouldNotBe(before);
        return (before, after);
    }

    private static LoadBed Loaded(string mode)
    {
        var bed = new LoadBed($"streams: [{{name: events, path: 'data/*.jsonl', payload: false, {mode}}}]");
        bed.Write("data/a.jsonl", "{\"id\": 1, \"v\": 1, \"t\": \"a\"}\n{\"id\": 2, \"v\": 1, \"t\": \"b\"}\n");
        bed.Load().ShouldBe("events: 1 of 1 files, 2 rows, 0 rejected");
        return bed;
    }

    private static void Deliver(LoadBed bed) =>
        bed.Write("data/b.jsonl", "{\"id\": 1, \"v\": 1, \"t\": \"a\"}\n{\"id\": 1, \"v\": 2, \"t\": \"c\"}\nbroken\n");

    private static void LoadUntilDeath(LoadBed bed, IEngineSession session)
    {
        try
        {
            bed.Load(session);
        }
        catch (InvalidOperationException)
        {
            // Dead.
        }
    }
}
