{#- Parts of addresses, as SQL expressions. -#}

{% macro get_url_parameter(field, url_parameter) -%}
  {{ return(adapter.dispatch('get_url_parameter', 'lake_utils')(field, url_parameter)) }}
{%- endmacro %}

{% macro default__get_url_parameter(field, url_parameter) -%}
{%- set after = dbt.split_part(field, dbt.string_literal(url_parameter ~ '='), 2) -%}
nullif({{ dbt.split_part(after, "'&'", 1) }}, '')
{%- endmacro %}


{% macro get_url_host(field) -%}
  {{ return(adapter.dispatch('get_url_host', 'lake_utils')(field)) }}
{%- endmacro %}

{% macro default__get_url_host(field) -%}
{%- set bare = dbt.replace(dbt.replace(dbt.replace(field, "'android-app://'", "''"), "'http://'", "''"), "'https://'", "''") -%}
cast({{ dbt.split_part(dbt.split_part(bare, "'/'", 1), "'?'", 1) }} as {{ dbt.type_string() }})
{%- endmacro %}


{% macro get_url_path(field) -%}
  {{ return(adapter.dispatch('get_url_path', 'lake_utils')(field)) }}
{%- endmacro %}

{% macro default__get_url_path(field) -%}
{%- set bare = dbt.replace(dbt.replace(field, "'http://'", "''"), "'https://'", "''") -%}
cast({{ dbt.split_part(
    'case when ' ~ dbt.position("'/'", bare) ~ " = 0 then '' else "
    ~ dbt.right(bare, dbt.length(bare) ~ ' - ' ~ dbt.position("'/'", bare)) ~ ' end', "'?'", 1) }} as {{ dbt.type_string() }})
{%- endmacro %}
