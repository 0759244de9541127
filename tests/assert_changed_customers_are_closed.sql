-- A customer whom the shop has sent in several versions has as many rows, and all but the latest are closed.
with sent as (

    select customer_id, count(*) as versions, max(updated_at) as latest_at
    from {{ ref('stg_customers') }}
    group by customer_id

),

kept as (

    select
        customer_id,
        count(*) as versions,
        sum(case when valid_to is not null then 1 else 0 end) as closed,
        max(valid_from) as latest_at
    from {{ ref('dim_customer') }}
    group by customer_id

)

select sent.customer_id, sent.versions, kept.versions as kept_versions, kept.closed
from sent
left join kept on kept.customer_id = sent.customer_id
where kept.versions is distinct from sent.versions
   or kept.closed is distinct from sent.versions - 1
   or (sent.versions > 1 and kept.latest_at <> sent.latest_at)
