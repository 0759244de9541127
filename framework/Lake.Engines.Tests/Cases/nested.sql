-- Members of structs keep their values whatever they are called.
create table n1(id int, s struct(a varchar, c int));
insert into n1 values (1, {'a': 'A', 'c': 3});
alter table n1 rename column s.a to aa;
select * from n1;
update n1 set id = 2;
select * from n1;
alter table n1 drop column s.c;
alter table n1 add column s.c int;
select * from n1;
insert into n1 values (3, {'aa': 'B', 'c': 4});
alter table n1 rename column s.aa to x;
alter table n1 rename column s.c to aa;
alter table n1 rename column s.x to c;
select id, s.c, s.aa from n1 order by id;
select id from n1 where s.c = 'B';
delete from n1 where s.aa = 4;
select * from n1;

-- Of structs in lists and maps too.
create table n2(id int, l struct(a int, b int)[], m map(varchar, struct(v int, w struct(deep int))));
insert into n2 values (1, [{'a': 1, 'b': 2}, null], map {'k': {'v': 5, 'w': {'deep': 6}}}), (2, null, null), (3, [], map {});
alter table n2 rename column l.element.a to swap;
alter table n2 rename column l.element.b to a;
alter table n2 rename column l.element.swap to b;
alter table n2 rename column m.value.w.deep to deeper;
alter table n2 alter column m.value.v type bigint;
alter table n2 add column m.value.w.more varchar;
alter table n2 add column l.element.c double;
select * from n2 order by id;
insert into n2 values (4, [{'b': 7, 'a': 8, 'c': 0.5}], map {'k': {'v': 3000000000, 'w': {'deeper': 9, 'more': 'm'}}});
select * from n2 order by id;
merge into n2 using (select 1 as id) as s on n2.id = s.id when matched then update set id = 10;
select * from n2 order by id;

-- What a struct cannot be.
alter table n1 add column s.AA int;
alter table n1 rename column s.aa to C;
alter table n1 rename column s.aa to AA;
alter table n1 drop column s.AA;
alter table n1 drop column s.c;
