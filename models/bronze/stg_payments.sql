-- One row for each event of a charge. A payment has several: pending, succeeded or failed, refunded.
select
    event_id,
    event_type,
    event_at,
    is_late,
    {{ json_text('payload', 'data.object.id') }} as payment_id,
    {{ json_text('payload', 'data.object.status') }} as status,
    cast({{ json_text('payload', 'data.object.amount') }} as bigint) as amount_minor,
    cast({{ json_text('payload', 'data.object.amount_refunded') }} as bigint) as refunded_minor,
    upper({{ json_text('payload', 'data.object.currency') }}) as currency,
    {{ json_text('payload', 'data.object.customer') }} as stripe_customer_id,
    cast({{ json_text('payload', 'data.object.metadata.order_id') }} as bigint) as order_id,
    {{ json_text('payload', 'data.object.metadata.merchant_id') }} as merchant_id,
    {{ json_text('payload', 'data.object.failure_code') }} as failure_code,
    cast({{ json_text('payload', 'data.object.outcome.risk_score') }} as integer) as risk_score,
    {{ json_text('payload', 'data.object.payment_method_details.card.brand') }} as card_brand,
    {{ json_text('payload', 'data.object.payment_method_details.card.country') }} as card_country,
    {{ from_unix_seconds(json_text('payload', 'data.object.created')) }} as created_at,
    _raw_id,
    _loaded_at,
    _source_file
from {{ ref('stg_stripe_events') }}
where event_type in ('charge.pending', 'charge.succeeded', 'charge.failed', 'charge.refunded')
