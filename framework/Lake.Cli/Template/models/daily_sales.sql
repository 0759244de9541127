select
    cast(o.ordered_at as date) as day,
    c.city,
    count(*) as orders,
    sum(o.amount) as amount
from {{ source('raw', 'orders') }} as o
join {{ ref('customers') }} as c using (customer_id)
group by 1, 2
