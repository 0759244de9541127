-- How the merchants are doing now.
select
    merchants.merchant_id,
    merchants.merchant_name,
    merchants.category,
    merchants.country,
    merchants.kyc_status,
    merchants.risk_level,
    coalesce(metrics.payment_count, 0) as payment_count,
    cast(coalesce(metrics.net_usd, 0) as decimal(18, 2)) as net_usd,
    metrics.failure_rate,
    metrics.refund_rate,
    metrics.dispute_rate,
    {{ merchant_health_score(
        'metrics.failure_rate', 'metrics.refund_rate', 'metrics.dispute_rate', 'merchants.kyc_status'
    ) }} as health_score,
    {{ risk_profile('metrics.average_fraud_score') }} as risk_profile
from {{ ref('dim_merchant') }} as merchants
left join {{ ref('int_payment_merchant_metrics') }} as metrics on metrics.merchant_id = merchants.merchant_id
where merchants.is_current
