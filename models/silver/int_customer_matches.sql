-- Pairs of records that are one person: the same email address, or, within a block of the same beginning of the
-- last name and the same postal code, names so alike that chance is no explanation.
with records as (

    select * from {{ ref('int_customer_records') }}

),

by_email as (

    select a.record_id, b.record_id as other_record_id, 'email' as rule, cast(1 as double) as score
    from records as a
    inner join records as b on b.email = a.email and b.record_id > a.record_id

),

by_block as (

    select
        a.record_id,
        b.record_id as other_record_id,
        'name and postal code' as rule,
        {{ name_similarity("a.first_name || ' ' || a.last_name", "b.first_name || ' ' || b.last_name") }} as score
    from records as a
    inner join records as b
        on b.blocking_key = a.blocking_key
        and b.record_id > a.record_id
        and coalesce(a.phone = b.phone, true)

),

candidates as (

    select * from by_email
    union all
    select * from by_block where score >= 0.75

)

select record_id, other_record_id, min(rule) as rule, max(score) as score
from candidates
group by record_id, other_record_id
