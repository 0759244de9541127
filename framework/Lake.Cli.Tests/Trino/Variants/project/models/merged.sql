{{ config(materialized='incremental', incremental_strategy='merge', unique_key='id') }}
with rows_now as (
    select id, customer, amount, {{ var('run') }} as run from {{ ref('events') }}
)
select * from rows_now
