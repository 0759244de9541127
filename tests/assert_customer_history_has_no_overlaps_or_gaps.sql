-- Each version ends where the next begins; only the last one is open.
with versions as (

    select
        customer_id, valid_from, valid_to, is_current,
        lead(valid_from) over (partition by customer_id order by valid_from) as next_valid_from
    from {{ ref('dim_customer') }}

)

select *
from versions
where valid_to is distinct from next_valid_from
   or is_current <> (valid_to is null)
   or valid_to <= valid_from
