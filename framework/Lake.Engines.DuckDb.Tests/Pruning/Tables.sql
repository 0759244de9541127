create table events (id bigint, day date, ts timestamp, tz timestamptz, kind varchar, price double, amount decimal(9, 2), ok boolean) partitioned by (day);
insert into events
select i, date '2024-01-01' + d::integer, timestamp '2024-01-01' + to_days(d::integer) + to_minutes(i::integer), timestamptz '2024-01-01 00:00:00+00' + to_days(d::integer),
       'kind ' || d, d + i / 100.0, d * 10 + i / 10.0, d % 2 = 0
from range(20) t(d), range(5) u(i);
insert into events values (100, null, null, null, null, null, null, null);
insert into events values (101, date '2030-01-01', null, null, null, 'nan', null, null);
create table buckets (id bigint, name varchar) partitioned by (bucket(8, id), truncate(2, name));
insert into buckets select range, chr(97 + (range % 6)::integer) || 'xyz' || range from range(300);
create table hourly (ts timestamp, v integer) partitioned by (hour(ts));
insert into hourly select timestamp '1969-12-31 20:00:00' + to_minutes(range::integer * 20), range from range(40);
create table target (id bigint, ts timestamp) partitioned by (month(ts));
insert into target select range, timestamp '2023-01-01' + to_days(range::integer * 10) from range(37);
create view january as select id as event_id, day as event_day, kind from events where day >= date '2024-01-01' and day < date '2024-01-08';
create table small as select 3 as id, date '2024-01-03' as day;
