using Lake.Engines.DuckDb.Names;
using Shouldly;
using Xunit;

namespace Lake.Engines.DuckDb.Tests;

public class OpenReadsTests
{
    [Theory]
    [InlineData("select * from 'a.csv'")]
    [InlineData("select * from read_parquet('a.parquet')")]
    [InlineData("select * from t, range(1000) r")]
    [InlineData("select unnest(a) from t")]
    [InlineData("select * from my_macro(1)")]
    [InlineData("with recursive r as (select 1 as n) select * from r")]
    [InlineData("select * from t cross join u")]
    public void Rows_may_come_from_elsewhere(string sql) => OpenReads.AreIn(NameScan.Tokens(sql)).ShouldBeTrue();

    [Theory]
    [InlineData("select sum(a), 'x' from t join (select * from u) v using (id) where a in (select id from w)")]
    [InlineData("insert into t (a) values (1)")]
    public void Tables_are_all_that_is_read(string sql) => OpenReads.AreIn(NameScan.Tokens(sql)).ShouldBeFalse();
}
