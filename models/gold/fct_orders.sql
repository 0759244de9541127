{{ config(materialized='incremental', incremental_strategy='merge', unique_key='order_id') }}

-- One row an order in its latest version, tied to the customer as it was when the order was placed.
with changed as (

    select distinct order_id from {{ ref('stg_orders') }} where {{ is_new() }}

),

latest as (

    select
        *,
        row_number() over (partition by order_id order by updated_at desc, _loaded_at desc) as position
    from {{ ref('stg_orders') }}
    where order_id in (select order_id from changed)

),

lines as (

    select order_id, count(*) as line_count, sum(quantity) as item_count
    from {{ ref('int_order_lines') }}
    group by order_id

)

select
    latest.order_id,
    latest.order_name,
    customers.customer_key,
    latest.customer_id,
    cast(latest.created_at as date) as order_date,
    latest.currency,
    {{ dollars_to_cents('latest.total_price', 'currencies.minor_units') }} as total_minor,
    cast(latest.total_price as decimal(18, 3)) as total_amount,
    cast(cast(latest.total_price as decimal(18, 3)) * currencies.usd_rate as decimal(18, 4)) as total_usd,
    lines.line_count,
    cast(lines.item_count as bigint) as item_count,
    latest.financial_status,
    latest.fulfillment_status,
    latest.cancelled_at is not null as is_cancelled,
    latest.created_at,
    latest.updated_at,
    latest._loaded_at
from latest
inner join {{ ref('currencies') }} as currencies on currencies.currency = latest.currency
left join lines on lines.order_id = latest.order_id
left join {{ ref('dim_customer') }} as customers
    on customers.customer_id = latest.customer_id
    and latest.created_at >= customers.valid_from
    and (latest.created_at < customers.valid_to or customers.valid_to is null)
where latest.position = 1
