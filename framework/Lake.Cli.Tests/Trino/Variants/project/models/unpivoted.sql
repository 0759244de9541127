{{ config(materialized='table') }}
select id, field_name, value from ({{ dbt_utils.unpivot(ref('promised'), cast_to='varchar', exclude=['id'], remove=['amount']) }}) pivoted
