create table t as select 1 as id

select nope from t

select * from tt

select nofunc(1)

selec 1

select cast('x' as integer)

select * from nowhere.t

select id +
    nope
from t

select 1 as one; select 2 as two

commit
