{{ config(materialized='incremental', incremental_strategy='scd2', unique_key='customer', updated_at='changed_at', deleted="op = 'D'") }}
select customer, changed_at, op, tier, city from {{ ref('changes') }}
