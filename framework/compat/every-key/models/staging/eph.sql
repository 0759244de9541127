{{ config(materialized='ephemeral') }}
select code, count(*) as n from {{ ref('stg_payments') }} group by code
