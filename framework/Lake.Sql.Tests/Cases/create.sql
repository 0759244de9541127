create table a.b.c (id integer not null, "N m" varchar default 'x', price decimal(18, 2) check (price > 0), tags struct(a int, b varchar[])[], primary key (id), constraint u unique (id, price));
create or replace table t partitioned by (day(ts), bucket(16, id), truncate(name, 4), region) with ('write.merge.mode' = 'merge-on-read', format_version = 2, x = true) as (select 1 as id -- comment
);
CREATE TABLE IF NOT EXISTS s.t TBLPROPERTIES ('a'='b''c') AS WITH x AS (SELECT 1) SELECT * FROM x WITH NO DATA;
create table t (a, b) as from u;
create temp table x as select 1;
create view v (a, "b") as select case when 1 then 2 end, 3;
create or replace view v as select ';' as semicolon;
create schema if not exists db.s;
create macro f(x) as x + 1;
