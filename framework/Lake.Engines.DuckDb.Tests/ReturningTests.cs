using Shouldly;
using Xunit;

namespace Lake.Engines.DuckDb.Tests;

public sealed class ReturningTests : IDisposable
{
    private readonly Lakehouse _lake = new();

    [Theory]
    [InlineData("copy-on-write")]
    [InlineData("merge-on-read")]
    public void Changes_return_the_rows_that_they_changed(string mode)
    {
        _lake.Run($"create table t (a int, b varchar) with ('write.update.mode' = '{mode}', 'write.delete.mode' = '{mode}', 'write.merge.mode' = '{mode}')");
        _lake.Query("insert into t values (1, 'x'), (2, 'y'), (3, 'z') returning a, upper(b) as c").ShouldBe("1|X\n2|Y\n3|Z");
        _lake.Query("insert into t (b) values ('w') returning *, main.t.b || '!'").ShouldBe("null|w|w!");
        _lake.Query("update t as q set b = 'n' || a where a >= 2 returning q.a, * exclude (a)").ShouldBe("2|n2\n3|n3");
        _lake.Query("update t set b = s.v from (values (1, 'from')) as s(k, v) where t.a = s.k returning lake.main.t.b").ShouldBe("from");
        _lake.Query("delete from t where a = 3 returning b, a").ShouldBe("n3|3");
        _lake.Query("delete from t using (values (2), (2)) as s(k) where t.a = s.k returning *").ShouldBe("2|n2");
        _lake.Query(
            """
            merge into t using (values (1, 'u'), (5, 'i'), (null, 'd')) as s(k, v) on t.a is not distinct from s.k
            when matched and s.v = 'd' then delete when matched then update set b = s.v when not matched then insert values (s.k, s.v)
            returning merge_action, *
            """).Split('\n').Order().ShouldBe(["DELETE|null|w", "INSERT|5|i", "UPDATE|1|u"]);
        _lake.Query("update t set b = 'none' where false returning *").ShouldBe("");
        _lake.Fails("delete from t returning count(*)").ShouldBe("unsupported-sql");
        _lake.Fails("delete from t returning (select 1)").ShouldBe("unsupported-sql");
        _lake.Query("select count(*) from t").ShouldBe("2");
        _lake.Query("insert into t values (7, 'c') returning columns('a|b') || '!'").ShouldBe("7!|c!");
        _lake.Query("select count(*) from t").ShouldBe("3");
    }

    [Fact]
    public void What_cannot_be_returned_changes_nothing()
    {
        _lake.Run("create table t (a int); insert into t values (1)");
        _lake.Fails("update t set a = 2 returning b").ShouldBe("unknown-column");
        _lake.Fails("delete from t returning b").ShouldBe("unknown-column");
        _lake.Fails("insert into t values (3) returning b").ShouldBe("unknown-column");
        _lake.Query("select * from t").ShouldBe("1");
    }

    public void Dispose() => _lake.Dispose();
}
