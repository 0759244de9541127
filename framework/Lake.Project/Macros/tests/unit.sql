{#- Rows that a unit test gives, as a query. A column that a row leaves out is null. -#}
{% macro get_fixture_sql(rows, column_name_to_data_types, column_name_to_quoted=none) %}
  {%- set quoted = column_name_to_quoted or {} -%}
  {%- set nulls = {} -%}
  {%- for name, type in column_name_to_data_types.items() -%}
    {%- do nulls.update({name: safe_cast('null', type) | trim}) -%}
  {%- endfor -%}
  {{ validate_fixture_rows(rows, none) }}
  {%- for row in rows or [{}] -%}
    {%- set cells = nulls.copy() -%}
    {%- do cells.update(format_row(row, column_name_to_data_types)) -%}
    select {% for name, value in cells.items() %}{{ value }} as {{ quoted.get(name, name) }}{{ ', ' if not loop.last }}{% endfor %}
    {%- if not loop.last %}
union all
    {% endif -%}
  {%- endfor -%}
  {%- if not rows %}
limit 0
  {%- endif -%}
{% endmacro %}


{#- The rows that are expected, with the columns that they name. -#}
{% macro get_expected_sql(rows, column_name_to_data_types, column_name_to_quoted) %}
  {%- if not rows -%}
    select * from dbt_internal_unit_test_actual limit 0
  {%- endif -%}
  {%- for row in rows -%}
    select {% for name, value in format_row(row, column_name_to_data_types).items() %}{{ value }} as {{ column_name_to_quoted[name] }}{{ ', ' if not loop.last }}{% endfor %}
    {%- if not loop.last %}
union all
    {% endif -%}
  {%- endfor -%}
{% endmacro %}


{#- Values as SQL of their columns' types, by names in lower case. -#}
{%- macro format_row(row, column_name_to_data_types) -%}
  {%- set formatted = {} -%}
  {%- for key, value in row.items() -%}
    {%- set name = key | lower -%}
    {%- set type = column_name_to_data_types[name] -%}
    {#- A text longer than its column must not be cut. -#}
    {%- if value is string and 'varying' in type -%}
      {%- set type = type.split('(')[0] -%}
    {%- endif -%}
    {%- if value is string -%}
      {%- set literal = dbt.string_literal(dbt.escape_single_quotes(value)) -%}
    {%- else -%}
      {%- set literal = 'null' if value is none else value -%}
    {%- endif -%}
    {%- do formatted.update({name: safe_cast(literal, type) | trim}) -%}
  {%- endfor -%}
  {{ return(formatted) }}
{%- endmacro -%}


{%- macro validate_fixture_rows(rows, row_number) -%}
  {{ return(adapter.dispatch('validate_fixture_rows', 'dbt')(rows, row_number)) }}
{%- endmacro -%}

{%- macro default__validate_fixture_rows(rows, row_number) -%}
{%- endmacro -%}


{% macro get_unit_test_sql(main_sql, expected_fixture_sql, expected_column_names) -%}
  {{ adapter.dispatch('get_unit_test_sql', 'dbt')(main_sql, expected_fixture_sql, expected_column_names) }}
{%- endmacro %}

{% macro default__get_unit_test_sql(main_sql, expected_fixture_sql, expected_column_names) -%}
with dbt_internal_unit_test_actual as (
  select {{ expected_column_names | join(', ') }}, 'actual' as {{ adapter.quote('actual_or_expected') }}
  from (
    {{ main_sql }}
  ) _dbt_internal_unit_test_actual
),
dbt_internal_unit_test_expected as (
  select {{ expected_column_names | join(', ') }}, 'expected' as {{ adapter.quote('actual_or_expected') }}
  from (
    {{ expected_fixture_sql }}
  ) _dbt_internal_unit_test_expected
)
select * from dbt_internal_unit_test_actual
union all
select * from dbt_internal_unit_test_expected
{%- endmacro %}


{#- Builds an incremental model once more upon a temporary table, by its own strategy. -#}
{% macro build_for_unit_test(table, sql, is_first) %}
  {%- set target = api.Relation.create(identifier=table, type='table') -%}
  {%- if is_first -%}
    {%- do run_query(get_create_table_as_sql(True, target, sql)) -%}
  {%- else -%}
    {%- set source = make_temp_relation(target) -%}
    {%- do run_query(get_create_table_as_sql(True, source, sql)) -%}
    {%- set strategy_macro = adapter.get_incremental_strategy_macro(context, config.get('incremental_strategy') or 'default') -%}
    {%- do run_query(strategy_macro({
      'target_relation': target,
      'temp_relation': source,
      'unique_key': config.get('unique_key'),
      'dest_columns': adapter.get_columns_in_relation(target),
      'incremental_predicates': config.get('predicates') or config.get('incremental_predicates'),
    })) -%}
  {%- endif -%}
{% endmacro %}
