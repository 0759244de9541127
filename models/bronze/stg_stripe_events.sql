-- One row an event, however often it was delivered; the first delivery counts.
with deliveries as (

    select
        *,
        row_number() over (partition by id order by _loaded_at, _source_file, _raw_id) as delivery
    from {{ source('stripe', 'stripe_events') }}

)

select
    id as event_id,
    type as event_type,
    {{ from_unix_seconds('created') }} as event_at,
    cast(year || '-' || month || '-' || day as date) as received_on,
    cast({{ from_unix_seconds('created') }} as date) < cast(year || '-' || month || '-' || day as date) as is_late,
    payload,
    _raw_id,
    _loaded_at,
    _source_file
from deliveries
where delivery = 1
