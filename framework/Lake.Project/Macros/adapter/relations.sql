{% macro load_cached_relation(relation) %}
  {{ return(adapter.get_relation(database=relation.database, schema=relation.schema, identifier=relation.identifier)) }}
{% endmacro %}

{% macro load_relation(relation) %}
  {{ return(load_cached_relation(relation)) }}
{% endmacro %}


{% macro make_temp_relation(base_relation, suffix='__dbt_tmp') %}
  {{ return(adapter.dispatch('make_temp_relation', 'dbt')(base_relation, suffix)) }}
{% endmacro %}

{#- Temporary tables live in the session alone, so they carry no database and schema. -#}
{% macro default__make_temp_relation(base_relation, suffix) %}
  {{ return(base_relation.incorporate(path={'identifier': base_relation.identifier ~ suffix, 'schema': none, 'database': none}, type='table')) }}
{% endmacro %}

{% macro make_intermediate_relation(base_relation, suffix='__dbt_tmp') %}
  {{ return(adapter.dispatch('make_intermediate_relation', 'dbt')(base_relation, suffix)) }}
{% endmacro %}

{% macro default__make_intermediate_relation(base_relation, suffix) %}
  {{ return(base_relation.incorporate(path={'identifier': base_relation.identifier ~ suffix})) }}
{% endmacro %}

{% macro make_backup_relation(base_relation, backup_relation_type, suffix='__dbt_backup') %}
  {{ return(adapter.dispatch('make_backup_relation', 'dbt')(base_relation, backup_relation_type, suffix)) }}
{% endmacro %}

{% macro default__make_backup_relation(base_relation, backup_relation_type, suffix) %}
  {{ return(base_relation.incorporate(path={'identifier': base_relation.identifier ~ suffix}, type=backup_relation_type)) }}
{% endmacro %}


{% macro get_or_create_relation(database, schema, identifier, type) -%}
  {{ return(adapter.dispatch('get_or_create_relation', 'dbt')(database, schema, identifier, type)) }}
{%- endmacro %}

{% macro default__get_or_create_relation(database, schema, identifier, type) %}
  {%- set existing = adapter.get_relation(database=database, schema=schema, identifier=identifier) -%}
  {%- if existing -%}
    {{ return([true, existing]) }}
  {%- endif -%}
  {{ return([false, api.Relation.create(database=database, schema=schema, identifier=identifier, type=type)]) }}
{% endmacro %}


{% macro drop_relation(relation) -%}
  {{ return(adapter.dispatch('drop_relation', 'dbt')(relation)) }}
{%- endmacro %}

{% macro default__drop_relation(relation) -%}
  {%- call statement('drop_relation', auto_begin=False) -%}
    {{ get_drop_sql(relation) }}
  {%- endcall -%}
{%- endmacro %}

{% macro drop_relation_if_exists(relation) %}
  {%- if relation is not none -%}
    {{ adapter.drop_relation(relation) }}
  {%- endif -%}
{% endmacro %}

{% macro get_drop_sql(relation) -%}
  {{ adapter.dispatch('get_drop_sql', 'dbt')(relation) }}
{%- endmacro %}

{% macro default__get_drop_sql(relation) -%}
  {%- if relation.is_view -%}
    {{ drop_view(relation) }}
  {%- else -%}
    {{ drop_table(relation) }}
  {%- endif -%}
{%- endmacro %}

{% macro drop_table(relation) -%}
  {{ adapter.dispatch('drop_table', 'dbt')(relation) }}
{%- endmacro %}

{% macro default__drop_table(relation) -%}
  drop table if exists {{ relation.render() }}
{%- endmacro %}

{% macro drop_view(relation) -%}
  {{ adapter.dispatch('drop_view', 'dbt')(relation) }}
{%- endmacro %}

{% macro default__drop_view(relation) -%}
  drop view if exists {{ relation.render() }}
{%- endmacro %}


{% macro rename_relation(from_relation, to_relation) -%}
  {{ return(adapter.dispatch('rename_relation', 'dbt')(from_relation, to_relation)) }}
{%- endmacro %}

{% macro default__rename_relation(from_relation, to_relation) -%}
  {%- call statement('rename_relation') -%}
    {{ get_rename_sql(from_relation, to_relation.identifier) }}
  {%- endcall -%}
{%- endmacro %}

{% macro get_rename_sql(relation, new_name) -%}
  {{ adapter.dispatch('get_rename_sql', 'dbt')(relation, new_name) }}
{%- endmacro %}

{% macro default__get_rename_sql(relation, new_name) -%}
  {%- if relation.is_view -%}
    {{ get_rename_view_sql(relation, new_name) }}
  {%- else -%}
    {{ get_rename_table_sql(relation, new_name) }}
  {%- endif -%}
{%- endmacro %}

{% macro get_rename_table_sql(relation, new_name) -%}
  {{ adapter.dispatch('get_rename_table_sql', 'dbt')(relation, new_name) }}
{%- endmacro %}

{% macro default__get_rename_table_sql(relation, new_name) -%}
  alter table {{ relation }} rename to {{ adapter.quote(new_name) }}
{%- endmacro %}

{% macro get_rename_view_sql(relation, new_name) -%}
  {{ adapter.dispatch('get_rename_view_sql', 'dbt')(relation, new_name) }}
{%- endmacro %}

{% macro default__get_rename_view_sql(relation, new_name) -%}
  alter view {{ relation }} rename to {{ adapter.quote(new_name) }}
{%- endmacro %}


{% macro truncate_relation(relation) -%}
  {{ return(adapter.dispatch('truncate_relation', 'dbt')(relation)) }}
{%- endmacro %}

{% macro default__truncate_relation(relation) -%}
  {%- call statement('truncate_relation') -%}
    truncate table {{ relation.render() }}
  {%- endcall -%}
{%- endmacro %}


{% macro create_indexes(relation) -%}
  {{ adapter.dispatch('create_indexes', 'dbt')(relation) }}
{%- endmacro %}

{#- Iceberg tables have no indexes; the macro is there for those who call or override it. -#}
{% macro default__create_indexes(relation) -%}
{%- endmacro %}
