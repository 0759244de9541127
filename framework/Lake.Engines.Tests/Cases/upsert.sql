create table t (id integer primary key, v integer default 7, w varchar);
insert into t values (1, 1, 'a'), (2, 2, 'b');

-- The first of the new rows of a key stays.
insert into t values (1, 9, 'x'), (3, 3, 'c'), (3, 4, 'd') on conflict do nothing;
insert or ignore into t (id) values (3), (4) returning id, v;
insert into t values (5, 5, 'e'), (1, 9, 'x') on conflict (id) do nothing returning *;
from t order by id;

-- A replaced row keeps what the statement does not give.
insert or replace into t (id, w) values (1, 'A'), (6, 'f') returning *;
insert or replace into t by name select 2 as id, 22 as v;
from t order by id;

-- A bare column is that of the old row.
insert into t values (1, 10, 'z') on conflict (id) do update set v = v + excluded.v, w = upper(excluded.w) || t.w;
insert into t as old values (1, 10, 'z'), (7, 1, 'g') on conflict (id) do update set v = default, w = null where old.v > 10 returning *;
insert into t values (1, 100, 'n') on conflict (id) do update set v = excluded.v where excluded.v < v;
insert into main.t values (6, 66, 'n') on conflict (id) do update set w = main.t.w || excluded.w;
with s as (select 8 as id, 8 as v, 'h' as w union all select 2, 2, 'b') insert into t select * from s on conflict (id) do update set v = -excluded.v;
from t order by id;
select operation, count(*) from lake_snapshots('t') group by all order by all;

-- Of several rows with a key the first counts.
insert into t values (9, 1, 'a'), (9, 2, 'b') on conflict (id) do update set v = excluded.v;
insert or replace into t values (9, 3, 'c'), (9, 4, 'd'), (12, 1, 'e'), (12, 2, 'f');
from t where id in (9, 12) order by id;
delete from t where id in (9, 12);

-- The key must be clear.
insert into t values (1, 1, 'a') on conflict (v) do nothing;
insert into t values (1, 1, 'a') on conflict (nope) do nothing;
insert into t values (1, 1, 'a') on conflict (id) do update set id = 2;
create table loose (a integer);
insert into loose values (1) on conflict do nothing;
insert or replace into loose values (1);
insert into t values (1, 1, 'a') on conflict (id) do something;

-- Nulls are no keys, and a row may conflict on one of several.
create table several (a integer unique, b integer, c integer, unique (b, c));
insert into several values (1, 1, 1), (null, 2, 2);
insert into several values (null, 3, 3), (null, null, 4), (1, 8, 8), (9, 1, 1), (5, 5, 5) on conflict do nothing;
insert into several values (6, 6, 6), (6, 7, 7) on conflict do nothing;
insert into several values (20, 20, 20), (20, 21, 21), (22, 21, 21) on conflict do nothing;
insert into several values (6, 6, 6), (6, 7, 7) on conflict (a) do nothing;
insert or replace into several values (1, 1, 1);
insert into several values (10, 1, 1), (11, 11, 11) on conflict (c, b) do update set a = excluded.a;
insert into several values (5, 1, 1) on conflict (b, c) do update set a = excluded.a;
from several order by all;

begin;
insert or replace into t values (1, 0, 'in'), (10, 0, 'in');
insert or ignore into t values (10, 1, 'again'), (11, 0, 'in');
select * from t where w = 'in' order by id;
rollback;
select count(*) from t where w = 'in';
create table keys_only (id integer primary key);
insert into keys_only select * from range(3);
insert or replace into keys_only select * from range(5);
select count(*) from keys_only;
