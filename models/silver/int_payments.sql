{{ config(materialized='incremental', incremental_strategy='merge', unique_key='payment_id') }}

-- One row a payment, in the state that its events add up to, in whatever order they came.
-- A payment with anything new is worked out again from all of its events.
with events as (

    select payments.*, currencies.minor_units, currencies.usd_rate
    from {{ ref('stg_payments') }} as payments
    inner join {{ ref('currencies') }} as currencies on currencies.currency = payments.currency
    where payments.amount_minor >= 0

),

disputes as (

    select payment_id, min(event_at) as disputed_at, max(_loaded_at) as _loaded_at
    from {{ ref('stg_disputes') }}
    group by payment_id

),

changed as (

    select payment_id from events where {{ is_new() }}
    union
    select payment_id from disputes where {{ is_new() }}

),

states as (

    select
        payment_id,
        count(*) as event_count,
        max(refunded_minor) as refunded_minor,
        min(case when event_type in ('charge.succeeded', 'charge.failed') then event_at end) as settled_at,
        min(case when event_type = 'charge.refunded' then event_at end) as refunded_at,
        max(event_at) as last_event_at,
        max(case when is_late then 1 else 0 end) = 1 as has_late_events,
        max(_loaded_at) as _loaded_at
    from events
    where payment_id in (select payment_id from changed)
    group by payment_id

),

latest as (

    select
        *,
        row_number() over (
            partition by payment_id
            order by event_at desc, case status when 'pending' then 0 else 1 end desc, event_id
        ) as position
    from events
    where payment_id in (select payment_id from changed)

)

select
    latest.payment_id,
    latest.order_id,
    latest.merchant_id,
    latest.stripe_customer_id,
    latest.currency,
    latest.minor_units,
    latest.amount_minor,
    {{ cents_to_dollars('latest.amount_minor', 'latest.minor_units') }} as amount,
    states.refunded_minor,
    {{ cents_to_dollars('states.refunded_minor', 'latest.minor_units') }} as refunded_amount,
    cast(
        {{ cents_to_dollars('latest.amount_minor - states.refunded_minor', 'latest.minor_units') }} * latest.usd_rate
        as decimal(18, 4)
    ) as net_usd,
    case
        when disputes.payment_id is not null then 'disputed'
        when latest.status = 'succeeded' and states.refunded_minor >= latest.amount_minor then 'refunded'
        when latest.status = 'succeeded' and states.refunded_minor > 0 then 'partially_refunded'
        else latest.status
    end as payment_status,
    latest.failure_code,
    latest.risk_score,
    latest.card_brand,
    latest.card_country,
    latest.created_at,
    states.settled_at,
    states.refunded_at,
    disputes.disputed_at,
    states.last_event_at,
    states.event_count,
    states.has_late_events,
    greatest(states._loaded_at, coalesce(disputes._loaded_at, states._loaded_at)) as _loaded_at
from latest
inner join states on states.payment_id = latest.payment_id
left join disputes on disputes.payment_id = latest.payment_id
where latest.position = 1
