using System.Globalization;

namespace Lake.Engines.DuckDb.Tests.Pruning;

/// <summary>Statements that make a table of many files, and queries and changes of it, all at random. Two tables of one seed are the same.</summary>
internal sealed class RandomTable(int seed, string properties)
{
    private const string Columns = "id bigint, day date, ts timestamp, tz timestamptz, s varchar, d double, f float, n integer, p decimal(9, 2), b boolean, u uuid, x blob";

    private readonly Random _random = new(seed);

    public IEnumerable<string> Making()
    {
        yield return $"create table t ({Columns}) {properties}";
        yield return "create view v as select id as k, day as when_, s as text, n, ts, d from t where n is not null or d > 3";
        for (var i = 0; i < 9; i++)
        {
            yield return $"insert into t by name select {Row("i")} from range({_random.Next(1, 12)}) r(i)";
            if (i is 3 or 6)
            {
                yield return $"delete from t where {Condition()}";
            }

            if (i == 4)
            {
                yield return _random.Next(3) switch
                {
                    0 => "alter table t alter n type bigint",
                    1 => "alter table t add column z integer",
                    _ => "alter table t alter f type double",
                };
            }

            if (i == 5 && _random.Next(2) == 0)
            {
                yield return "alter table t set partitioned by (bucket(2, s), day(ts))";
            }

            if (i == 7)
            {
                yield return $"update t set s = s || 'new', d = -d where {Condition()}";
            }
        }
    }

    public string Query() => _random.Next(10) switch
    {
        0 => $"select * from (select id, s, d, n from t where {Condition()} union all select k, text, d, n from v where {ViewCondition()}) order by all",
        1 => $"select k, text, n from v where {ViewCondition()} order by all",
        2 => $"with a as (select * from t where {Condition()}), b as (select id, day from t where {Condition()}) select a.id, b.day from a left join b on a.id = b.id and {Condition("b", "day")} order by all",
        3 => $"select max({Column()}), min({Column()}), count(*) from t",
        4 => $"select id, s from t where {Ordered()} >= (select min({_ordered}) from t where {Condition()}) order by all",
        5 => $"select id from t where {Ordered()} > (select max({_ordered}) from t as o where o.id < {_random.Next(30)}) order by all",
        6 => $"select {Column()} as c, count(*) from t where {Condition()} group by all having c is null or count(*) > 1 order by all",
        7 => $"select id from t where id in (select id from t where {Condition()}) and ({Condition()}) order by all",
        8 => $"select one.id, two.id from t one, t two where one.id = two.id and one.{Part()} and two.{Part()} order by all",
        _ => $"select * from t where {Condition()} order by all",
    };

    public string Change() => _random.Next(4) switch
    {
        0 => $"delete from {{t}} where {Condition()} and id % 3 = {_random.Next(3)}",
        1 => $"update {{t}} set s = coalesce(s, '') || 'u', n = n + 1 where {Condition()}",
        2 => $"merge into {{t}} using (select range as i from range({_random.Next(20)})) q on {{t}}.id = q.i and ({Condition()}) when matched then update set s = 'm' when not matched then insert (id, day) values (q.i, date '2024-02-02')",
        _ => $"insert into {{t}} by name select {Row("i")} from range({_random.Next(1, 5)}) r(i)",
    };

    private string _ordered = "";

    private string Ordered() => _ordered = Pick("day", "ts", "tz", "n", "id", "s", "p");

