using Lake.Engines;
using Lake.Sql;
using Shouldly;
using Xunit;

namespace Lake.Loader.Tests;

public sealed class ExactlyOnceTests
{
    private const string Events = "streams: [{name: events, path: 'data/*.jsonl', format: json}]";

    [Fact]
    public void A_second_load_reads_nothing_and_changes_nothing()
    {
        using var bed = new LoadBed(Events);
        bed.Write("data/a.jsonl", "{\"id\": 1}\nbroken\n");
        bed.Write("data/only-broken.jsonl", "broken\n");
        bed.Write("data/empty.jsonl", "");
        bed.Load().ShouldStartWith("events: 3 of 3 files, 1 rows, 2 rejected");
        var before = Metadata(bed);

        bed.Load().ShouldBe("events: 0 of 3 files, 0 rows, 0 rejected");
        bed.Restart();
        bed.Load().ShouldBe("events: 0 of 3 files, 0 rows, 0 rejected");
        Metadata(bed).ShouldBe(before);
    }

    /// <summary>Whatever file the process dies before writing, each table is whole, and the next load ends with the same rows.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_load_that_dies_anywhere_is_made_good_by_the_next(bool hasLoadedBefore)
    {
        var states = new HashSet<string>();
        for (var lastChange = 1; ; lastChange++)
        {
            using var bed = Bed(hasLoadedBefore);
            var before = hasLoadedBefore ? Before : ["absent", "absent", "absent"];
            if (hasLoadedBefore)
            {
                bed.Write("data/more.jsonl", "{\"id\": 3}\nbroken\n");
            }

            var changes = 0;
            using (var session = bed.NewSession(new WatchedFiles(_ =>
            {
                if (++changes >= lastChange)
                {
                    throw new InvalidOperationException("the process died");
                }
            })))
            {
                LoadUntilDeath(bed, session);
            }

            bed.Restart();
            var dead = State(bed);
            bed.Load().ShouldNotContain("failed");
            var after = State(bed);
            after.ShouldBe(hasLoadedBefore ? After : Before);
            dead.Zip(before, after).ShouldAllBe(t => t.First == t.Second || t.First == t.Third, $"death before change {lastChange}");
            states.Add(string.Join('\n', dead));
            if (changes < lastChange)
            {
                // Nothing published, then one table after the other.
                states.Count.ShouldBe(4);
                return;
            }
        }
    }

    /// <summary>A second loader does all its work between two changes of the first, wherever that is.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_loaders_at_once_load_each_file_once(bool hasLoadedBefore)
    {
        for (var change = 1; ; change++)
        {
            using var bed = Bed(hasLoadedBefore);
            if (hasLoadedBefore)
            {
                bed.Write("data/more.jsonl", "{\"id\": 3}\nbroken\n");
            }

            using var other = bed.NewSession();
            var changes = 0;
            using var session = bed.NewSession(new WatchedFiles(_ =>
            {
                if (++changes == change)
                {
                    bed.Load(other).ShouldNotContain("failed");
                }
            }));
            var said = bed.Load(session);
            said.ShouldNotContain("failed", Case.Sensitive, said);
            bed.Restart();
            State(bed).ShouldBe(hasLoadedBefore ? After : Before, $"a second loader before change {change}");
            if (changes < change)
            {
                changes.ShouldBeGreaterThan(10);
                return;
            }
        }
    }

    [Fact]
    public void The_ledger_tells_of_files_that_are_gone_too()
    {
        using var bed = Bed(hasLoadedBefore: true);
        File.Delete(bed["data/b.jsonl"]);

        bed.Load().ShouldBe("events: 0 of 2 files, 0 rows, 0 rejected");
        bed.Query("select f._source_file, f.size_bytes, f.row_count, f.rejected_count, f._loaded_at = r._loaded_at from raw.events__files f left join raw.events r using (_source_file) order by 1")
            .ShouldBe("data/a.jsonl|17|1|1|True\ndata/b.jsonl|24|1|0|True\ndata/only-broken.jsonl|7|0|1|");
    }

    [Fact]
    public void Nothing_is_loaded_behind_a_ledger_that_is_gone()
    {
        using var bed = Bed(hasLoadedBefore: true);
        bed.Session.Execute("drop table raw.events__files").Dispose();

        bed.Load().ShouldStartWith("events: 0 of 3 files, 0 rows, 0 rejected, failed\n  load-ledger-lost: raw.events has rows of loaded files");
        bed.Load(null, "events").ShouldStartWith("events: 3 of 3 files, 2 rows, 2 rejected");
        State(bed).ShouldBe(Before);
    }

