{{ config(access='public', sql_header='select 1;' if false else none) }}
select f.id, f.cents, '{{ model.name }}' as name, {{ 'true' if execute else 'false' }} as executed from {{ ref('fct', v=2) }} f join {{ ref('every_key', 'fct', version=1) }} o on f.id = o.id
