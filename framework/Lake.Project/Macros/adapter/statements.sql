{#- Runs the code of a call block. Its outcome is kept under the name for load_result; the code of 'main' is what target/run shows. -#}
{% macro statement(name=None, fetch_result=False, auto_begin=True, language='sql') -%}
  {%- if execute -%}
    {%- set code = caller() -%}
    {%- if name == 'main' -%}
      {%- do write(code) -%}
    {%- endif -%}
    {%- set response, table = adapter.execute(code, auto_begin=auto_begin, fetch=fetch_result) -%}
    {%- if name is not none -%}
      {%- do store_result(name, response=response, agate_table=table) -%}
    {%- endif -%}
  {%- endif -%}
{%- endmacro %}


{#- Stores a result without running anything. -#}
{% macro noop_statement(name=None, message=None, code=None, rows_affected=None, res=None) -%}
  {%- set unused = caller() -%}
  {%- if execute and name is not none -%}
    {%- if name == 'main' -%}
      {%- do write(unused) -%}
    {%- endif -%}
    {%- do store_raw_result(name, message=message, code=code, rows_affected=rows_affected, agate_table=res) -%}
  {%- endif -%}
{%- endmacro %}


{% macro run_query(sql) %}
  {%- call statement('run_query_statement', fetch_result=true, auto_begin=false) -%}
    {{ sql }}
  {%- endcall -%}
  {%- if not execute -%}
    {%- do return(none) -%}
  {%- endif -%}
  {%- do return(load_result('run_query_statement').table) -%}
{% endmacro %}


{% macro get_limit_subquery_sql(sql, limit) -%}
  {{ adapter.dispatch('get_limit_sql', 'dbt')(sql, limit) }}
{%- endmacro %}

{% macro default__get_limit_sql(sql, limit) %}
  {{ sql }}
  {% if limit is not none -%}
  limit {{ limit }}
  {%- endif -%}
{% endmacro %}

{% macro get_show_sql(compiled_code, sql_header, limit) -%}
  {%- if sql_header is not none -%}
  {{ sql_header }}
  {%- endif %}
  {{ get_limit_subquery_sql(compiled_code, limit) }}
{%- endmacro %}

{#- What lake itself calls to show a node's rows. -#}
{% macro show_sql_of_node(sql, limit) -%}
  {{ get_show_sql(sql, config.get('sql_header'), limit) }}
{%- endmacro %}

{% macro get_true_sql() %}
  {{ adapter.dispatch('get_true_sql', 'dbt')() }}
{% endmacro %}

{% macro default__get_true_sql() %}
  {{ return('TRUE') }}
{% endmacro %}

{% macro validate_sql(sql) -%}
  {{ return(adapter.dispatch('validate_sql', 'dbt')(sql)) }}
{%- endmacro %}

{% macro default__validate_sql(sql) -%}
  {%- call statement('validate_sql') -%}
    explain {{ sql }}
  {%- endcall -%}
  {{ return(load_result('validate_sql')) }}
{%- endmacro %}

{% macro set_sql_header(config) -%}
  {{ config.set('sql_header', caller()) }}
{%- endmacro %}

{% macro is_core_v2() %}
  {{ return(false) }}
{% endmacro %}
