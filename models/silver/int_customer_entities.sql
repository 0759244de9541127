-- Which person each record belongs to: everything reachable over matches is one entity, named after its first record.
-- Each round doubles the number of matches on the way; tests/assert_matches_are_one_person.sql holds that eight are enough.
with reached_in_1 as (

    select record_id, other_record_id as reached_id from {{ ref('int_customer_matches') }}
    union
    select other_record_id, record_id from {{ ref('int_customer_matches') }}
    union
    select record_id, record_id from {{ ref('int_customer_records') }}

),

{% for steps in [1, 2, 4] -%}
reached_in_{{ 2 * steps }} as (

    select distinct here.record_id, there.reached_id
    from reached_in_{{ steps }} as here
    inner join reached_in_{{ steps }} as there on there.record_id = here.reached_id

),

{% endfor -%}

entities as (

    -- Shop accounts name their entity where there is one: 'shopify' sorts before 'stripe', 'hubspot' is moved behind.
    select
        record_id,
        min(case when reached_id like 'hubspot:%' then '~' || reached_id else reached_id end) as first_record
    from reached_in_8
    group by record_id

)

select
    records.record_id,
    records.source_system,
    records.source_id,
    {{ surrogate_key(['entities.first_record']) }} as entity_id
from entities
inner join {{ ref('int_customer_records') }} as records on records.record_id = entities.record_id
