-- What each customer of the payment provider has paid so far.
select
    stripe_customer_id,
    count(*) as payment_count,
    cast(sum(case when payment_status = 'failed' then 1 else 0 end) as bigint) as failed_count,
    cast(sum(case when refunded_minor > 0 then 1 else 0 end) as bigint) as refunded_count,
    cast(sum(case when payment_status = 'disputed' then 1 else 0 end) as bigint) as disputed_count,
    sum(case when payment_status in ('succeeded', 'partially_refunded') then net_usd else 0 end) as lifetime_usd,
    min(created_at) as first_payment_at,
    max(created_at) as last_payment_at,
    max(fraud_score) as highest_fraud_score,
    max(churn_score) as highest_churn_score
from {{ ref('int_payments_enriched') }}
where stripe_customer_id is not null
group by stripe_customer_id
