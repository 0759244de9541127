{#- One statement replaces the whole table, whatever was there before. -#}
{% materialization seed, default %}
  {%- set target_relation = this.incorporate(type='table') -%}
  {%- set existing = load_cached_relation(this) -%}
  {%- set agate_table = load_agate_table() -%}
  {%- do store_result('agate_table', response='OK', agate_table=agate_table) -%}

  {{ run_hooks(pre_hooks, inside_transaction=False) }}
  {{ run_hooks(pre_hooks, inside_transaction=True) }}

  {%- if existing is not none and not existing.is_table -%}
    {{ adapter.drop_relation(existing) }}
  {%- endif -%}
  {%- set rows_affected = agate_table.rows | length -%}
  {%- call statement('load') -%}
    {{ create_csv_table(model, agate_table) }}
  {%- endcall -%}
  {%- call noop_statement('main', 'INSERT ' ~ rows_affected, 'INSERT', rows_affected) -%}
    {{ create_csv_table(model, agate_table) }}
  {%- endcall -%}

  {%- do persist_docs(target_relation, model) -%}
  {{ run_hooks(post_hooks, inside_transaction=True) }}
  {%- do apply_grants(target_relation, config.get('grants'), should_revoke=should_revoke(existing)) -%}
  {{ adapter.commit() }}
  {{ run_hooks(post_hooks, inside_transaction=False) }}

  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}


{% macro create_csv_table(model, agate_table) -%}
  {{ adapter.dispatch('create_csv_table', 'dbt')(model, agate_table) }}
{%- endmacro %}

{% macro default__create_csv_table(model, agate_table) -%}
  {{ exceptions.raise_not_implemented('create_csv_table macro not implemented for adapter ' ~ adapter.type()) }}
{%- endmacro %}

{#- DuckDB reads the file itself; every column is cast to its declared type or the one found by looking at all values. -#}
{% macro duckdb__create_csv_table(model, agate_table) -%}
  {%- set types = config.get('column_types') or {} -%}
  create or replace table {{ this.render() }}
  {{- table_layout() }}
  as (
    select
      {%- for name in agate_table.column_names %}
      cast({{ adapter.quote(name) }} as {{ types.get(name, adapter.convert_type(agate_table, loop.index0)) }}) as {{ adapter.quote_seed_column(name, config.get('quote_columns')) }}{{ ',' if not loop.last }}
      {%- endfor %}
    from read_csv(
      '{{ escape_single_quotes(adapter.get_seed_file_path(model)) }}',
      header = true, delim = '{{ escape_single_quotes(config.get('delimiter', ',')) }}', quote = '"', escape = '"',
      auto_detect = false, nullstr = '', strict_mode = true,
      columns = {
        {%- for name in agate_table.column_names -%}
        '{{ escape_single_quotes(name) }}': 'VARCHAR'{{ ', ' if not loop.last }}
        {%- endfor -%}
      }
    )
    {%- if flags.EMPTY %}
    limit 0
    {%- endif %}
  )
{%- endmacro %}

{% macro get_csv_sql(create_or_truncate_sql, insert_sql) %}
  {{ adapter.dispatch('get_csv_sql', 'dbt')(create_or_truncate_sql, insert_sql) }}
{% endmacro %}

{% macro default__get_csv_sql(create_or_truncate_sql, insert_sql) %}
  {{ create_or_truncate_sql }};
  -- dbt seed --
  {{ insert_sql }}
{% endmacro %}

{% macro get_seed_column_quoted_csv(model, column_names) %}
  {%- set quoted = [] -%}
  {%- for name in column_names -%}
    {%- do quoted.append(adapter.quote_seed_column(name, model['config'].get('quote_columns'))) -%}
  {%- endfor -%}
  {{ return(quoted | join(', ')) }}
{% endmacro %}
