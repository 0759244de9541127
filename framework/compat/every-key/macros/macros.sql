{% macro cents(column) -%}
  {{ return(adapter.dispatch('cents', 'every_key')(column)) }}
{%- endmacro %}

{% macro default__cents(column) -%}
  cast({{ column }} * 100 as bigint)
{%- endmacro %}

{% macro note(when) -%}
  {% if execute %}{% do log('run ' ~ when ~ ' of ' ~ project_name) %}{% endif %}
{%- endmacro %}

{% macro generate_schema_name(custom_schema_name, node) -%}
  {{ target.schema if custom_schema_name is none else target.schema ~ '_' ~ custom_schema_name | trim }}
{%- endmacro %}

{% test at_most(model, column_name, most) %}
select {{ column_name }} from {{ model }} where {{ column_name }} > {{ most }}
{% endtest %}
