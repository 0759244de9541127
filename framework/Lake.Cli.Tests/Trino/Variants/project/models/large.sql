{{ config(materialized='table') }}
select count(*) as id, cast(sum(n) as bigint) as total, max(label) as label from {{ ref('many') }}
