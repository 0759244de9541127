{{ config(materialized='incremental', incremental_strategy='append', on_schema_change='append_new_columns') }}
select id{{ ', customer' if var('run') | int > 1 }} from {{ ref('events') }}
{% if is_incremental() %}where id > (select max(id) from {{ this }}){% endif %}
