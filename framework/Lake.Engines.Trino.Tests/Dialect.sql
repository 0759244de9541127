select '2024-01-01'::date as d

select string_agg(name, ',') from tpch.tiny.nation

select nationkey from tpch.tiny.nation
qualify row_number() over (order by name) = 1

select name from tpch.tiny.nation where name ilike 'a%'

select regionkey, count(*) from tpch.tiny.nation group by all

select * exclude (comment) from tpch.tiny.nation

select * replace (1 as nationkey) from tpch.tiny.nation

select columns('n.*') from tpch.tiny.nation

select {'a': 1} as s

select struct_pack(a := 1) as s

select list_transform(array[1, 2], x -> x + 1)

select transform(array[1, 2], lambda x: x + 1)

select list_value(1, 2), len('abc')

select 7 // 2

select 2 ** 3

select 5 & 3

select strftime(timestamp '2024-01-01 00:00:00', '%Y')

select strptime('2024', '%Y')

select md5('x')

select ifnull(null, 1)

select datediff('day', date '2024-01-01', date '2024-02-01')

select date '2024-01-01' + interval 1 day

select date '2024-01-01' + interval '3 months'

from tpch.tiny.nation select name

select name from generate_series(1, 3) as t(name)

select distinct on (regionkey) regionkey, name from tpch.tiny.nation order by regionkey, name

select name from tpch.tiny.nation using sample 10 rows

select name from tpch.tiny.nation tablesample bernoulli (10%)

select '{"a": 1}' ->> '$.a'

select json_extract_string('{"a": 1}', '$.a')

select regexp_matches('abc', 'b')

select 'abc' similar to 'a.*'

select name from tpch.tiny.nation n semi join tpch.tiny.region r on n.regionkey = r.regionkey

select name from tpch.tiny.nation union all by name select name from tpch.tiny.region

select cast('a' as text)

select cast(1 as hugeint)

select nationkey + 1 as next, next + 1 as after from tpch.tiny.nation

selct 1

select nope from tpch.tiny.nation
