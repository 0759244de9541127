{{ config(materialized='incremental', unique_key='id', incremental_strategy='delete+insert', on_schema_change='append_new_columns', pre_hook=["select 1 as before"], tags=['hourly']) }}
select p.id, p.code, e.n, p.paid_at from {{ ref('stg_payments') }} p left join {{ ref('eph') }} e using (code)
{% if is_incremental() %} where paid_at > (select max(paid_at) from {{ this }}) {% endif %}
