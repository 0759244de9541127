select 1 as id, 1 as customer_id, timestamp '2024-01-01' as ts, 'k' as kind, 5 as val
