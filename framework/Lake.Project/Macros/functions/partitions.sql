{% macro convert_datetime(date_str, date_fmt) %}
  {{ return(modules.datetime.datetime.strptime(date_str, date_fmt)) }}
{% endmacro %}

{#- Every day from the first to the last, as texts. -#}
{% macro dates_in_range(start_date_str, end_date_str=none, in_fmt='%Y%m%d', out_fmt='%Y%m%d') %}
  {%- set first = convert_datetime(start_date_str, in_fmt) -%}
  {%- set last = convert_datetime(start_date_str if end_date_str is none else end_date_str, in_fmt) -%}
  {%- set days = [] -%}
  {%- for offset in range((last - first).days + 1) -%}
    {%- do days.append((first + modules.datetime.timedelta(days=offset)).strftime(out_fmt)) -%}
  {%- endfor -%}
  {{ return(days) }}
{% endmacro %}

{#- `20180101` or `20180101,20180104` as a list of days. -#}
{% macro partition_range(raw_partition_date, date_fmt='%Y%m%d') %}
  {%- set bounds = (raw_partition_date | string).split(',') -%}
  {%- if bounds | length > 2 -%}
    {{ exceptions.raise_compiler_error('Invalid partition time. Expected format: {Start Date}[,{End Date}]. Got: ' ~ raw_partition_date) }}
  {%- endif -%}
  {{ return(dates_in_range(bounds[0], bounds[1] if bounds | length == 2 else none, in_fmt=date_fmt)) }}
{% endmacro %}

{% macro py_current_timestring() %}
  {{ return(modules.datetime.datetime.now().strftime('%Y%m%d%H%M%S%f')) }}
{% endmacro %}
