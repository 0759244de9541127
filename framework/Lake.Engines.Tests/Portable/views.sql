create table t as select 1 as id union all select 2

create view v as select id, id * 2 as twice from t

select * from v order by id

create view v as select 1 as a

create or replace view v as select id, id * 3 as thrice from t

select * from v order by id

insert into t values (10)

select max(thrice) as m from v

drop view v

select * from v

create view broken as select * from nothing

drop view if exists v
