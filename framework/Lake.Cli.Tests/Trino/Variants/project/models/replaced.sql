{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key=['customer']) }}
select id, customer, {{ var('run') }} as run from {{ ref('events') }}
{% if is_incremental() %}where customer <> 'ann'{% endif %}
