-- One row for each event of a customer of the payment provider.
select
    event_id,
    event_at,
    {{ json_text('payload', 'data.object.id') }} as stripe_customer_id,
    {{ json_text('payload', 'data.object.email') }} as email,
    {{ json_text('payload', 'data.object.name') }} as full_name,
    {{ json_text('payload', 'data.object.phone') }} as phone,
    {{ json_text('payload', 'data.object.address.postal_code') }} as postal_code,
    {{ json_text('payload', 'data.object.address.country') }} as country,
    _raw_id,
    _loaded_at,
    _source_file
from {{ ref('stg_stripe_events') }}
where event_type in ('customer.created', 'customer.updated')
