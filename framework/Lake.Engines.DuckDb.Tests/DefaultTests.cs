using Shouldly;
using Xunit;

namespace Lake.Engines.DuckDb.Tests;

/// <summary>DEFAULT of columns, and the order in which rows are written.</summary>
public sealed class DefaultTests : IDisposable
{
    private readonly Lakehouse _lake = new();

    [Fact]
    public void A_column_without_value_gets_its_default()
    {
        _lake.Run("create table t (a int default 2 + 3, b varchar default 'it''s', c int)");
        _lake.Run("insert into t (c) values (1); insert into t values (default, 'x', 2); insert into t by name select 3 as c; insert into t default values");
        _lake.Run("merge into t using (values (1), (5)) as s(k) on t.c = s.k when matched then update set a = default, b = 'm' when not matched then insert (c) values (s.k)");
        _lake.Query("select * from t order by c").ShouldBe("5|m|1\n5|x|2\n5|it's|3\n5|it's|5\n5|it's|null");
        _lake.Run("update t set b = default where c = 2; alter table t rename column b to bb; alter table t alter column a drop default; alter table t alter c set default 7");
        _lake.Run("insert into t default values");
        _lake.Query("select * from t where c in (2, 7) order by c").ShouldBe("5|it's|2\nnull|it's|7");
        _lake.Run("alter table t drop column bb; alter table t add column bb varchar; insert into t default values");
        _lake.Query("select * from t where a is null and bb is null").ShouldBe("null|7|null\nnull|7|null");
        _lake.Run("create or replace table t (a int, bb int); insert into t (bb) values (1)");
        _lake.Query("select * from t").ShouldBe("null|1");
        _lake.Fails("create table u (a int default (nope))").ShouldBe("unknown-column");
    }

    [Fact]
    public void Files_are_sorted_as_the_table_says()
    {
        _lake.Run("create table t (a int, b varchar) sorted by (b desc nulls first, truncate(10, a))");
        _lake.Run("insert into t values (15, 'x'), (1, 'x'), (2, 'y'), (3, null)");
        _lake.Query("select a from t").ShouldBe("3\n2\n1\n15");
        _lake.Query("select sort_order_id from lake_files('t')").ShouldBe("1");
        _lake.Run("alter table t set sorted by (a); update t set b = 'z'");
        _lake.Query("select a from t").ShouldBe("1\n2\n3\n15");
        _lake.Run("alter table t reset sorted by; insert into t values (9, null), (8, null)");
        _lake.Query("select a from t where b is null").ShouldBe("9\n8");
        _lake.Fails("alter table t set sorted by (nope)").ShouldBe("unknown-column");
        _lake.Fails("create table u (s struct(x int)) sorted by (s)").ShouldBe("invalid-schema");
    }

    [Fact]
    public void Columns_can_be_moved()
    {
        _lake.Run("create table t (a int, b int, s struct(x int, y int)); insert into t values (1, 2, {'x': 3, 'y': 4})");
        _lake.Run("alter table t alter column s first; alter table t alter column a after b; alter table t alter column s.x after y");
        _lake.Query("select * from t").ShouldBe("{y: 4, x: 3}|2|1");
        _lake.Run("insert into t values ({'y': 5, 'x': 6}, 7, 8)");
        _lake.Query("select s.x, a, b from t order by a").ShouldBe("3|1|2\n6|8|7");
    }

    public void Dispose() => _lake.Dispose();
}
