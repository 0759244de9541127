{#- Generic tests of one column. Each selects the rows that break the rule. -#}

{% test accepted_range(model, column_name, min_value=none, max_value=none, inclusive=true) %}
  {{ return(adapter.dispatch('test_accepted_range', 'lake_utils')(model, column_name, min_value, max_value, inclusive)) }}
{% endtest %}

{% macro default__test_accepted_range(model, column_name, min_value=none, max_value=none, inclusive=true) %}
{%- set equal = '=' if inclusive else '' %}
select *
from {{ model }}
where false
{%- if min_value is not none %}
  or not {{ column_name }} >{{ equal }} {{ min_value }}
{%- endif %}
{%- if max_value is not none %}
  or not {{ column_name }} <{{ equal }} {{ max_value }}
{%- endif %}
{% endmacro %}


{% test not_accepted_values(model, column_name, values, quote=True) %}
  {{ return(adapter.dispatch('test_not_accepted_values', 'lake_utils')(model, column_name, values, quote)) }}
{% endtest %}

{% macro default__test_not_accepted_values(model, column_name, values, quote=True) %}
select distinct {{ column_name }} as value_field
from {{ model }}
where {{ column_name }} in (
  {%- for value in values %}
  {{ dbt.string_literal(value) if quote else value }}{{ ',' if not loop.last }}
  {%- endfor %}
)
{% endmacro %}


{% test not_empty_string(model, column_name, trim_whitespace=true) %}
  {{ return(adapter.dispatch('test_not_empty_string', 'lake_utils')(model, column_name, trim_whitespace)) }}
{% endtest %}

{% macro default__test_not_empty_string(model, column_name, trim_whitespace=true) %}
select {{ column_name }}
from {{ model }}
where {{ 'trim(' ~ column_name ~ ')' if trim_whitespace else column_name }} = ''
{% endmacro %}


{% test at_least_one(model, column_name, group_by_columns = []) %}
  {{ return(adapter.dispatch('test_at_least_one', 'lake_utils')(model, column_name, group_by_columns)) }}
{% endtest %}

{% macro default__test_at_least_one(model, column_name, group_by_columns) %}
select
  {%- for column in group_by_columns %} {{ column }},{% endfor %}
  count({{ column_name }}) as filled
from {{ model }}
{%- if group_by_columns %}
group by {{ group_by_columns | join(', ') }}
{%- endif %}
having count({{ column_name }}) = 0
{% endmacro %}


{% test not_constant(model, column_name, group_by_columns = []) %}
  {{ return(adapter.dispatch('test_not_constant', 'lake_utils')(model, column_name, group_by_columns)) }}
{% endtest %}

{% macro default__test_not_constant(model, column_name, group_by_columns) %}
select
  {%- for column in group_by_columns %} {{ column }},{% endfor %}
  count(distinct {{ column_name }}) as distinct_values
from {{ model }}
{%- if group_by_columns %}
group by {{ group_by_columns | join(', ') }}
{%- endif %}
having count(distinct {{ column_name }}) = 1
{% endmacro %}


{% macro test_not_null_proportion(model, group_by_columns = []) %}
  {{ return(adapter.dispatch('test_not_null_proportion', 'lake_utils')(model, group_by_columns, **kwargs)) }}
{% endmacro %}

{% macro default__test_not_null_proportion(model, group_by_columns) %}
{%- set column = kwargs.get('column_name', kwargs.get('arg')) %}
{%- set at_least = kwargs.get('at_least', kwargs.get('arg')) %}
{%- set at_most = kwargs.get('at_most', 1) %}
select *
from (
  select
    {%- for group in group_by_columns %} {{ group }},{% endfor %}
    cast(count({{ column }}) as {{ dbt.type_float() }}) / nullif(count(*), 0) as not_null_proportion
  from {{ model }}
  {%- if group_by_columns %}
  group by {{ group_by_columns | join(', ') }}
  {%- endif %}
) as proportions
where not_null_proportion < {{ at_least }} or not_null_proportion > {{ at_most }}
{% endmacro %}


{% test sequential_values(model, column_name, interval=1, datepart=None, group_by_columns = []) %}
  {{ return(adapter.dispatch('test_sequential_values', 'lake_utils')(model, column_name, interval, datepart, group_by_columns)) }}
{% endtest %}

{% macro default__test_sequential_values(model, column_name, interval=1, datepart=None, group_by_columns = []) %}
{%- if datepart is not none %}
  {%- set before = 'cast(' ~ column_name ~ ' as ' ~ dbt.type_timestamp() ~ ')' %}
  {%- set expected = 'cast(' ~ dbt.dateadd(datepart, interval, 'before_it') ~ ' as ' ~ dbt.type_timestamp() ~ ')' %}
{%- else %}
  {%- set before = column_name %}
  {%- set expected = 'before_it + ' ~ interval %}
{%- endif %}
select *
from (
  select
    {%- for group in group_by_columns %} {{ group }},{% endfor %}
    {{ before }} as it,
    lag({{ before }}) over (
      {%- if group_by_columns %}partition by {{ group_by_columns | join(', ') }} {% endif -%}
      order by {{ column_name }}) as before_it
  from {{ model }}
) as neighbours
where before_it is not null and it <> {{ expected }}
{% endmacro %}
