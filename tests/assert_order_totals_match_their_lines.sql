-- An order's total is the sum of its lines, to the last fils.
select orders.order_id, orders.total_minor, sum(lines.line_total_minor) as line_total_minor
from {{ ref('fct_orders') }} as orders
left join {{ ref('int_order_lines') }} as lines on lines.order_id = orders.order_id
group by orders.order_id, orders.total_minor
having sum(lines.line_total_minor) is distinct from orders.total_minor
