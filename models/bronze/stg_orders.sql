-- One row for each version of an order.
with records as (

    select
        *,
        row_number() over (partition by id, updated_at order by _loaded_at, _raw_id) as repetition
    from {{ source('shopify', 'shopify_orders') }}

)

select
    id as order_id,
    name as order_name,
    order_number,
    customer_id,
    currency,
    total_price,
    financial_status,
    coalesce(fulfillment_status, 'unfulfilled') as fulfillment_status,
    line_items,
    {{ in_utc('created_at') }} as created_at,
    {{ in_utc('updated_at') }} as updated_at,
    {{ in_utc('cancelled_at') }} as cancelled_at,
    _raw_id,
    _loaded_at,
    _source_file
from records
where repetition = 1
