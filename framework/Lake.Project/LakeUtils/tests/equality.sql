{#- Two relations hold the same rows, in the columns that are compared. -#}
{% test equality(model, compare_model, compare_columns=None, exclude_columns=None, precision = None) %}
  {{ return(adapter.dispatch('test_equality', 'lake_utils')(model, compare_model, compare_columns, exclude_columns, precision)) }}
{% endtest %}

{% macro default__test_equality(model, compare_model, compare_columns=None, exclude_columns=None, precision = None) %}
{%- if compare_columns and exclude_columns %}
  {{- exceptions.raise_compiler_error("Both a compare and an ignore list were provided to the `equality` macro. Only one is allowed") }}
{%- endif %}
{%- if not execute %}{{ return('') }}{% endif %}
{%- do lake_utils._is_relation(model, 'test_equality') %}

{%- if compare_columns and precision is none %}
  {%- set columns = compare_columns %}
{%- else %}
  {%- do lake_utils._is_ephemeral(model, 'test_equality') %}
  {%- set columns = lake_utils._compared_columns(model, compare_columns, exclude_columns, precision) %}
  {%- if not compare_columns %}
    {%- do lake_utils._is_ephemeral(compare_model, 'test_equality') %}
    {%- set theirs = lake_utils._compared_columns(compare_model, compare_columns, exclude_columns, precision) %}
    {%- if columns | map('lower') | sort | list != theirs | map('lower') | sort | list %}
      {{- exceptions.raise_compiler_error(model ~ " has different columns than " ~ compare_model ~ ", please use the `compare_columns` or `exclude_columns` parameters") }}
    {%- endif %}
  {%- endif %}
{%- endif %}
{%- set list = columns | join(', ') %}
with ours as (select {{ list }} from {{ model }}),
theirs as (select {{ list }} from {{ compare_model }})
select 'a_minus_b' as which_diff, only_here.* from (select * from ours {{ dbt.except() }} select * from theirs) as only_here
union all
select 'b_minus_a' as which_diff, only_there.* from (select * from theirs {{ dbt.except() }} select * from ours) as only_there
{% endmacro %}

{#- Columns as they are compared: numbers with a fraction are rounded where a precision is asked for. -#}
{% macro _compared_columns(relation, compare_columns, exclude_columns, precision) %}
{%- set wanted = compare_columns | map('lower') | list if compare_columns else none %}
{%- set unwanted = (exclude_columns or []) | map('lower') | list %}
{%- set columns = [] %}
{%- for column in adapter.get_columns_in_relation(relation) if (wanted is none or column.name | lower in wanted) and column.name | lower not in unwanted %}
  {%- if precision is not none and (column.is_float() or column.is_numeric()) %}
    {%- do columns.append('round(cast(' ~ column.quoted ~ ' as ' ~ dbt.type_numeric() ~ '), ' ~ precision ~ ') as ' ~ column.quoted) %}
  {%- else %}
    {%- do columns.append(column.quoted) %}
  {%- endif %}
{%- endfor %}
{{- return(columns) }}
{% endmacro %}
