{#- The parts in which other adapters load a seed, for macros that override or call them. -#}

{% macro reset_csv_table(model, full_refresh, old_relation, agate_table) -%}
  {{ adapter.dispatch('reset_csv_table', 'dbt')(model, full_refresh, old_relation, agate_table) }}
{%- endmacro %}

{#- Creating replaces whatever is there. -#}
{% macro default__reset_csv_table(model, full_refresh, old_relation, agate_table) -%}
  {{ return(create_csv_table(model, agate_table)) }}
{%- endmacro %}


{% macro load_csv_rows(model, agate_table) -%}
  {{ adapter.dispatch('load_csv_rows', 'dbt')(model, agate_table) }}
{%- endmacro %}

{#- create_csv_table takes the rows in with it. -#}
{% macro default__load_csv_rows(model, agate_table) -%}
  {{ return('') }}
{%- endmacro %}


{% macro get_batch_size() -%}
  {{ return(adapter.dispatch('get_batch_size', 'dbt')()) }}
{%- endmacro %}

{% macro default__get_batch_size() %}
  {{ return(10000) }}
{% endmacro %}

{% macro get_binding_char() -%}
  {{ return(adapter.dispatch('get_binding_char', 'dbt')()) }}
{%- endmacro %}

{% macro default__get_binding_char() %}
  {{ return(adapter.get_binding_char()) }}
{% endmacro %}
