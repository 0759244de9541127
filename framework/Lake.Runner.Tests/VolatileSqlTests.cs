using Lake.Runner.Reuse;
using Shouldly;
using Xunit;

namespace Lake.Runner.Tests;

public class VolatileSqlTests
{
    [Theory]
    [InlineData("select now()", true)]
    [InlineData("select Current_Date", true)]
    [InlineData("select * from read_csv('a.csv')", true)]
    [InlineData("select * from 'a.parquet'", true)]
    [InlineData("select * from t using sample 10", true)]
    [InlineData("select age (a) from t", true)]
    [InlineData("select now, age, \"current_date\" from t -- as of now()", false)]
    [InlineData("select 'now()' as a, sample from t", false)]
    [InlineData("select extract(day from date '2024-01-01') from t", false)]
    public void Queries_that_vary_by_themselves(string sql, bool expected) => VolatileSql.Mentions(sql).ShouldBe(expected);
}
