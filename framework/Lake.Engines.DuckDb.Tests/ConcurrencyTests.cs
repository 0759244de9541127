using Lake.Engines.DuckDb.Sessions;
using Lake.Iceberg;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Engines.DuckDb.Tests;

public class ConcurrencyTests
{
    [Fact]
    public void Runs_that_add_rows_at_the_same_time_lose_none()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t (writer integer, n integer)");
        InParallel(lake, 4, (session, writer) =>
        {
            for (var n = 0; n < 5; n++)
            {
                Lakehouse.Run(session, $"insert into t values ({writer}, {n})");
            }
        });
        using var reader = lake.NewEngine().OpenSession();
        Lakehouse.Query(reader, "select count(*), count(distinct (writer, n)) from t").ShouldBe("20|20");
    }

    [Fact]
    public void Runs_that_merge_into_one_table_lose_no_change()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t as select range as id, 0 as n from range(3)");
        InParallel(lake, 3, (session, writer) =>
        {
            for (var i = 0; i < 4; i++)
            {
                Lakehouse.Run(session, $"merge into t using (values (1), ({100 + writer})) s(id) on t.id = s.id when matched then update set n = n + 1 when not matched then insert values (s.id, 1)");
            }
        });
        using var reader = lake.NewEngine().OpenSession();
        Lakehouse.Query(reader, "select * from t order by id").ShouldBe("0|0\n1|12\n2|0\n100|4\n101|4\n102|4");
    }

    [Fact]
    public void A_transaction_that_was_overtaken_is_refused_and_leaves_nothing()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t as select 1 as id, 0 as n");
        using var engine = lake.NewEngine();
        using var other = engine.OpenSession();
        lake.Session.Begin();
        lake.Run("update t set n = n + 1");
        Lakehouse.Run(other, "update t set n = n + 10");
        var files = lake.DataFiles().Count;
        Should.Throw<DiagnosticException>(lake.Session.Commit).Diagnostic.Rule.ShouldBe(IcebergRules.CommitConflict);
        lake.Session.InTransaction.ShouldBeFalse();
        lake.DataFiles().Count.ShouldBe(files - 1);
        using var reader = lake.NewEngine().OpenSession();
        Lakehouse.Query(reader, "select * from t").ShouldBe("1|10");
    }

    [Fact]
    public void Work_that_was_overtaken_is_done_again_on_what_the_other_has_left()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t as select 1 as id, 0 as n");
        using var engine = lake.NewEngine();
        using var other = engine.OpenSession();
        var times = 0;
        var files = 0;
        lake.Session.Publish(() =>
        {
            lake.Run("update t set n = n + 1");
            lake.Run("create table u as select n from t");
            if (++times <= 2)
            {
                Lakehouse.Run(other, "update t set n = n + 10");
                files = lake.DataFiles().Count;
            }

            return true;
        }).ShouldBeTrue();
        times.ShouldBe(3);
        using var reader = lake.NewEngine().OpenSession();
        Lakehouse.Query(reader, "select t.n, u.n from t, u").ShouldBe("21|21");

        // Of the attempts that came to nothing no file is left.
        lake.DataFiles().Count.ShouldBe(files);
    }

    [Fact]
    public void Work_that_gives_up_or_fails_publishes_nothing()
    {
        using var lake = new Lakehouse();
        lake.Session.Publish(() =>
        {
            lake.Run("create table t as select 1 as id");
            return false;
        }).ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => lake.Session.Publish(() =>
        {
            lake.Run("create table t as select 1 as id");
            throw new InvalidOperationException();
        }));
        lake.Session.InTransaction.ShouldBeFalse();
        lake.Session.ListRelations(null, "main").ShouldBeEmpty();
        lake.DataFiles().ShouldBeEmpty();
    }

    [Fact]
    public void Work_that_is_overtaken_every_time_is_refused_in_the_end()
    {
        using var lake = new Lakehouse(new DuckDbEngineOptions { Threads = 1, ConflictRetries = 2 });
        lake.Run("create table t as select 0 as n");
        using var engine = lake.NewEngine();
        using var other = engine.OpenSession();
        var refused = Should.Throw<DiagnosticException>(() => lake.Session.Publish(() =>
        {
            lake.Run("update t set n = n + 1");
            Lakehouse.Run(other, "update t set n = n + 10");
            return true;
        })).Diagnostic;
        refused.Rule.ShouldBe(IcebergRules.CommitConflict);
        refused.Message.ShouldEndWith("It was tried 3 times, and each time somebody was quicker.");
        using var reader = lake.NewEngine().OpenSession();
        Lakehouse.Query(reader, "select n from t").ShouldBe("30");
    }

    [Fact]
    public void A_table_that_another_writer_makes_meanwhile_is_not_replaced_unless_asked_for()
    {
        using var lake = new Lakehouse();
        lake.Session.Begin();
        lake.Run("create table if not exists t as select 'mine' as a");
        using (var other = lake.NewEngine().OpenSession())
        {
            Lakehouse.Run(other, "create table t as select 'theirs' as a");
        }

        Should.Throw<DiagnosticException>(lake.Session.Commit).Diagnostic.Rule.ShouldBe(IcebergRules.CommitConflict);
        lake.Query("select a from t").ShouldBe("theirs");
    }

    [Fact]
    public void A_conflict_behind_the_first_of_several_tables_says_what_is_published()
    {
        using var lake = new Lakehouse();
        lake.Run("create table a as select 1 as n");
        lake.Run("create table b as select 1 as n");
        lake.Session.Begin();
        lake.Run("update b set n = 2");
        lake.Run("update a set n = 2");
        using (var other = lake.NewEngine().OpenSession())
        {
            Lakehouse.Run(other, "update a set n = 3");
        }

        var refused = Should.Throw<DiagnosticException>(lake.Session.Commit).Diagnostic;
        refused.Rule.ShouldBe(EngineRules.PartlyPublished);
        refused.Message.ShouldStartWith("Only 'main.b' could be published before this: Table 'main.a' was changed by another writer");
        lake.Query("select a.n, b.n from a, b").ShouldBe("3|2");
    }

    [Fact]
    public void A_run_sees_tables_as_they_were_when_it_first_read_them()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t as select 1 as a");
        lake.Query("select * from t").ShouldBe("1");
        using var engine = lake.NewEngine();
        using var other = engine.OpenSession();
        Lakehouse.Run(other, "insert into t values (2)");
        lake.Query("select count(*) from t").ShouldBe("1");
        lake.Run("insert into t values (3)");
        lake.Query("select * from t order by a").ShouldBe("1\n2\n3");
    }

    [Fact]
    public void An_interrupt_publishes_nothing_and_leaves_no_file()
    {
        using var lake = new Lakehouse();
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        Should.Throw<OperationCanceledException>(() =>
            lake.Session.Execute("create table t as select range as a, md5(range::varchar) as b from range(1000000000)", cancel.Token).Dispose());
        lake.DataFiles().ShouldBeEmpty();
        lake.Session.ListRelations(null, "main").ShouldBeEmpty();
        lake.Query("select 1").ShouldBe("1");
    }

    [Fact]
    public void A_session_keeps_its_view_until_it_is_to_look_again()
    {
        using var lake = new Lakehouse();
        using var engine = lake.NewEngine();
        using var other = engine.OpenSession();
        lake.Run("create table t as select 1 as a; create table gone as select 1 as a; create view v as select sum(a) as a from t");
        Lakehouse.Query(other, "select t.a, v.a, gone.a from t, v, gone").ShouldBe("1|1|1");
        lake.Run("insert into t values (2); alter table t add column b integer; drop table gone; create table made as select 7 as a");
        Lakehouse.Query(other, "select count(*) from t").ShouldBe("1");
        other.Refresh();
        Lakehouse.Query(other, "select t.a, t.b, v.a, made.a from t, v, made order by 1").ShouldBe("1|null|3|7\n2|null|3|7");
        Should.Throw<DiagnosticException>(() => Lakehouse.Query(other, "from gone")).Diagnostic.Id.ShouldBe("unknown-relation");
        other.Begin();
        Lakehouse.Query(other, "select count(*) from t").ShouldBe("2");
        lake.Run("insert into t values (3, 3)");
        other.Refresh();
        Lakehouse.Query(other, "select count(*) from t").ShouldBe("2");
        other.Rollback();
    }

    [Fact]
    public void A_transaction_sees_tables_as_they_were_at_the_first_look_or_where_asked_at_its_beginning()
    {
        using var lake = new Lakehouse();
        using var engine = lake.NewEngine();
        using var other = engine.OpenSession();
        lake.Run("create table t as select 1 as a");
        Lakehouse.Run(other, "begin");
        lake.Run("insert into t values (2)");
        Lakehouse.Query(other, "select count(*) from t").ShouldBe("2");
        Lakehouse.Run(other, "commit; set immediate_transaction_mode = true");
        other.Refresh();
        Lakehouse.Run(other, "begin");
        lake.Run("insert into t values (3)");
        Lakehouse.Query(other, "select count(*) from t").ShouldBe("2");
        Lakehouse.Run(other, "rollback");
    }

    private static void InParallel(Lakehouse lake, int writers, Action<IEngineSession, int> write)
    {
        var threads = Enumerable.Range(0, writers).Select(writer => Task.Factory.StartNew(
            () =>
            {
                using var engine = lake.NewEngine();
                using var session = engine.OpenSession();
                write(session, writer);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToArray();
        Task.WaitAll(threads);
    }
}
