{#-
  Whether the new rows are in the target already, so that the strategy would write what is there. Then no snapshot is
  made, and a build without new data changes no table.
-#}
{% macro incremental_changes_nothing(strategy, source, target, unique_key, dest_columns) %}
  {{ return(adapter.dispatch('incremental_changes_nothing', 'dbt')(strategy, source, target, unique_key, dest_columns)) }}
{% endmacro %}

{% macro default__incremental_changes_nothing(strategy, source, target, unique_key, dest_columns) %}
  {{ return(false) }}
{% endmacro %}

{#- Rows whose key is null match nothing and are always new. -#}
{% macro duckdb__incremental_changes_nothing(strategy, source, target, unique_key, dest_columns) %}
  {%- if config.get('merge_clauses') or config.get('merge_update_set_expressions') or (config.get('null_safe_keys') and strategy != 'merge') -%}
    {{ return(false) }}
  {%- endif -%}
  {%- if strategy == 'scd2' -%}
    {{ return(run_query('select 1 from ' ~ source ~ ' limit 1').rows | length == 0) }}
  {%- endif -%}
  {%- if not unique_key or strategy not in ['merge', 'delete+insert', 'default'] -%}
    {{ return(false) }}
  {%- endif -%}
  {%- set keys = [unique_key] if unique_key is string else unique_key -%}
  {%- set columns = get_quoted_csv(dest_columns | map(attribute='name')) -%}
  {%- set news -%}
    {%- if not config.get('null_safe_keys') %}
    select 1 from {{ source }} where {{ keys | join(' is null or ') }} is null
    union all
    {%- endif %}
    select 1 from (select {{ columns }} from {{ source }} except {{ 'all' if strategy != 'merge' }} select {{ columns }} from {{ target }})
    {%- if strategy != 'merge' %}
    union all
    select 1 from (
      select {{ columns }} from {{ target }} where ({{ keys | join(', ') }}) in (select ({{ keys | join(', ') }}) from {{ source }})
      except all
      select {{ columns }} from {{ source }}
    )
    {%- endif %}
    limit 1
  {%- endset -%}
  {{ return(run_query(news).rows | length == 0) }}
{% endmacro %}
