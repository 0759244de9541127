{{ config(materialized='table') }}
select id, customer, case when _dbt_source_relation like '%events%' then 'event' else 'model' end as kind
from ({{ dbt_utils.union_relations([ref('events'), ref('merged')], include=['id', 'customer']) }}) both_kinds
