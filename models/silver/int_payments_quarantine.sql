{{ config(materialized='incremental', incremental_strategy='merge', unique_key='event_id') }}

-- Events that were readable but cannot be true. They count nowhere until somebody looks at them.
select
    payments.event_id,
    payments.payment_id,
    payments.event_at,
    payments.amount_minor,
    payments.currency,
    case
        when payments.amount_minor is null then 'amount is missing'
        when payments.amount_minor < 0 then 'amount is negative'
        when payments.currency is null then 'currency is missing'
        else 'currency is unknown'
    end as reason,
    payments._loaded_at,
    payments._source_file
from {{ ref('stg_payments') }} as payments
left join {{ ref('currencies') }} as currencies on currencies.currency = payments.currency
where (payments.amount_minor is null or payments.amount_minor < 0 or currencies.currency is null)
  and {{ is_new('payments._loaded_at') }}
