select date_add('day', 1, date '2024-01-01')

select date_format(timestamp '2024-01-01 00:00:00', '%Y-%m')

select date_parse('2024', '%Y')

select day_of_week(date '2024-01-01')

select last_day_of_month(date '2024-01-01')

select from_unixtime(0)

select current_timestamp(6)

select cast('2024-01-01 00:00:00' as timestamp(6) with time zone)

select cardinality(array[1, 2])

select transform(array[1, 2], x -> x + 1)

select reduce(array[1, 2], 0, (s, x) -> s + x, s -> s)

select array_join(array[1, 2], ',')

select listagg(x, ',') within group (order by x) from (values ('a'), ('b')) as t(x)

select x from unnest(sequence(1, 3)) as t(x)

select n from table(sequence(start => 1, stop => 3)) as t(n)

select a, b from unnest(array[1, 2], array[3, 4]) as t(a, b)

select a from (values 1, 2) as t(a)

select a, count(*) from (values (1)) as t(a) group by auto

select a from (values (1)) as t(a) fetch first 1 rows with ties

select a from (values (1)) as t(a) for timestamp as of timestamp '2024-01-01 00:00:00'

select a, lag(a) ignore nulls over (order by a) from (values (1)) as t(a)

select json_extract_scalar('{"a": 1}', '$.a')

select json_parse('{"a": 1}')

select json_object('a': 1)

select cast('[1]' as array(integer))

select regexp_like('abc', 'b')

select to_hex(md5(to_utf8('a')))

select bitwise_and(1, 3)

select approx_distinct(a) from (values (1)) as t(a)

select map_agg(a, b) from (values (1, 2)) as t(a, b)

select selekt(1)

select nope from (values (1)) as t(a)
