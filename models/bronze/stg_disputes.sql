select
    event_id,
    event_at,
    {{ json_text('payload', 'data.object.id') }} as dispute_id,
    {{ json_text('payload', 'data.object.charge') }} as payment_id,
    {{ json_text('payload', 'data.object.reason') }} as reason,
    _raw_id,
    _loaded_at,
    _source_file
from {{ ref('stg_stripe_events') }}
where event_type = 'charge.dispute.created'
