{{ config(materialized='incremental', incremental_strategy='merge', unique_key='payment_id') }}

-- One row a payment, tied to the merchant as it was when the payment was made.
select
    payments.payment_id,
    payments.order_id,
    merchants.merchant_key,
    payments.merchant_id,
    payments.stripe_customer_id,
    cast(payments.created_at as date) as payment_date,
    payments.currency,
    payments.minor_units,
    payments.amount_minor,
    payments.amount,
    payments.refunded_minor,
    payments.refunded_amount,
    payments.net_usd,
    payments.payment_status,
    payments.failure_code,
    payments.card_brand,
    payments.fraud_score,
    payments.risk_profile,
    payments.churn_score,
    payments.has_late_events,
    payments.created_at,
    payments.settled_at,
    payments.refunded_at,
    payments.disputed_at,
    payments._loaded_at
from {{ ref('int_payments_enriched') }} as payments
left join {{ ref('dim_merchant') }} as merchants
    on merchants.merchant_id = payments.merchant_id
    and payments.created_at >= merchants.valid_from
    and (payments.created_at < merchants.valid_to or merchants.valid_to is null)
where {{ is_new('payments._loaded_at') }}
