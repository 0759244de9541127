create table t as select 1 as id, 'a' as name

alter table t add column extra bigint

insert into t values (2, 'b', 5)

alter table t rename column name to label

select * from t order by id

alter table t drop column extra

alter table t add column extra varchar

select * from t order by id

alter table t rename to u

select count(*) as n from u

select count(*) as n from t

comment on table u is 'it''s'

comment on column u.label is 'a value'

alter table nothing add column a integer
