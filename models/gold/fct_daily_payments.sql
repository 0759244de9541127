{{ config(
    materialized='incremental',
    incremental_strategy='delete+insert',
    unique_key='payment_date',
    partitioned_by=['day(payment_date)']
) }}

-- Payments by day, currency and merchant. A day with anything new, late events included, is replaced as a whole.
with changed as (

    select distinct payment_date from {{ ref('fct_payments') }} where {{ is_new() }}

)

select
    payment_date,
    currency,
    merchant_id,
    count(*) as payment_count,
    cast(sum(case when payment_status = 'succeeded' then 1 else 0 end) as bigint) as succeeded_count,
    cast(sum(case when payment_status = 'failed' then 1 else 0 end) as bigint) as failed_count,
    cast(sum(case when refunded_minor > 0 then 1 else 0 end) as bigint) as refunded_count,
    cast(sum(amount_minor) as bigint) as amount_minor,
    cast(sum(amount) as decimal(18, 3)) as amount,
    cast(sum(refunded_amount) as decimal(18, 3)) as refunded_amount,
    cast(sum(net_usd) as decimal(18, 4)) as net_usd,
    max(_loaded_at) as _loaded_at
from {{ ref('fct_payments') }}
where payment_date in (select payment_date from changed)
group by payment_date, currency, merchant_id
