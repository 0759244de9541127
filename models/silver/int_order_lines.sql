-- The lines of each order's latest version.
with orders as (

    select
        *,
        row_number() over (partition by order_id order by updated_at desc, _loaded_at desc) as position
    from {{ ref('stg_orders') }}

),

lines as (

    select
        orders.order_id,
        orders.currency,
        item.line,
        item.product_id,
        item.quantity,
        item.price
    from orders
    cross join {{ json_rows('orders.line_items', 'item', {
        'line': 'integer', 'product_id': 'bigint', 'quantity': 'integer', 'price': 'varchar'
    }) }}
    where orders.position = 1

)

select
    {{ surrogate_key(['lines.order_id', 'lines.line']) }} as order_line_key,
    lines.order_id,
    lines.line as line_number,
    lines.product_id,
    lines.quantity,
    {{ dollars_to_cents('lines.price', 'currencies.minor_units') }} as unit_price_minor,
    lines.quantity * {{ dollars_to_cents('lines.price', 'currencies.minor_units') }} as line_total_minor
from lines
inner join {{ ref('currencies') }} as currencies on currencies.currency = lines.currency
