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
        bed.Load().ShouldStartWith("events: 3 of 3 files, 1 rows, 2 quarantined");
        var before = Metadata(bed);

        bed.Load().ShouldBe("events: 0 of 3 files, 0 rows, 0 quarantined");
        bed.Restart();
        bed.Load().ShouldBe("events: 0 of 3 files, 0 rows, 0 quarantined");
        Metadata(bed).ShouldBe(before);
    }

    /// <summary>Whatever statement the process dies before, the next load ends with the same rows.</summary>
    [Fact]
    public void A_load_that_dies_anywhere_is_made_good_by_the_next()
    {
        var deaths = 0;
        for (var statement = 1; ; statement++)
        {
            using var bed = new LoadBed(Events);
            bed.Write("data/a.jsonl", "{\"id\": 1}\nbroken\n");
            bed.Write("data/b.jsonl", "{\"id\": 2, \"more\": true}\n");
            var session = new DyingSession(bed.Session, statement);
            try
            {
                bed.Load(session);
            }
            catch (InvalidOperationException) when (session.IsDead)
            {
                deaths++;
            }

            bed.Restart();
            bed.Load().ShouldNotContain("failed", Case.Sensitive, $"death before statement {statement}");
            bed.Query("select id from raw.events order by id").ShouldBe("1\n2", $"death before statement {statement}");
            bed.Query("select _source_file, line_number from raw.events__quarantine").ShouldBe("data/a.jsonl|2", $"death before statement {statement}");
            if (!session.IsDead)
            {
                deaths.ShouldBeGreaterThan(6);
                return;
            }
        }
    }

    /// <summary>A second loader does all its work between two statements of the first, wherever that is.</summary>
    [Theory]
    [InlineData(false, "CREATE TABLE IF NOT EXISTS \"raw\".\"events__files\"")]
    [InlineData(false, "CREATE TABLE IF NOT EXISTS \"raw\".\"events__quarantine\"")]
    [InlineData(false, "CREATE TABLE IF NOT EXISTS \"raw\".\"events\" ")]
    [InlineData(true, "ALTER TABLE")]
    [InlineData(true, "INSERT INTO \"raw\".\"events__quarantine\"")]
    [InlineData(true, "INSERT INTO \"raw\".\"events\" ")]
    [InlineData(true, "INSERT INTO \"raw\".\"events__files\"")]
    public void Two_loaders_at_once_load_each_file_once(bool hasLoadedBefore, string before)
    {
        using var bed = new LoadBed(Events);
        bed.Write("data/a.jsonl", "{\"id\": 1}\n");
        if (hasLoadedBefore)
        {
            bed.Load();
        }

        bed.Write("data/b.jsonl", "{\"id\": 2, \"new\": true}\n{\"id\": 3}\nbroken\n");
        using var other = bed.NewSession();
        var session = new InterruptedSession(bed.Session, before, () => bed.Load(other).ShouldNotContain("failed"));
        var said = bed.Load(session);
        said.ShouldNotContain("failed", Case.Sensitive, said);

        session.WasInterrupted.ShouldBeTrue();
        bed.Restart();
        bed.Query("select id, new from raw.events order by id").ShouldBe("1|\n2|True\n3|");
        bed.Query("select line_number from raw.events__quarantine").ShouldBe("3");
        bed.Query("select _source_file, row_count from raw.events__files order by 1").ShouldBe("data/a.jsonl|1\ndata/b.jsonl|2");
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
            events: 0 of 1 files, 0 rows, 0 quarantined
              loaded-file-changed: data/a.jsonl was loaded before and has other content now; the new content was not loaded
            """);

        bed.Write("data/a.jsonl", "{\"id\": 1}\n");
        bed.Load().ShouldBe("events: 0 of 1 files, 0 rows, 0 quarantined");
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
            events: 1 of 3 files, 1 rows, 0 quarantined, failed
              malformed-rows: data/a.jsonl has 2 malformed rows, so nothing of it was loaded (line 2: not valid JSON at column 1)
              malformed-rows: data/c.jsonl has 1 malformed row, so nothing of it was loaded (line 1: n is not integer: x)
            """);
        bed.Query("select id from raw.events").ShouldBe("2");
    }

    [Fact]
    public void A_path_without_files_is_a_warning()
    {
        using var bed = new LoadBed(Events);

        bed.Load().ShouldBe("events: 0 of 0 files, 0 rows, 0 quarantined\n  no-stream-files: no file matches 'data/*.jsonl', the path of stream 'events'");
    }

    [Fact]
    public void A_stream_that_cannot_write_does_not_stop_the_next()
    {
        using var bed = new LoadBed("streams: [{name: a, path: 'data/*.jsonl'}, {name: b, path: 'data/*.jsonl'}]");
        bed.Write("data/a.jsonl", "{\"id\": 1}\n");
        bed.Session.Execute("create schema raw; create view raw.a as select 1 as id, 'data' as _source_file").Dispose();

        bed.Load().ShouldMatch("^a: 0 of 1 files, 0 rows, 0 quarantined, failed\n  load-failed: stream 'a' could not write raw.a: .+\nb: 1 of 1 files, 1 rows, 0 quarantined$");
    }

    private static string Metadata(LoadBed bed) =>
        string.Join('\n', Directory.EnumerateFiles(bed["warehouse"], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));

    /// <summary>Passes everything on to another session.</summary>
    private abstract class PassingSession(IEngineSession inner) : IEngineSession
    {
        public bool InTransaction => inner.InTransaction;

        public virtual IQueryResult Execute(string sql, CancellationToken cancellationToken = default) => inner.Execute(sql, cancellationToken);

        public void Begin() => inner.Begin();

        public virtual void Commit() => inner.Commit();

        public void Rollback() => inner.Rollback();

        public bool SchemaExists(string? database, string schema) => inner.SchemaExists(database, schema);

        public void CreateSchema(string? database, string schema) => inner.CreateSchema(database, schema);

        public IReadOnlyList<Relation> ListRelations(string? database, string schema) => inner.ListRelations(database, schema);

        public Relation? FindRelation(RelationName name) => inner.FindRelation(name);

        public IReadOnlyList<RelationColumn> GetColumns(RelationName name) => inner.GetColumns(name);

        public IReadOnlyList<RelationColumn> DescribeQuery(string sql) => inner.DescribeQuery(sql);

        public string? FindProperty(RelationName name, string key) => inner.FindProperty(name, key);

        public string? FindVersion(string sql) => inner.FindVersion(sql);

        public void Dispose()
        {
        }
    }

    private sealed class DyingSession(IEngineSession inner, int lastStatement) : PassingSession(inner)
    {
        private int _count;

        public bool IsDead { get; private set; }

        public override IQueryResult Execute(string sql, CancellationToken cancellationToken = default)
        {
            Count();
            return base.Execute(sql, cancellationToken);
        }

        public override void Commit()
        {
            Count();
            base.Commit();
        }

        private void Count()
        {
            if (++_count >= lastStatement)
            {
                IsDead = true;
                throw new InvalidOperationException("the process died");
            }
        }
    }

    /// <summary>Does something else once, just before a statement.</summary>
    private sealed class InterruptedSession(IEngineSession inner, string before, Action action) : PassingSession(inner)
    {
        public bool WasInterrupted { get; private set; }

        public override IQueryResult Execute(string sql, CancellationToken cancellationToken = default)
        {
            if (!WasInterrupted && sql.StartsWith(before, StringComparison.Ordinal))
            {
                WasInterrupted = true;
                action();
            }

            return base.Execute(sql, cancellationToken);
        }
    }
}
