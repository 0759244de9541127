-- Payments with at least one valid event are in fct_payments once, late and repeated events included; others are not.
with valid as (

    select payments.payment_id, max(payments.amount_minor) as amount_minor
    from {{ ref('stg_payments') }} as payments
    inner join {{ ref('currencies') }} as currencies on currencies.currency = payments.currency
    where payments.amount_minor >= 0
    group by payments.payment_id

),

counted as (

    select payment_id, count(*) as row_count, max(amount_minor) as amount_minor
    from {{ ref('fct_payments') }}
    group by payment_id

)

select coalesce(valid.payment_id, counted.payment_id) as payment_id, counted.row_count
from valid
full outer join counted on counted.payment_id = valid.payment_id
where valid.payment_id is null
   or counted.row_count is distinct from 1
   or counted.amount_minor <> valid.amount_minor
