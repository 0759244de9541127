{% macro trino__snapshot_get_time() -%}
  cast(current_timestamp(6) at time zone 'UTC' as timestamp(6))
{%- endmacro %}
