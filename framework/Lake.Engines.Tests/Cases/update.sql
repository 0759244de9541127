create table t as select range as id, range % 3 as k, 'n' || range as name from range(10);
update t set name = 'x' where id = 3;
update t set k = k + 10, name = upper(name) where k = 0;
select * from t order by id;
update t set k = 0;
select distinct k from t;
update t set k = u.v from (values (1, 100), (2, 200)) u(id, v) where t.id = u.id;
update main.t as z set k = 5 where z.id = 9 and z.name = 'N9';
update t set k = (select max(id) from t) where id = 0;
update t set name = default where id = 1;
select * from t order by id;
update t set k = 1 where id = 1000;
update t set nope = 1;
update t set k = 1, K = 2;
update t set k = 'x' where id = 1;
update nothing set a = 1;
with w as (select 7 as id) update t set k = 77 from w where t.id = w.id;
update lake.main.t set k = 88 where lake.main.t.id = 8 and main.t.k < 5;
select id, k from t where id >= 7 order by id;
update t set (k, name) = (1, 'pair') where id = 2 returning id;

-- A sign stands for itself behind any operator.
create table signs(a int, b int);
insert into signs values (1, 1), (2, 2);
update signs set a=-1, b=+5 where b>=-1 and b<>-2 and a=+1;
update signs set (a, b)=(-a,-3) where a>+1;
merge into signs using (select -1 as k) as s on signs.a=-1 when matched then update set b=-7;
select * from signs order by a;
