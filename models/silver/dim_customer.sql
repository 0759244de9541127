{{ config(materialized='incremental', incremental_strategy='merge', unique_key='customer_key') }}

-- Shop customers with their history (SCD2). The raw table keeps every version, so a customer with a new version is
-- worked out again from all of them: the merge closes the old row and adds the new one, late versions included.
with versions as (

    select * from {{ ref('stg_customers') }}

),

changed as (

    select distinct customer_id from versions where {{ is_new() }}

),

dated as (

    -- What is known of a customer first is taken to be true from the beginning.
    select
        *,
        case
            when row_number() over (partition by customer_id order by updated_at) = 1 then least(created_at, updated_at)
            else updated_at
        end as began_at
    from versions
    where customer_id in (select customer_id from changed)

)

select
    {{ surrogate_key(['customer_id', unix_millis('updated_at')]) }} as customer_key,
    customer_id,
    email,
    first_name,
    last_name,
    phone,
    account_state,
    is_email_verified,
    currency,
    street,
    city,
    region,
    postal_code,
    country,
    created_at,
    {{ scd2_validity('customer_id', 'began_at') }},
    max(_loaded_at) over (partition by customer_id) as _loaded_at
from dated
