-- The sum of exact amounts is the sum of minor units in every currency: yen have none, dinars have three digits.
select
    payments.currency,
    sum(payments.amount) as amount,
    sum(payments.amount_minor) as amount_minor,
    max(currencies.minor_units) as minor_units
from {{ ref('fct_payments') }} as payments
inner join {{ ref('currencies') }} as currencies on currencies.currency = payments.currency
group by payments.currency
having sum(payments.amount) * max(case currencies.minor_units when 0 then 1 when 2 then 100 when 3 then 1000 end)
    <> sum(payments.amount_minor)
