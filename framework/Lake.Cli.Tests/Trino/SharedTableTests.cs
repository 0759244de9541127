using Shouldly;
using Xunit;

namespace Lake.Cli.Tests.Trino;

/// <summary>One table, written, merged and evolved by both engines in turn.</summary>
public sealed class SharedTableTests
{
    private const string All =
        "select id, name, amount, day, happened, flag, ratio, tags, place, extra, note from main.t order by id";

    public static TheoryData<string> Kinds => [.. SharedLakehouse.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_written_and_merged_by_both(string kind)
    {
        using var lake = new SharedLakehouse(kind);
        lake.Query(SharedLakehouse.Embedded,
            """
            create table main.t (
              id bigint, name varchar, amount decimal(10, 2), day date, happened timestamp, flag boolean, ratio double,
              tags varchar[], place struct(city varchar, zip integer), extra map(varchar, bigint), note varchar
            ) partitioned by (day, bucket(4, id));
            insert into main.t
            select i, 'name ' || i, i / 4, date '2024-01-01' + (i % 3)::integer, timestamp '2024-01-01 00:00:00.123456' + interval 1 hour * i,
              i % 2 = 0, i / 8.0, ['a', null, 'b' || i], {'city': 'c' || i, 'zip': i}, map {'k': i}, case when i % 2 = 0 then 'even' end
            from range(10) r(i);
            """);
        lake.Both(All).Split('\n').Length.ShouldBe(10);

        lake.Query(SharedLakehouse.Cluster,
            """
            merge into main.t t using (
              select * from (values (bigint '1', 'changed'), (bigint '2', null), (bigint '20', 'new')) v(id, name)
            ) s on t.id = s.id
            when matched and s.name is null then delete
            when matched then update set name = s.name, tags = array['x'], place = row('z', 9)
            when not matched then insert (id, name, day) values (s.id, s.name, date '2024-02-01')
            """);
        lake.Both(All);
        lake.Both("select id, name from main.t where id in (1, 2, 20) order by id").ShouldBe("1,changed\n20,new");

        lake.Query(SharedLakehouse.Embedded,
            """
            merge into main.t t using (values (1, 'again'), (3, null), (30, 'newest')) s(id, name) on t.id = s.id
            when matched and s.name is null then delete
            when matched then update set name = s.name
            when not matched then insert (id, name, day) values (s.id, s.name, date '2024-03-01');
            update main.t set note = 'late' where id = 20;
            delete from main.t where id = 4
            """);
        lake.Both(All);
        lake.Both("select id, name, note from main.t where id in (1, 3, 4, 20, 30) order by id").ShouldBe("1,again,\n20,new,late\n30,newest,");

        lake.Query(SharedLakehouse.Cluster, "alter table main.t add column more integer; alter table main.t rename column note to remark; alter table main.t set properties partitioning = array['month(day)']; insert into main.t (id, day, more, remark) values (40, date '2024-04-01', 7, 'r')");
        lake.Query(SharedLakehouse.Embedded, "alter table main.t alter column more type bigint; insert into main.t (id, day, more) values (41, date '2024-04-02', 3000000000); update main.t set more = 1 where more is null");
        lake.Both("select id, more, remark, day from main.t order by id");
        lake.Both("select count(*), sum(more) from main.t where day >= date '2024-04-01'").ShouldBe("2,3000000007");

        lake.Query(SharedLakehouse.Cluster, "alter table main.t execute optimize");
        lake.Both("select id, name, more, remark from main.t order by id");
        lake.Query(SharedLakehouse.Cluster, "create or replace table main.t as select id from main.t where id < 3");
        lake.Both("select id from main.t order by id").ShouldBe("0\n1");
        lake.Query(SharedLakehouse.Embedded, "create or replace table main.t as select 5 as id");
        lake.Both("select id from main.t").ShouldBe("5");
        lake.Query(SharedLakehouse.Cluster, "drop table main.t");
        lake.Query(SharedLakehouse.Embedded, "select count(*) from information_schema.tables where table_schema = 'main'").ShouldBe("0");
    }
}
