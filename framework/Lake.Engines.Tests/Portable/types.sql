create table all_types as select
    true as bool_, 3 as int_, cast(4 as bigint) as big, cast(1.5 as real) as real_, cast(2.25 as double) as double_,
    cast(12.34 as decimal(9, 2)) as dec9, cast('12345678901234567890123456789012.345678' as decimal(38, 6)) as dec38,
    'text ''"' as text_, date '2024-02-29' as date_, timestamp '2024-02-29 12:34:56.789012' as ts, cast(null as varchar) as nothing

select * from all_types

insert into all_types select * from all_types

select count(*) as n, max(dec38) as d, sum(double_) as s from all_types

create table edges as select * from (values (date '0001-01-01', timestamp '0001-01-01 00:00:00.000000'), (date '1969-12-31', timestamp '1969-12-31 23:59:59.999999'), (date '9999-12-31', timestamp '9999-12-31 23:59:59.999999')) e(d, t)

select * from edges order by d

select cast('NaN' as double) as nan_, cast('-Infinity' as double) as inf
