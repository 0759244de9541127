using Lake.Engines.DuckDb.Sessions;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Storage;
using Lake.Loader.Tests;
using Lake.Testing;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Engines.DuckDb.Tests;

/// <summary>
/// A writer that dies before each of its changes of files, one after the other: whoever comes next finds every relation as
/// it was or as it is to be, and the same work, done again where it was not published, comes to its end.
/// </summary>
public sealed class CrashTests
{
    private const string Before =
        """
        create table t (id integer, v integer, day date) partitioned by (day);
        insert into t select i, i, date '2024-01-01' + (i // 2)::integer from range(6) r(i);
        create table marked (id integer primary key, v integer) with ('write.merge.mode' = 'merge-on-read', 'write.update.mode' = 'merge-on-read', 'write.delete.mode' = 'merge-on-read');
        insert into marked select i, i from range(6) r(i);
        create table vectors (id integer, v integer) with ('format-version' = '3');
        insert into vectors select i, i from range(6) r(i);
        create table s as select i as id, 10 * i as v, date '2024-01-02' as day from range(2, 8) r(i);
        create view seen as select id from t;
        """;

    private static readonly string[] Relations = ["t", "marked", "vectors", "seen", "made"];

    public static TheoryData<string, string> Work => new()
    {
        { "table", "create or replace table t as select * from s" },
        { "new table", "create table if not exists made as select * from s" },
        { "append", "insert into t select * from s where id not in (select id from t)" },
        { "merge", "merge into t using s on t.id = s.id when matched then update set v = s.v when not matched then insert *" },
        { "merge on read", "merge into marked using s on marked.id = s.id when matched then update set v = s.v when not matched then insert values (s.id, s.v)" },
        { "merge into format 3", "merge into vectors using s on vectors.id = s.id when matched then update set v = s.v when not matched then insert values (s.id, s.v)" },
        { "upsert", "insert or replace into marked select id, v from s" },
        { "delete+insert", "begin; delete from t where id in (select id from s); insert into t select * from s; commit" },
        { "insert_overwrite", "begin; delete from t where day in (select day from s); insert into t select * from s; commit" },
        { "snapshot", "begin; update marked set v = -1 where id in (select id from s); insert into marked select id, v from s where id not in (select id from marked); commit" },
        { "delete", "delete from marked where id > 3" },
        { "truncate", "truncate t" },
        { "columns", "alter table t add column if not exists extra integer default 7" },
        { "drop", "drop table if exists t" },
        { "view", "create or replace view seen as select id, v from t" },
        { "view to table", "create or replace table seen as select * from s" },
        { "view to table, dropped by name", "begin; drop view if exists seen; drop table if exists seen; create table seen as select id from s; commit" },
        { "table to view", "begin; drop table if exists marked; create or replace view marked as select id from s; commit" },
        { "several", "begin; create or replace table made as select 1 as a; create or replace table t as select * from s; update marked set v = 0; commit" },
    };

    [Theory]
    [MemberData(nameof(Work))]
    public void Every_relation_is_as_before_or_as_after(string name, string work)
    {
        using var folder = new TemporaryFolder();
        using var kept = new TemporaryFolder();
        Do(folder, Before);
        var old = States(folder);
        Copy(folder, kept);
        Do(folder, work);
        var done = States(folder);
        var steps = 0;
        for (var isOver = false; !isOver; steps++)
        {
            Directory.Delete(folder["warehouse"], recursive: true);
            Copy(kept, folder);
            isOver = !Dies(folder, work, steps);
            var found = States(folder);
            foreach (var relation in Relations)
            {
                (found[relation] == old[relation] || found[relation] == done[relation]).ShouldBeTrue($"{name}, killed at step {steps}: {relation} is\n{found[relation]}");
            }

            if (found.Any(state => state.Value != done[state.Key]))
            {
                Do(folder, work);
                States(folder).ShouldBe(done, $"{name}, killed at step {steps} and done again");
            }
        }

        steps.ShouldBeGreaterThan(1);
    }

    /// <summary>Whether the writer died, at the change with that number.</summary>
    private static bool Dies(TemporaryFolder folder, string work, int step)
    {
        var left = step;
        try
        {
            Do(folder, work, new WatchedFiles(_ => left = left > 0 ? left - 1 : throw new DeathException()));
            return false;
        }
        catch (DeathException)
        {
            return true;
        }
    }

    private static void Do(TemporaryFolder folder, string work, IFileIO? files = null)
    {
        using var engine = Open(folder, files);
        using var session = engine.OpenSession();
        session.CreateSchema(null, "main");
        Lakehouse.Run(session, work);
    }

    private static Dictionary<string, string> States(TemporaryFolder folder)
    {
        using var engine = Open(folder);
        using var session = engine.OpenSession();
        return Relations.ToDictionary(r => r, r => StateOf(session, r));
    }

    private static string StateOf(IEngineSession session, string relation)
    {
        try
        {
            return Lakehouse.Query(session, $"select * from {relation} order by all");
        }
        catch (DiagnosticException error) when (error.Diagnostic.Rule == EngineRules.UnknownRelation)
        {
            return "(none)";
        }
    }

    private static DuckDbEngine Open(TemporaryFolder folder, IFileIO? files = null) =>
        new(new FileSystemCatalog(LocalPath.ToLocation(folder["warehouse"]), files), new DuckDbEngineOptions { Threads = 1, ConflictRetries = 0 });

    private static void Copy(TemporaryFolder from, TemporaryFolder to)
    {
        foreach (var file in Directory.EnumerateFiles(from.Path, "*", SearchOption.AllDirectories))
        {
            var target = to[Path.GetRelativePath(from.Path, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(target) ?? to.Path);
            File.Copy(file, target);
        }
    }

    private sealed class DeathException : Exception;
}
