-- Products as they are now.
with versions as (

    select
        *,
        row_number() over (partition by product_id order by updated_at desc, _loaded_at desc) as position
    from {{ ref('stg_products') }}

)

select
    {{ surrogate_key(['product_id']) }} as product_key,
    product_id,
    sku,
    title,
    product_type,
    merchant_id,
    price_usd,
    status,
    updated_at
from versions
where position = 1
