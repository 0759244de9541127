-- Everything known about a person in one row, whichever systems know them.
with records as (

    select entities.entity_id, entities.source_system, entities.source_id, customers.email, customers.country
    from {{ ref('int_customer_entities') }} as entities
    inner join {{ ref('int_customer_records') }} as customers on customers.record_id = entities.record_id

),

people as (

    select
        entity_id,
        min(email) as email,
        min(country) as country,
        count(*) as record_count,
        max(case when source_system = 'shopify' then 1 else 0 end) = 1 as is_in_shop,
        max(case when source_system = 'hubspot' then 1 else 0 end) = 1 as is_in_crm,
        max(case when source_system = 'stripe' then 1 else 0 end) = 1 as has_paid
    from records
    group by entity_id

),

orders as (

    select
        records.entity_id,
        count(*) as order_count,
        sum(orders.total_usd) as ordered_usd,
        max(orders.created_at) as last_order_at
    from {{ ref('fct_orders') }} as orders
    inner join records
        on records.source_system = 'shopify' and records.source_id = cast(orders.customer_id as varchar)
    where not orders.is_cancelled
    group by records.entity_id

),

payments as (

    select
        records.entity_id,
        sum(metrics.payment_count) as payment_count,
        sum(metrics.lifetime_usd) as lifetime_usd,
        max(metrics.highest_fraud_score) as highest_fraud_score,
        max(metrics.highest_churn_score) as highest_churn_score
    from {{ ref('int_payment_customer_metrics') }} as metrics
    inner join records
        on records.source_system = 'stripe' and records.source_id = metrics.stripe_customer_id
    group by records.entity_id

)

select
    people.entity_id,
    people.email,
    people.country,
    people.is_in_shop,
    people.is_in_crm,
    people.has_paid,
    cast(people.record_count as bigint) as record_count,
    coalesce(orders.order_count, 0) as order_count,
    cast(coalesce(orders.ordered_usd, 0) as decimal(18, 2)) as ordered_usd,
    cast(coalesce(payments.lifetime_usd, 0) as decimal(18, 2)) as lifetime_usd,
    {{ customer_tier('coalesce(payments.lifetime_usd, 0)') }} as tier,
    {{ risk_profile('payments.highest_fraud_score') }} as risk_profile,
    payments.highest_churn_score as churn_score,
    orders.last_order_at
from people
left join orders on orders.entity_id = people.entity_id
left join payments on payments.entity_id = people.entity_id
