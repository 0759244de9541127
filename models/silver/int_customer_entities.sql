-- Which person each record belongs to: everything reachable over matches is one entity, named after its first record.
with recursive edges as (

    select record_id, other_record_id from {{ ref('int_customer_matches') }}
    union
    select other_record_id, record_id from {{ ref('int_customer_matches') }}

),

reachable (record_id, reached_id) as (

    select record_id, record_id from {{ ref('int_customer_records') }}
    union
    select reachable.record_id, edges.other_record_id
    from reachable
    inner join edges on edges.record_id = reachable.reached_id

),

entities as (

    -- Shop accounts name their entity where there is one: 'shopify' sorts before 'stripe', 'hubspot' is moved behind.
    select
        record_id,
        min(case when reached_id like 'hubspot:%' then '~' || reached_id else reached_id end) as first_record
    from reachable
    group by record_id

)

select
    records.record_id,
    records.source_system,
    records.source_id,
    {{ surrogate_key(['entities.first_record']) }} as entity_id
from entities
inner join {{ ref('int_customer_records') }} as records on records.record_id = entities.record_id
