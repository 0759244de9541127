-- One row for each version of a shop account. Airbyte repeats records, so equal versions are taken once.
with records as (

    select
        *,
        row_number() over (partition by id, updated_at order by _loaded_at, _raw_id) as repetition
    from {{ source('shopify', 'shopify_customers') }}

)

select
    id as customer_id,
    nullif(trim(email), '') as email,
    trim(first_name) as first_name,
    trim(last_name) as last_name,
    phone,
    state as account_state,
    verified_email as is_email_verified,
    currency,
    {{ json_text('default_address', 'address1') }} as street,
    {{ json_text('default_address', 'city') }} as city,
    {{ json_text('default_address', 'province_code') }} as region,
    {{ json_text('default_address', 'zip') }} as postal_code,
    {{ json_text('default_address', 'country_code') }} as country,
    {{ in_utc('created_at') }} as created_at,
    {{ in_utc('updated_at') }} as updated_at,
    _raw_id,
    _loaded_at,
    _source_file
from records
where repetition = 1
