{{ config(materialized='incremental', incremental_strategy='merge', unique_key='payment_id') }}

-- Payments with scores for fraud and churn, each from what was known when the payment was made. A late payment
-- changes the history of its customer, so all payments of a customer with anything new are scored again.
with payments as (

    select *, coalesce(stripe_customer_id, payment_id) as history_id
    from {{ ref('int_payments') }}

),

changed as (

    select distinct history_id from payments where {{ is_new() }}

),

histories as (

    select
        *,
        min(card_country) over history as earlier_card_country,
        lag(created_at) over history as previous_at,
        count(*) over (
            partition by history_id order by created_at
            range between interval '1' hour preceding and current row
        ) as attempts_last_hour,
        avg(cast(net_usd as double)) over (history rows between unbounded preceding and 1 preceding) as usual_usd,
        sum(case when payment_status = 'failed' then 1 else 0 end)
            over (history rows between unbounded preceding and 1 preceding) as previous_failures,
        sum(case when refunded_minor > 0 then 1 else 0 end)
            over (history rows between unbounded preceding and 1 preceding) as previous_refunds,
        max(_loaded_at) over (partition by history_id) as history_loaded_at
    from payments
    where history_id in (select history_id from changed)
    window history as (partition by history_id order by created_at, payment_id)

),

scored as (

    select
        *,
        {{ fraud_score(
            'risk_score',
            'card_country <> earlier_card_country',
            'attempts_last_hour',
            'net_usd / nullif(usual_usd, 0)'
        ) }} as fraud_score,
        {{ churn_score(
            'coalesce(previous_failures, 0)',
            'coalesce(previous_refunds, 0)',
            "coalesce(" ~ dbt.datediff('previous_at', 'created_at', 'day') ~ ", 0)"
        ) }} as churn_score
    from histories

)

select
    payment_id,
    order_id,
    merchant_id,
    stripe_customer_id,
    currency,
    minor_units,
    amount_minor,
    amount,
    refunded_minor,
    refunded_amount,
    net_usd,
    payment_status,
    failure_code,
    card_brand,
    card_country,
    created_at,
    settled_at,
    refunded_at,
    disputed_at,
    has_late_events,
    cast(fraud_score as integer) as fraud_score,
    {{ risk_profile('fraud_score') }} as risk_profile,
    cast(churn_score as integer) as churn_score,
    history_loaded_at as _loaded_at
from scored
