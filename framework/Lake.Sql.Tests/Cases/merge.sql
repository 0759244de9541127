merge into "db"."s"."t" as DBT_INTERNAL_DEST
    using "t__dbt_tmp" as DBT_INTERNAL_SOURCE
    on ((DBT_INTERNAL_SOURCE.id = DBT_INTERNAL_DEST.id))
    when matched and DBT_INTERNAL_SOURCE.x > 1 then update set
        "id" = DBT_INTERNAL_SOURCE."id","v" = case when a then b end
    when not matched then insert ("id", "v") values ("id", coalesce("v", 0));
merge into t x using (values (1, 2)) s(id, v) using (id)
    when matched then update
    when not matched by target then insert
    when not matched by source and x.id = 3 then delete;
with q as (select 1 as id)
merge into t using q on t.id = q.id
    when matched and q.id = 2 then do nothing
    when matched and q.id = 3 then error 'bad ' || q.id
    when matched and q.id = 4 then delete
    when matched and q.id = 5 then update set *
    when matched then update by name
    when not matched and q.id = 6 then insert *
    when not matched and q.id = 7 then insert by name *
    when not matched then insert default values
    returning merge_action, *;
