-- A test is a query that must find no rows.
select * from {{ ref('daily_sales') }} where amount <= 0
