{#- Materialized views: Trino has them, DuckDB says that it has not. -#}

{% macro get_create_materialized_view_as_sql(relation, sql) -%}
  {{ return(adapter.dispatch('get_create_materialized_view_as_sql', 'dbt')(relation, sql)) }}
{%- endmacro %}

{% macro default__get_create_materialized_view_as_sql(relation, sql) -%}
  {{ exceptions.raise_compiler_error('`get_create_materialized_view_as_sql` has not been implemented for ' ~ adapter.type()) }}
{%- endmacro %}

{% macro trino__get_create_materialized_view_as_sql(relation, sql) -%}
  create materialized view {{ relation }} as {{ sql }}
{%- endmacro %}


{% macro get_replace_materialized_view_sql(relation, sql) -%}
  {{ return(adapter.dispatch('get_replace_materialized_view_sql', 'dbt')(relation, sql)) }}
{%- endmacro %}

{% macro default__get_replace_materialized_view_sql(relation, sql) -%}
  {{ exceptions.raise_compiler_error('`get_replace_materialized_view_sql` has not been implemented for ' ~ adapter.type()) }}
{%- endmacro %}

{% macro trino__get_replace_materialized_view_sql(relation, sql) -%}
  create or replace materialized view {{ relation }} as {{ sql }}
{%- endmacro %}


{% macro refresh_materialized_view(relation) -%}
  {{ return(adapter.dispatch('refresh_materialized_view', 'dbt')(relation)) }}
{%- endmacro %}

{% macro default__refresh_materialized_view(relation) -%}
  {{ exceptions.raise_compiler_error('`refresh_materialized_view` has not been implemented for ' ~ adapter.type()) }}
{%- endmacro %}

{% macro trino__refresh_materialized_view(relation) -%}
  refresh materialized view {{ relation }}
{%- endmacro %}


{% macro drop_materialized_view(relation) -%}
  {{ return(adapter.dispatch('drop_materialized_view', 'dbt')(relation)) }}
{%- endmacro %}

{% macro default__drop_materialized_view(relation) -%}
  drop materialized view if exists {{ relation.render() }}
{%- endmacro %}


{% macro get_rename_materialized_view_sql(relation, new_name) -%}
  {{ return(adapter.dispatch('get_rename_materialized_view_sql', 'dbt')(relation, new_name)) }}
{%- endmacro %}

{% macro default__get_rename_materialized_view_sql(relation, new_name) -%}
  alter materialized view {{ relation }} rename to {{ relation.incorporate(path={'identifier': new_name}) }}
{%- endmacro %}


{#- None: nothing that is configured of one can be changed in place. -#}
{% macro get_materialized_view_configuration_changes(existing_relation, new_config) -%}
  {{ return(adapter.dispatch('get_materialized_view_configuration_changes', 'dbt')(existing_relation, new_config)) }}
{%- endmacro %}

{% macro default__get_materialized_view_configuration_changes(existing_relation, new_config) -%}
  {{ return(none) }}
{%- endmacro %}


{% macro get_alter_materialized_view_as_sql(relation, configuration_changes, sql, existing_relation, backup_relation, intermediate_relation) -%}
  {{ return(adapter.dispatch('get_alter_materialized_view_as_sql', 'dbt')(relation, configuration_changes, sql, existing_relation, backup_relation, intermediate_relation)) }}
{%- endmacro %}

{% macro default__get_alter_materialized_view_as_sql(relation, configuration_changes, sql, existing_relation, backup_relation, intermediate_relation) -%}
  {{ return(get_replace_materialized_view_sql(relation, sql)) }}
{%- endmacro %}
