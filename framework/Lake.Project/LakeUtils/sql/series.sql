{#- Rows made of nothing. -#}

{% macro get_powers_of_two(upper_bound) %}
  {{ return(dbt.get_powers_of_two(upper_bound)) }}
{% endmacro %}

{% macro generate_series(upper_bound) %}
  {{ return(adapter.dispatch('generate_series', 'lake_utils')(upper_bound)) }}
{% endmacro %}

{% macro default__generate_series(upper_bound) %}
  {{ return(dbt.generate_series(upper_bound)) }}
{% endmacro %}


{% macro get_intervals_between(start_date, end_date, datepart) -%}
  {{ return(adapter.dispatch('get_intervals_between', 'lake_utils')(start_date, end_date, datepart)) }}
{%- endmacro %}

{% macro default__get_intervals_between(start_date, end_date, datepart) -%}
  {{ return(dbt.get_intervals_between(start_date, end_date, datepart)) }}
{%- endmacro %}


{% macro date_spine(datepart, start_date, end_date) %}
  {{ return(adapter.dispatch('date_spine', 'lake_utils')(datepart, start_date, end_date)) }}
{% endmacro %}

{#- One row a period from the first date on; the last date is not reached. -#}
{% macro default__date_spine(datepart, start_date, end_date) %}
select *
from (
  select {{ dbt.dateadd(datepart, 'cast(generated_number - 1 as bigint)', start_date) }} as date_{{ datepart }}
  from ({{ lake_utils.generate_series(lake_utils.get_intervals_between(start_date, end_date, datepart)) }}) as numbers
) as periods
where date_{{ datepart }} < {{ end_date }}
{% endmacro %}

{#- A text is no date in DuckDB. -#}
{% macro duckdb__date_spine(datepart, start_date, end_date) %}
  {{ return(lake_utils.default__date_spine(datepart, 'cast(' ~ start_date ~ ' as timestamp)', 'cast(' ~ end_date ~ ' as timestamp)')) }}
{% endmacro %}
