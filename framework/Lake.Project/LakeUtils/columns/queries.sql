{#- Answers of the warehouse as values of templates. -#}

{% macro get_query_results_as_dict(query) %}
  {{ return(adapter.dispatch('get_query_results_as_dict', 'lake_utils')(query)) }}
{% endmacro %}

{% macro default__get_query_results_as_dict(query) %}
  {%- set result = {} -%}
  {%- if execute -%}
    {%- set table = run_query(query) -%}
    {%- for name in table.column_names -%}
      {%- do result.update({name: table.columns[name].values()}) -%}
    {%- endfor -%}
  {%- endif -%}
  {{ return(result) }}
{% endmacro %}


{% macro get_single_value(query, default=none) %}
  {{ return(adapter.dispatch('get_single_value', 'lake_utils')(query, default)) }}
{% endmacro %}

{% macro default__get_single_value(query, default) %}
  {%- if not execute -%}{{ return(default) }}{%- endif -%}
  {%- set rows = run_query(query).rows -%}
  {{ return(rows[0][0] if rows | length > 0 and rows[0][0] is not none else default) }}
{% endmacro %}


{% macro get_relations_by_pattern(schema_pattern, table_pattern, exclude='', database=target.database) %}
  {{ return(adapter.dispatch('get_relations_by_pattern', 'lake_utils')(schema_pattern, table_pattern, exclude, database)) }}
{% endmacro %}

{% macro default__get_relations_by_pattern(schema_pattern, table_pattern, exclude='', database=target.database) %}
  {%- set relations = [] -%}
  {%- if execute -%}
    {%- for row in run_query(lake_utils.get_tables_by_pattern_sql(schema_pattern, table_pattern, exclude, database)).rows -%}
      {%- do relations.append(api.Relation.create(database=database, schema=row['table_schema'], identifier=row['table_name'], type=row['table_type'])) -%}
    {%- endfor -%}
  {%- endif -%}
  {{ return(relations) }}
{% endmacro %}


{% macro get_relations_by_prefix(schema, prefix, exclude='', database=target.database) %}
  {{ return(adapter.dispatch('get_relations_by_prefix', 'lake_utils')(schema, prefix, exclude, database)) }}
{% endmacro %}

{% macro default__get_relations_by_prefix(schema, prefix, exclude='', database=target.database) %}
  {{ return(lake_utils.get_relations_by_pattern(schema, prefix ~ '%', exclude, database)) }}
{% endmacro %}


{% macro get_tables_by_prefix_sql(schema, prefix, exclude='', database=target.database) %}
  {{ return(adapter.dispatch('get_tables_by_prefix_sql', 'lake_utils')(schema, prefix, exclude, database)) }}
{% endmacro %}

{% macro default__get_tables_by_prefix_sql(schema, prefix, exclude='', database=target.database) %}
  {{ return(lake_utils.get_tables_by_pattern_sql(schema, prefix ~ '%', exclude, database)) }}
{% endmacro %}


{% macro get_tables_by_pattern_sql(schema_pattern, table_pattern, exclude='', database=target.database) %}
  {{ return(adapter.dispatch('get_tables_by_pattern_sql', 'lake_utils')(schema_pattern, table_pattern, exclude, database)) }}
{% endmacro %}

{% macro default__get_tables_by_pattern_sql(schema_pattern, table_pattern, exclude='', database=target.database) %}
select distinct
  table_schema as {{ adapter.quote('table_schema') }},
  table_name as {{ adapter.quote('table_name') }},
  {{ lake_utils.get_table_types_sql() }}
from {{ adapter.quote(database) ~ '.' if target.type == 'trino' }}information_schema.tables
where lower(table_catalog) = lower({{ dbt.string_literal(database) }})
  and lower(table_schema) like {{ dbt.string_literal(schema_pattern | lower) }}
  and lower(table_name) like {{ dbt.string_literal(table_pattern | lower) }}
  and lower(table_name) not like {{ dbt.string_literal(exclude | lower) }}
{% endmacro %}


{% macro get_table_types_sql() -%}
  {{ return(adapter.dispatch('get_table_types_sql', 'lake_utils')()) }}
{%- endmacro %}

{% macro default__get_table_types_sql() %}
  case table_type
    when 'BASE TABLE' then 'table'
    when 'LOCAL TEMPORARY' then 'table'
    else lower(table_type)
  end as {{ adapter.quote('table_type') }}
{% endmacro %}
