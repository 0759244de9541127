{{ config(materialized='table') }}
select cast(date_day as date) as date_day from ({{ dbt_utils.date_spine('day', "cast('2024-01-01' as date)", "cast('2024-01-10' as date)") }}) spine
