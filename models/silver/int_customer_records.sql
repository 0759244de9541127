-- The latest record of everybody in each of the three systems, in one spelling, to compare them by.
with shop as (

    select *, row_number() over (partition by customer_id order by updated_at desc) as position
    from {{ ref('stg_customers') }}

),

crm as (

    select *, row_number() over (partition by contact_id order by updated_at desc) as position
    from {{ ref('stg_contacts') }}

),

payments as (

    select *, row_number() over (partition by stripe_customer_id order by event_at desc, event_id) as position
    from {{ ref('stg_stripe_customers') }}

),

records as (

    select
        'shopify' as source_system, cast(customer_id as varchar) as source_id,
        email, first_name, last_name, phone, postal_code, country
    from shop where position = 1
    union all
    select
        'hubspot', cast(contact_id as varchar),
        email, first_name, last_name, phone, postal_code, country
    from crm where position = 1
    union all
    select
        'stripe', stripe_customer_id,
        email, split_part(full_name, ' ', 1), substr(full_name, length(split_part(full_name, ' ', 1)) + 2),
        phone, postal_code, country
    from payments where position = 1

)

select
    source_system || ':' || source_id as record_id,
    source_system,
    source_id,
    {{ normalize_email('email') }} as email,
    first_name,
    last_name,
    {{ normalize_phone('phone') }} as phone,
    country,
    {{ blocking_key('last_name', 'postal_code') }} as blocking_key
from records
