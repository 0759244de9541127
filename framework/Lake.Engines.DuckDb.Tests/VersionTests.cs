using Shouldly;
using Xunit;

namespace Lake.Engines.DuckDb.Tests;

/// <summary>Tables as they were, and what is known of them.</summary>
public sealed class VersionTests : IDisposable
{
    private readonly Lakehouse _lake = new();

    public VersionTests() => _lake.Run("create table t (a int, s struct(x int)); insert into t values (1, {'x': 10}); alter table t rename column s.x to y; insert into t values (2, {'y': 20})");

    private string First => _lake.Query("select snapshot_id from lake_snapshots('t') order by committed_at, parent_id nulls first limit 1");

    [Fact]
    public void A_version_is_read_with_its_own_columns()
    {
        _lake.Query($"select * from t at (version => {First})").ShouldBe("1|{x: 10}");
        _lake.Query($"select q.s.x, t.a from main.t AT (VERSION => {First}) as q join t on t.a > q.a").ShouldBe("10|2");
        _lake.Query($"with v as (select max(snapshot_id) from lake_snapshots('t')) select count(*) from t at (version => 'main') where t.a < 5").ShouldBe("2");
        _lake.Query("select count(*) from t at (timestamp => now() + interval 1 hour)").ShouldBe("2");
        _lake.Run($"create table old as select * from t at (version => {First}); insert into old select a + 1, s from t at (version => {First})").ShouldBe(1);
        _lake.Run($"create view v as select a from t at (version => {First}) -- the first\n");
        _lake.Run("insert into t values (3, null)");
        _lake.Query("select * from v").ShouldBe("1");
        _lake.Query("select count(*) from t").ShouldBe("3");
    }

    [Theory]
    [InlineData("select * from t at (version => 5)", "no-such-snapshot")]
    [InlineData("select * from t at (version => 'nope')", "no-such-snapshot")]
    [InlineData("select * from t at (timestamp => '1999-01-01')", "no-such-snapshot")]
    [InlineData("select * from t at (version => null)", "invalid-value")]
    [InlineData("select * from nope at (version => 5)", "unknown-relation")]
    [InlineData("select * from lake_files('nope')", "unknown-relation")]
    public void What_is_not_there_is_named(string sql, string id) => _lake.Fails(sql).ShouldBe(id);

    [Fact]
    public void Metadata_are_tables()
    {
        _lake.Run("create table p (a int, d date) partitioned by (d); insert into p values (1, '2024-01-01'), (2, '2024-01-02'), (3, null)");
        _lake.Query("select operation, summary['added-records'], parent_id is null from lake_snapshots('main.t') order by committed_at, parent_id nulls first").ShouldBe("append|1|true\nappend|1|false");
        _lake.Query("select count(*), bool_and(is_current_ancestor) from lake_history('t')").ShouldBe("2|true");
        _lake.Query("select partition, record_count, content from lake_files('lake.main.p') order by partition").ShouldBe("d=2024-01-01|1|data\nd=2024-01-02|1|data\nd=null|1|data");
        _lake.Query("select partition, record_count, file_count, delete_file_count from lake_partitions('p') order by 1").ShouldBe("d=2024-01-01|1|1|0\nd=2024-01-02|1|1|0\nd=null|1|1|0");
        _lake.Query("select partition, record_count from lake_partitions('t')").ShouldBe("null|2");
        _lake.Run("create table e (a int)");
        _lake.Query("select * from lake_snapshots('e') union all by name select * from lake_files('e')").ShouldBe("");
    }

    public void Dispose() => _lake.Dispose();
}
