using System.Globalization;
using Shouldly;
using Xunit;

namespace Lake.Engines.DuckDb.Tests;

/// <summary>The same changes on a table of the lakehouse and on one of DuckDB's own must come to the same rows.</summary>
public class OracleTests
{
    private static readonly string[] Changes =
    [
        "insert into {0} select id + 1000, k, v from {0} where id < 5",
        "insert into {0} by name select 'i' as v, 2000 + {1} as id",
        "update {0} set v = v || 'u', k = k + 1 where id % 7 = {1} % 7",
        "update {0} set k = s.k from (select distinct id, {1} as k from {0} where id % 5 = 1) s where s.id = {0}.id",
        "delete from {0} where id % 11 = {1} % 11",
        "delete from {0} using (select 3 + {1} as x) d where {0}.id = d.x or {0}.k is null",
        "merge into {0} using (select range as id, range * {1} as k, 'm' as v from range({1}, {1} + 20)) s on {0}.id = s.id when matched and s.id % 3 = 0 then delete when matched then update set k = s.k, v = {0}.v || s.v when not matched then insert values (s.id, s.k, s.v)",
        "merge into {0} using (select range * 2 as id from range({1} + 10)) s using (id) when not matched by source and {0}.id % 2 = 1 and {0}.id < {1} * 3 then update set v = 'gone' when not matched by source and {0}.id > 1900 then delete",
        "merge into {0} as x using (select 5 as id, null as k, 'z' as v) as s on x.id = s.id and x.k > 3 when matched then update by name when not matched by target then insert by name",
    ];

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "")]
    [InlineData(3, "tblproperties ('write.update.mode' = 'merge-on-read', 'write.delete.mode' = 'merge-on-read', 'write.merge.mode' = 'merge-on-read')")]
    [InlineData(4, "tblproperties ('write.update.mode' = 'merge-on-read', 'write.delete.mode' = 'merge-on-read', 'write.merge.mode' = 'merge-on-read')")]
    [InlineData(5, "partitioned by (bucket(3, id), truncate(1, v)) tblproperties ('write.merge.mode' = 'merge-on-read')")]
    [InlineData(6, "partitioned by (k)")]
    public void Changes_come_to_what_DuckDb_makes_of_them(int seed, string options)
    {
        using var lake = new Lakehouse();
        const string rows = "select range::integer as id, (range % 4)::integer as k, 'v' || range % 3 as v from range(60)";
        lake.Run($"create table t {options} as {rows}");
        lake.Run($"create temp table o as {rows}");
        var random = new Random(seed);
        for (var step = 0; step < 14; step++)
        {
            var change = Changes[random.Next(Changes.Length)];
            var number = random.Next(1, 30).ToString(CultureInfo.InvariantCulture);
            var expected = lake.Run(string.Format(CultureInfo.InvariantCulture, change, "o", number));
            lake.Run(string.Format(CultureInfo.InvariantCulture, change, "t", number)).ShouldBe(expected, change);
            lake.Query("select * from t order by all").ShouldBe(lake.Query("select * from o order by all"), $"{change} with {number}");
        }

        using var engine = lake.NewEngine();
        using var session = engine.OpenSession();
        Lakehouse.Query(session, "select * from t order by all").ShouldBe(lake.Query("select * from o order by all"));
    }
}
