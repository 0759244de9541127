select *
from custmers
---
select * from main.orders
---
select * from stagin.orders
---
select
  customer_id,
  customer_nam
from main.customers
---
select c.nam from customers c
---
select x.name from customers c
---
select sum(name) from customers
---
select name::integer as bad, 'ééé' as é from customers
---
select lowr(name) from customers
---
select 1 +
  from customers where
---
create table customers (id integer)
---
create table t as select interval 1 day as waited
---
create table t (id integer, "ID" varchar)
---
create table nowhere.t as select 1 as a
---
insert into customers (customer_idd) values (1)
---
insert into customers values (1)
---
insert into v values (1)
---
update customers set name = (select 1, 2)
---
merge into customers using (select 1 as id union all select 1) s on customers.customer_id = s.id when matched then delete
---
drop view customers
---
drop schema staging
---
alter table customers alter customer_id type varchar
---
alter table customers rename column name to customer_id
---
create table t partitioned by (buckt(4, a)) as select 1 as a
---
create table t partitioned by (day(a)) as select 1 as a
---
select 'open
---
commit
---
create view customers as select 1 as a
---
insert into customers select * from staging.ordrs
---
create table c (id integer, check (sum(id) > 1))
---
create table c (id integer primary key, price double, constraint positive check (price > 0)) as select 1, -1
---
create table c (id integer primary key, price double) as select 1, 2 from range(2)
---
alter table keyed drop constraint positiv
---
alter table keyed rename price to cost
---
alter table keyed add column x integer not null
---
create table t as select timestamp_ns '2024-01-01 00:00:00' as x
---
create index names on customers (name)
