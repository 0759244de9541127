create table "weird name" as select 1 as "select", 2 as "a.b", 3 as "with space", 4 as "quo'te"

select * from "weird name"

update "weird name" set "select" = 10, "quo'te" = 50 where "a.b" = 2

select "select", "quo'te" from "weird name"

create table mixedcase as select 1 as camelcase

select CamelCase as c from MixedCase

drop table MIXEDCASE

create table "ünïcode" as select 'ß' as "ö"

select * from "ünïcode"
