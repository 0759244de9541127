-- One row for each version of a product.
with records as (

    select
        *,
        row_number() over (partition by id, updated_at order by _loaded_at, _raw_id) as repetition
    from {{ source('shopify', 'shopify_products') }}

)

select
    id as product_id,
    sku,
    title,
    product_type,
    vendor as merchant_id,
    cast(price as decimal(18, 2)) as price_usd,
    status,
    {{ in_utc('updated_at') }} as updated_at,
    _raw_id,
    _loaded_at,
    _source_file
from records
where repetition = 1
