{{ config(materialized='incremental', incremental_strategy='merge', unique_key='id', on_schema_change='sync_all_columns') }}
select id{{ ', amount' if var('run') | int < 3 }}{{ ', customer' if var('run') | int > 1 }} from {{ ref('events') }}
