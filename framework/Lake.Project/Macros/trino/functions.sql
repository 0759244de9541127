{% macro trino__safe_cast(field, type) -%}
  try_cast({{ field }} as {{ type }})
{%- endmacro %}

{% macro trino__listagg(measure, delimiter_text, order_by_clause, limit_num) -%}
  {%- if limit_num -%}
    array_join(slice(array_agg({{ measure }}{{ ' ' ~ order_by_clause if order_by_clause }}), 1, {{ limit_num }}), {{ delimiter_text }})
  {%- else -%}
    array_join(array_agg({{ measure }}{{ ' ' ~ order_by_clause if order_by_clause }}), {{ delimiter_text }})
  {%- endif -%}
{%- endmacro %}

{% macro trino__array_append(array, new_element) -%}
  {{ array }} || {{ new_element }}
{%- endmacro %}

{% macro trino__array_construct(inputs, data_type) -%}
  {{ 'array[' ~ inputs | join(', ') ~ ']' if inputs | length > 0 else 'cast(array[] as array(' ~ data_type ~ '))' }}
{%- endmacro %}

{% macro trino__current_timestamp_backcompat() -%}
  {{ trino__snapshot_get_time() }}
{%- endmacro %}

{#- Negative numbers count from the end. -#}
{% macro trino__split_part(string_text, delimiter_text, part_number) %}
  {% if part_number is number and part_number < 0 %}
    element_at(split({{ string_text }}, {{ delimiter_text }}), {{ part_number }})
  {% else %}
    {{ dbt.default__split_part(string_text, delimiter_text, part_number) }}
  {% endif %}
{% endmacro %}


{% macro trino__type_string() -%}
  {{ return('varchar') }}
{%- endmacro %}

{% macro trino__type_float() -%}
  {{ return('double') }}
{%- endmacro %}

{% macro trino__type_numeric() -%}
  {{ return('decimal(28, 6)') }}
{%- endmacro %}


{% macro trino__date_spine(datepart, start_date, end_date) %}

    with rawdata as (

        {{ dbt.generate_series(dbt.get_intervals_between(start_date, end_date, datepart)) }}

    ),

    all_periods as (

        select (
            {{ dbt.dateadd(datepart, 'cast(generated_number - 1 as bigint)', start_date) }}
        ) as date_{{ datepart }}
        from rawdata

    )

    select *
    from all_periods
    where date_{{ datepart }} <= {{ end_date }}

{% endmacro %}
