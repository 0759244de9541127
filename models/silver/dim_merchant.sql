{{ config(materialized='incremental', incremental_strategy='merge', unique_key='merchant_key', full_refresh=false) }}

-- Merchants with their history (SCD2). The seed holds only the present, so history grows here: a changed merchant
-- gives two rows to the merge, the old one closed and the new one open. `full_refresh: false` keeps the history,
-- which nothing else remembers. What is known of a merchant first is taken to be true from the beginning.
with source as (

    select
        *,
        {{ surrogate_key(['merchant_name', 'category', 'country', 'kyc_status', 'risk_level', 'fee_basis_points']) }} as fingerprint
    from {{ ref('stg_merchants') }}

),

{% if is_incremental() %}

present as (

    select * from {{ this }} where is_current

),

changed as (

    select
        source.*,
        present.merchant_id is null as is_first
    from source
    left join present on present.merchant_id = source.merchant_id
    where present.merchant_id is null
       or (present.fingerprint <> source.fingerprint and source.updated_at > present.valid_from)

),

closed as (

    select
        present.merchant_key,
        present.merchant_id,
        present.merchant_name,
        present.category,
        present.country,
        present.kyc_status,
        present.risk_level,
        present.fee_basis_points,
        present.fingerprint,
        present.valid_from,
        changed.updated_at as valid_to,
        false as is_current
    from present
    inner join changed on changed.merchant_id = present.merchant_id

),

{% else %}

changed as (

    select *, true as is_first
    from source

),

{% endif %}

opened as (

    select
        {{ surrogate_key(['merchant_id', unix_millis('updated_at')]) }} as merchant_key,
        merchant_id,
        merchant_name,
        category,
        country,
        kyc_status,
        risk_level,
        fee_basis_points,
        fingerprint,
        case
            when is_first then least(updated_at, timestamp '{{ var("first_date") }} 00:00:00')
            else updated_at
        end as valid_from,
        cast(null as timestamp(6)) as valid_to,
        true as is_current
    from changed

)

select * from opened
{% if is_incremental() %}
union all
select * from closed
{% endif %}
