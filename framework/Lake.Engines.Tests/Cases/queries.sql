create table t as select range as id, range % 2 = 0 as even from range(4);
select t.id, u.id from t join lake.main.t as u on t.id = u.id + 1 order by 1;
with t as (select 7 as x) select * from t;
from t select id where even order by id;
select (select max(id) from t) as m, exists (select 1 from main.t where id = 3) as e;
select id, row_number() over (order by id desc) as rn from t qualify rn = 1;
describe t;
select column_name, null_percentage from (summarize t);
select table_schema, table_name, table_type from information_schema.tables where table_catalog = 'lake' order by all;
select column_name, data_type from information_schema.columns where table_name = 't' order by ordinal_position;
create macro twice(x) as x * 2;
select twice(id) from t where id = 3;
create macro rows_of() as table select count(*) as n from t;
select * from rows_of();
create temp table scratch as select * from t;
insert into scratch values (99, false);
delete from scratch where id < 2;
select * from scratch order by id;
values (1, 'a'), (2, 'b');
select nope from t;
select * from tt;
select nofunc(1);
selec 1;
select 'x'::integer;
select * from nowhere.t;
select id +
    nope
from t;
select 1 as one;
create table pivoted as pivot (select id, even, 1 as n from t) on even using sum(n) group by id;
select * from pivoted order by id;
select * from (pivot t on even using count(*) group by id) order by id limit 1;
select sum(x) from (select 'a' as x);

-- What would change the copy that stands for a table is refused.
create table wrapped (a integer);
insert into wrapped values (1);
explain analyze insert into wrapped values (2);
explain (analyze, format json) merge into wrapped using (select 1 as i) s on a = i when matched then delete;
prepare change as with s as (select 3 as a) insert into wrapped select * from s;
prepare made as create table other as select 1 as a;
prepare read as select a + ? from wrapped;
execute read(10);
create temp table aside (a integer);
prepare change_aside as insert into aside values (?);
execute change_aside(5);
select (select sum(a) from wrapped), (select sum(a) from aside);
update wrapped set wrapped.a = 2;
