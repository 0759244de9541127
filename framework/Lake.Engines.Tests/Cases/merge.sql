create table t as select * from (values (1, 'a', 10), (2, 'b', 20), (3, 'c', 30)) v(id, name, n);
merge into t using (values (2, 'B'), (4, 'D')) s(id, name) on t.id = s.id
    when matched then update set name = s.name
    when not matched then insert (id, name) values (id, name);
select * from t order by id;
merge into lake.main.t as dest using (select 1 as id, 'z' as name, 5 as n union all select 9, 'nine', 9) as src on (src.id = dest.id)
    when matched and src.n > 100 then delete
    when matched then update set "n" = src."n" + dest.n, name = dest.name || src.name
    when not matched and src.id > 100 then insert values (src.id, src.name, src.n)
    when not matched then insert (id, name, n) values ("id", upper("name"), -n);
select * from t order by id;
merge into t using (values (1)) s(id) using (id)
    when matched then delete
    when not matched by source and t.n is null then update set n = 0
    when not matched by source and n < 0 then delete;
select * from t order by id;
create temp table src as select 2 as id, 'two' as name, 22 as n union all select 5, 'five', 55;
merge into t using src on t.id = src.id when matched then update when not matched then insert;
select * from t order by id;
merge into t using (select 'x' as name, 2 as id) s on t.id = s.id when matched then update by name when not matched then insert by name;
merge into t using (select 3 as id) s on t.id = s.id when matched then do nothing;
merge into t using (select 3 as id) s on t.id = s.id when matched then error 'no ' || s.id;
merge into t using (values (2, 'p'), (2, 'q')) s(id, name) on t.id = s.id when matched then update set name = s.name;
merge into t using (values (2, 'p'), (2, 'q')) s(id, name) on t.id = s.id when not matched then insert (id) values (s.id);
merge into t using (values (7)) s(id) on t.id = s.id when not matched then insert default values;
merge into t using (values (8)) s(id) on false when not matched then insert (id, n) values (s.id, default);
merge into t using t as other on t.id = other.id when matched then update set n = other.n + 1;
select * from t order by id;
merge into t using nothing on t.id = nothing.id when matched then delete;
merge into t using src on t.id = src.id when matched then update set nope = 1;
merge into t using src on t.id = src.id when not matched then insert (id, name) values (1);
with w as (select 100 as id) merge into t using w on t.id = w.id when not matched then insert (id) values (w.id);
merge into t using src on t.id = src.id when matched then delete returning *;
select count(*) from t;

-- Subqueries have names of their own; conditions may have side effects that never come.
create table totals(id int, v int);
create table buys(id int, v int);
insert into buys values (1, 10), (2, 20), (1, 5);
merge into totals using (values (1), (2)) s(id) on totals.id = s.id when not matched and (select count(*) from buys where id = s.id) > 5 then error 'never' when not matched then insert values (s.id, (select sum(v) from buys where id = s.id));
merge into totals using (values (1)) s(id) on totals.id = s.id when matched and s.id = 2 then error when matched then update set v = (select max(v) from buys where id = totals.id);
select * from totals order by id;
merge into totals using (values (3)) s(id) on totals.id = s.id when not matched then insert values (s.id, totals.v);
merge into totals using (values (3)) s(id) on totals.id = s.id when not matched by source and s.id = 3 then delete;
merge into totals using (values (3)) s(id) on totals.id = s.id when not matched then delete;
merge into totals using (values (3)) s(id) on totals.id = s.id when matched then delete when matched then do nothing;
