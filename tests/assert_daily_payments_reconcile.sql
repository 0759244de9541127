-- No payment is lost or counted twice between fct_payments and fct_daily_payments.
with payments as (

    select
        payment_date, currency,
        count(*) as payment_count, sum(amount_minor) as amount_minor, sum(refunded_amount) as refunded_amount
    from {{ ref('fct_payments') }}
    group by payment_date, currency

),

days as (

    select
        payment_date, currency,
        sum(payment_count) as payment_count, sum(amount_minor) as amount_minor, sum(refunded_amount) as refunded_amount
    from {{ ref('fct_daily_payments') }}
    group by payment_date, currency

)

select coalesce(payments.payment_date, days.payment_date) as payment_date, coalesce(payments.currency, days.currency) as currency
from payments
full outer join days on days.payment_date = payments.payment_date and days.currency = payments.currency
where days.payment_count is distinct from payments.payment_count
   or days.amount_minor is distinct from payments.amount_minor
   or days.refunded_amount is distinct from payments.refunded_amount
