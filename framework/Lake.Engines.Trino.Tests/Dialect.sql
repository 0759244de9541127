select '2024-01-01'::date as d

select string_agg(name, ',') from tpch.tiny.nation

select nationkey from tpch.tiny.nation
qualify row_number() over (order by name) = 1

select name from tpch.tiny.nation where name ilike 'a%'

select regionkey, count(*) from tpch.tiny.nation group by all

select * exclude (comment) from tpch.tiny.nation

select {'a': 1} as s

select 7 // 2

select strftime(timestamp '2024-01-01 00:00:00', '%Y')

select md5('x')

select ifnull(null, 1)

select datediff('day', date '2024-01-01', date '2024-02-01')

from tpch.tiny.nation select name

selct 1

select nope from tpch.tiny.nation
