create table all_types as select
    true as bool_, 1::tinyint as tiny, 2::smallint as small, 3 as int_, 4::bigint as big,
    5::utinyint as utiny, 6::usmallint as usmall, 7::uinteger as uint_, 18446744073709551615::ubigint as ubig,
    170141183460469231731687303715884105::hugeint as huge,
    1.5::float as float_, 2.25::double as double_, 12.34::decimal(9, 2) as dec9, 123456789012.345::decimal(18, 3) as dec18,
    '12345678901234567890123456789012.345678'::decimal(38, 6) as dec38,
    'text' as text_, 'é''"x' as quoted, date '2024-02-29' as date_, time '12:34:56.789012' as time_,
    timestamp '2024-02-29 12:34:56.789012' as ts, timestamptz '2024-02-29 12:34:56.789012+00' as tstz,
    timestamp_s '2024-02-29 12:34:56' as ts_s, timestamp_ms '2024-02-29 12:34:56.789' as ts_ms,
    '\x01\xFF'::blob as blob_, 'f79c3e09-677c-4bbd-a479-3f349cb785e7'::uuid as uuid_,
    '{"a": 1}'::json as json_, 'b'::enum('a', 'b') as enum_, [1, null, 3] as list_, [1, 2]::integer[2] as array_,
    {'a': 1, 'b': {'c': 'x'}} as struct_, map {'k': [1, 2]} as map_, null as nothing;
select * from all_types;
insert into all_types select * from all_types;
select count(*), count(nothing), min(ubig), max(huge), min(dec38) from all_types;
create table too_wide as select 170141183460469231731687303715884105727::hugeint as h;
create table t as select time '12:00:00+01'::timetz as x;
create table t as select '101'::bit as x;
create table t as select union_value(a := 1) as x;
create table t as select {'a': interval 1 day} as x;
create table t as select date 'infinity' as x;
create table t as select timestamp '-infinity' as x;
create table floats as select * from (values ('NaN'::double, 0.0::float), ('-0.0', '-0.0'), ('inf', '-inf'), (1.5, 'NaN'), (null, null)) f(d, f);
select d, f from floats order by d, f;
select count(*) from floats where d > 1;
create table dates as select * from (values (date '0001-01-01', timestamp '0001-01-01'), ('1969-12-31', '1969-12-31 23:59:59.999999'), ('9999-12-31', '9999-12-31 23:59:59.999999')) d(d, t);
select * from dates order by d;
select count(*) from dates where t < '1970-01-01';
