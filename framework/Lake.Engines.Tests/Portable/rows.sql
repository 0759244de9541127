create table t as select * from (values (1, 'a', 10), (2, 'b', 20), (3, 'c', 30)) v(id, name, n)

insert into t select id + 10, name, n from t where id < 3

insert into t (n, id) values (99, 4)

select * from t order by id

update t set n = n + 1, name = upper(name) where id >= 10

delete from t where id = 1

delete from t where id = 1000

merge into t using (values (2, 'B'), (5, 'E')) s(id, name) on t.id = s.id
    when matched then update set name = s.name
    when not matched then insert (id, name) values (s.id, s.name)

merge into t using (select 3 as id, true as gone union all select 4, false) s on t.id = s.id
    when matched and s.gone then delete
    when matched then update set n = -1

select * from t order by id

merge into t using (values (2, 'p'), (2, 'q')) s(id, name) on t.id = s.id when matched then update set name = s.name

insert into t values (1, 2)

delete from t where nope = 1

update t set nope = 1

insert into nothing values (1)

truncate table t

select count(*) as n from t
