-- Every customer of the shop has exactly one current row.
select customers.customer_id, count(dimension.customer_id) as current_rows
from (select distinct customer_id from {{ ref('stg_customers') }}) as customers
left join {{ ref('dim_customer') }} as dimension
    on dimension.customer_id = customers.customer_id and dimension.is_current
group by customers.customer_id
having count(dimension.customer_id) <> 1
