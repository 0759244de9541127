-- What each merchant has taken so far, and how much of it went wrong.
select
    merchant_id,
    count(*) as payment_count,
    sum(case when payment_status in ('succeeded', 'partially_refunded') then net_usd else 0 end) as net_usd,
    cast(sum(case when payment_status = 'failed' then 1 else 0 end) as double) / count(*) as failure_rate,
    cast(sum(case when refunded_minor > 0 then 1 else 0 end) as double) / count(*) as refund_rate,
    cast(sum(case when payment_status = 'disputed' then 1 else 0 end) as double) / count(*) as dispute_rate,
    avg(fraud_score) as average_fraud_score,
    max(created_at) as last_payment_at
from {{ ref('int_payments_enriched') }}
group by merchant_id
