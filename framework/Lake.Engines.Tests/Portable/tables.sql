create table t as select 1 as a, 'x' as b

select * from t

create table t as select 2 as a

create table if not exists t as select 3 as a

select * from t

create or replace table t as select a + 1 as a, 'new' as c from t

select * from t

create table empty_one (id integer not null, label varchar, price decimal(10, 2))

select * from empty_one

insert into empty_one values (1, 'a', 2.5), (2, null, -0.05)

select * from empty_one order by id

insert into empty_one (label) values ('no id')

create table none as select 1 as a where false

select count(*) as n from none

create table twice as select 1 as a, 2 as a

create table bad as select interval '1' day as i

create table nowhere.t as select 1 as a

drop table t

select * from t

drop table t

drop table if exists t
