-- Nobody gets back more than was paid, and what Stripe has refunded is marked so.
select payment_id, amount_minor, refunded_minor, payment_status
from {{ ref('fct_payments') }}
where refunded_minor > amount_minor
   or (refunded_minor > 0 and payment_status not in ('refunded', 'partially_refunded', 'disputed'))
   or (payment_status = 'refunded' and refunded_minor <> amount_minor)
