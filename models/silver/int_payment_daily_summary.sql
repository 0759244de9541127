-- Payments by the day they were made and by currency.
select
    cast(created_at as date) as payment_date,
    currency,
    count(*) as payment_count,
    cast(sum(case when payment_status = 'failed' then 1 else 0 end) as bigint) as failed_count,
    cast(sum(case when has_late_events then 1 else 0 end) as bigint) as late_count,
    cast(sum(amount_minor) as bigint) as amount_minor,
    cast(sum(refunded_minor) as bigint) as refunded_minor,
    sum(net_usd) as net_usd
from {{ ref('int_payments') }}
group by cast(created_at as date), currency