    private string Row(string i)
    {
        var start = _random.Next(40);
        return $"""
            {start} + {i} as id,
            case when {i} % 7 = 6 then null else date '1969-12-20' + ({start} + {i})::integer end as day,
            case when {i} % 5 = 4 then null else timestamp '1969-12-28' + to_hours((({start} + {i}) * 5)::integer) end as ts,
            timestamptz '2023-11-01 00:00:00+00' + to_days(({start} * 11 + {i})::integer) as tz,
            case {i} % 6 when 0 then null when 1 then 'a common prefix that is long ' || ({start} + {i}) when 2 then '日本' || {i} when 3 then '😀' || {start} else chr((97 + ({start} + {i}) % 9)::integer) || {i} end as s,
            case when {_random.Next(6)} = 0 and {i} % 4 = 1 then 'nan'::double when {i} % 8 = 3 then -0.0 when {i} % 8 = 4 then 0.0 when {i} % 9 = 5 then null when {_random.Next(9)} = 3 then 'inf'::double else {start} - {i} * 1.5 end as d,
            ({start} + {i}) / 4 as f,
            case when {i} % 4 = 2 then null else ({start} * 3 + {i} - 40)::integer end as n,
            ({start} * 7 + {i})::decimal(9, 2) / 4 as p,
            case {_random.Next(3)} when 0 then {i} % 2 = 0 when 1 then true else null end as b,
            ('00000000-0000-0000-0000-' || lpad(({start} * 10 + {i})::varchar, 12, '0'))::uuid as u,
            encode(chr((60 + {start} + {i})::integer)) as x
            """;
    }

    private string Condition(string? table = null, string? only = null)
    {
        var prefix = table is null ? "" : table + ".";
        var count = only is null ? _random.Next(1, 4) : 1;
        var parts = Enumerable.Range(0, count).Select(_ => $"{(_random.Next(8) == 0 ? "not " : "")}({prefix}{Part(only)})");
        return "(" + string.Join(_random.Next(3) == 0 ? " or " : " and ", parts) + ")";
    }

    private string ViewCondition() => Pick($"k {Comparison()} {_random.Next(40)}", $"when_ {Comparison()} {Day()}", "text like 'a%'", $"n between {_random.Next(40) - 40} and {_random.Next(60)}", "when_ is null");

    /// <summary>A condition that begins with a column.</summary>
    private string Part(string? only = null)
    {
        var column = only ?? Column();
        return _random.Next(9) switch
        {
            0 => $"{column} is null",
            1 => $"{column} is not null",
            2 => $"{column} in ({Value(column)}, {Value(column)}, {Value(column)})",
            3 => $"{column} not in ({Value(column)}, {Value(column)})",
            4 => $"{column} between {Value(column)} and {Value(column)}",
            5 when column == "s" => $"s like '{Pick("a%", "a common prefix%", "日%", "😀%", "b_%")}'",
            5 when column == "ts" => $"ts::date = {Day()}",
            5 when column == "tz" => $"tz::date >= date '2024-02-0{_random.Next(1, 9)}'",
            6 when column is "n" or "id" => $"{column} + 1 {Comparison()} {Value(column)}",
            _ => $"{column} {Comparison()} {Value(column)}",
        };
    }

    private string Column() => Pick("id", "day", "ts", "tz", "s", "d", "f", "n", "p", "b", "u", "x");

    private string Comparison() => Pick("=", "=", "<>", "<", "<=", ">", ">=", "is distinct from", "is not distinct from");

    private string Value(string column) => column switch
    {
        "id" => Number(_random.Next(50)),
        "day" => Day(),
        "ts" => $"timestamp '1969-12-28' + interval {_random.Next(300)} hour",
        "tz" => $"timestamptz '2023-11-01 00:00:00+00' + interval {_random.Next(500)} day",
        "s" => Pick("'a'", "'a common prefix that is long 20'", "'a common prefix that'", "'日本2'", "'😀1'", "'c4'", "'zz'", "''"),
        "d" => Pick("0.0", "-0.0", "'nan'::double", "'inf'::double", Number(_random.Next(40) - 10), "1.5"),
        "f" => Pick("0", "5", "2.5", "7"),
        "n" => Pick(Number(_random.Next(120) - 40), "2.5", "7::bigint"),
        "p" => Pick(Number(_random.Next(60)), "12.25", "12.250", "0.001"),
        "b" => Pick("true", "false"),
        "u" => $"'00000000-0000-0000-0000-{_random.Next(400):000000000000}'::uuid",
        _ => $"encode('{(char)(60 + _random.Next(50))}')",
    };

    private string Day() => $"date '1969-12-20' + {_random.Next(50)}";

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
