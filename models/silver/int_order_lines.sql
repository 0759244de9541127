-- The lines of each order's latest version.
with orders as (

    select
        *,
        row_number() over (partition by order_id order by updated_at desc, _loaded_at desc) as position
    from {{ ref('stg_orders') }}

),

lines as (

    select
        order_id,
        currency,
        unnest(from_json(
            line_items,
            '[{"line": "INTEGER", "product_id": "BIGINT", "sku": "VARCHAR", "quantity": "INTEGER", "price": "VARCHAR"}]'
        )) as item
    from orders
    where position = 1

)

select
    {{ surrogate_key(['lines.order_id', 'lines.item.line']) }} as order_line_key,
    lines.order_id,
    lines.item.line as line_number,
    lines.item.product_id as product_id,
    lines.item.quantity as quantity,
    {{ dollars_to_cents('lines.item.price', 'currencies.minor_units') }} as unit_price_minor,
    lines.item.quantity * {{ dollars_to_cents('lines.item.price', 'currencies.minor_units') }} as line_total_minor
from lines
inner join {{ ref('currencies') }} as currencies on currencies.currency = lines.currency
