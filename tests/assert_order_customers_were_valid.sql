-- An order of a known customer is tied to the version that was valid when it was placed.
select orders.order_id
from {{ ref('fct_orders') }} as orders
left join {{ ref('dim_customer') }} as customers on customers.customer_key = orders.customer_key
where orders.customer_id is not null
  and (
      customers.customer_key is null
      or customers.customer_id <> orders.customer_id
      or orders.created_at < customers.valid_from
      or orders.created_at >= customers.valid_to
  )
