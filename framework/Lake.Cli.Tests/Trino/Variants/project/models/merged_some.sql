{{ config(materialized='incremental', incremental_strategy='merge', unique_key=['id', 'customer'], merge_update_columns=['amount']) }}
select id, customer, amount, {{ var('run') }} as run from {{ ref('events') }}
