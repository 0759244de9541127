commit

rollback

begin

begin

create table t as select 1 as a

select * from nothing

select * from t

insert into t values (2)

commit

select * from t order by a

rollback

begin

insert into t values (cast('x' as integer))

insert into t values (3)

rollback

select * from t order by a

begin

drop table t

select * from t

rollback

select count(*) as n from t

begin

commit

commit
