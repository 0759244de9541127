{{ config(materialized='incremental', incremental_strategy='insert_overwrite', partitioned_by=['month(happened)']) }}
select id, happened, {{ var('run') }} as run from {{ ref('events') }}
{% if is_incremental() %}where happened >= timestamp '2024-02-01 00:00:00'{% endif %}
