-- Columns that are computed when a row is written.
create table t (a integer, twice integer generated always as (a * 2), next as (twice + 1), k varchar default 'd');
describe t;
insert into t values (1, 'x'), (2, 'y') returning *;
insert into t (a) values (3);
insert into t by name select 4 as a;
insert into t default values;
update t set a = 10 where a = 1 returning *;
merge into t using (select 2 as a, 'm' as k union all select 7, 'n') s on t.a = s.a when matched then update set a = 20, k = s.k when not matched then insert values (s.a, s.k) returning a, twice, next, k, merge_action;
merge into t using (select 30 as a, 'z' as k) s on t.a = s.a when not matched then insert *;
from t order by a;
select * from lake_files('t') where record_count < 0;

-- They take no values.
insert into t values (1, 2, 3, 'x');
insert into t (twice) values (1);
insert into t by name select 1 as next;
update t set twice = 1;
merge into t using (select 1 as a) s on t.a = s.a when not matched then insert (a, next) values (1, 1);

-- What they are computed from stays, and they may go.
alter table t drop column a;
alter table t rename a to b;
alter table t rename next to following;
insert into t (a) values (50);
alter table t drop column following;
insert into t (a) values (60);
alter table t drop constraint twice;
insert into t values (70, 7, 'plain');
from t where a >= 50 order by a;

-- Rows with a key.
create table keyed (k varchar primary key, n integer, label varchar as (k || '=' || n));
insert into keyed values ('a', 1), ('b', 2);
insert into keyed values ('a', 5), ('c', 3) on conflict (k) do update set n = n + excluded.n returning *;
insert or replace into keyed values ('b', 9);
from keyed order by k;
delete from keyed where label = 'c=3' returning label;
merge into keyed using (select 'a' as k) s using (k) when matched then delete returning k, label;
update keyed set n = 0 where label = 'b=9';
select label from keyed where n = 0;

-- Chains in any order; circles, queries, aggregates and tables of nothing else are refused.
create table chained (c integer as (b + 1), b integer as (a + 1), a integer);
insert into chained values (1);
from chained;
create table nested (a integer, both as ([a, a + 1]), m as (map([a], ['x'])));
insert into nested values (1);
from nested;
create or replace table chained (a integer, b integer);
insert into chained values (1, 1);
create table bad (a integer as (b), b integer as (a), c integer);
create table bad (a integer as (1));
create table bad (a integer, b integer as ((select 1)));
create table bad (a integer, b integer as (sum(a)));
create table bad (a integer, b integer as (missing));
create table bad (a, b as (1)) as select 1, 2;
alter table chained add column d integer generated always as (a);