    [Fact]
    public void A_loaded_file_with_other_content_is_pointed_out()
    {
        using var bed = new LoadBed(Events);
        bed.Write("data/a.jsonl", "{\"id\": 1}\n");
        bed.Load();
        bed.Write("data/a.jsonl", "{\"id\": 2}\n");
        File.SetLastWriteTimeUtc(bed["data/a.jsonl"], new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        bed.Load().ShouldBe(
            """
            events: 0 of 1 files, 0 rows, 0 rejected
              loaded-file-changed: data/a.jsonl was loaded before and has other content now; the new content was not loaded
            """);

        bed.Write("data/a.jsonl", "{\"id\": 1}\n");
        bed.Load().ShouldBe("events: 0 of 1 files, 0 rows, 0 rejected");
    }

    [Fact]
    public void A_stream_that_must_not_have_malformed_rows_loads_the_good_files_only()
    {
        using var bed = new LoadBed("streams: [{name: events, path: 'data/*.jsonl', on_malformed: fail, columns: {n: integer}}]");
        bed.Write("data/a.jsonl", "{\"id\": 1}\nbroken\nbroken\n");
        bed.Write("data/b.jsonl", "{\"id\": 2}\n");
        bed.Write("data/c.jsonl", "{\"id\": 3, \"n\": \"x\"}\n");

        bed.Load().ShouldBe(
            """
            events: 1 of 3 files, 1 rows, 0 rejected, failed
              malformed-rows: data/a.jsonl has 2 malformed rows, so nothing of it was loaded (line 2: not valid JSON at column 1)
              malformed-rows: data/c.jsonl has 1 malformed row, so nothing of it was loaded (line 1: n is not INTEGER: x)
            """);
        bed.Query("select id from raw.events").ShouldBe("2");
    }

    [Fact]
    public void A_path_without_files_is_a_warning()
    {
        using var bed = new LoadBed(Events);

        bed.Load().ShouldBe("events: 0 of 0 files, 0 rows, 0 rejected\n  no-stream-files: no file matches 'data/*.jsonl', the path of stream 'events'");
    }

    [Fact]
    public void A_stream_that_cannot_write_does_not_stop_the_next()
    {
        using var bed = new LoadBed("streams: [{name: a, path: 'data/*.jsonl'}, {name: b, path: 'data/*.jsonl'}]");
        bed.Write("data/a.jsonl", "{\"id\": 1}\n");
        bed.Session.Execute("create schema raw; create view raw.a as select 1 as id, 'data' as _source_file").Dispose();

        bed.Load().ShouldMatch("^a: 0 of 1 files, 0 rows, 0 rejected, failed\n  load-failed: stream 'a' could not write raw.a: .+\nb: 1 of 1 files, 1 rows, 0 rejected$");
    }

    private static readonly string[] Before =
    [
        "1|data/a.jsonl\n2|data/b.jsonl",
        "data/a.jsonl|2\ndata/only-broken.jsonl|1",
        "data/a.jsonl|17|1|1\ndata/b.jsonl|24|1|0\ndata/only-broken.jsonl|7|0|1",
    ];

    private static readonly string[] After =
    [
        Before[0] + "\n3|data/more.jsonl",
        "data/a.jsonl|2\ndata/more.jsonl|2\ndata/only-broken.jsonl|1",
        "data/a.jsonl|17|1|1\ndata/b.jsonl|24|1|0\ndata/more.jsonl|17|1|1\ndata/only-broken.jsonl|7|0|1",
    ];

    private static LoadBed Bed(bool hasLoadedBefore)
    {
        var bed = new LoadBed(Events);
        bed.Write("data/a.jsonl", "{\"id\": 1}\nbroken\n");
        bed.Write("data/b.jsonl", "{\"id\": 2, \"more\": true}\n");
        bed.Write("data/only-broken.jsonl", "broken\n");
        if (hasLoadedBefore)
        {
            bed.Load();
        }

        return bed;
    }

    /// <summary>The three tables of the stream.</summary>
    private static IReadOnlyList<string> State(LoadBed bed)
    {
        using var session = bed.NewSession();
        return
        [
            Rows("raw.events", "id, _source_file"),
            Rows("raw.events__rejected", "_source_file, line_number"),
            Rows("raw.events__files", "_source_file, size_bytes, row_count, rejected_count"),
        ];

        string Rows(string table, string columns) => session.FindRelation(new RelationName(null, "raw", table[4..])) is null
            ? "absent"
            : bed.Query($"select {columns} from {table} order by all", session);
    }

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

    private static string Metadata(LoadBed bed) =>
        string.Join('\n', Directory.EnumerateFiles(bed["warehouse"], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
}
