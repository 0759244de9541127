create table t as select 1 as a

begin

insert into t values (2)

update t set a = a * 10

create table u as select a + 1 as b from t

insert into u values (5)

create view v as select count(*) as n from u

select * from t order by a

select * from u order by b

select * from v

rollback

select * from t

select * from u

begin

create or replace table t as select a + 100 as a from t

insert into t values (7)

select * from t order by a

commit

select * from t order by a

begin

create table t_tmp as select 101 as a, 'x' as b union all select 8, 'y'

merge into t using t_tmp s on t.a = s.a when matched then update set a = 0 when not matched then insert (a) values (s.a)

drop table t_tmp

commit

select * from t order by a

select * from t_tmp

begin

create table fresh as select 1 as one

alter table fresh rename to named

create table gone as select 1 as x

drop table gone

commit

select * from named

select * from fresh

select * from gone

begin

drop table t

create view t as select 'view' as kind

select * from t

commit

select * from t

begin

begin

rollback
