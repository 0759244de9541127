{# Seconds since 1970 as a timestamp in UTC. #}
{% macro from_unix_seconds(column) -%}
    {{ return(adapter.dispatch('from_unix_seconds')(column)) }}
{%- endmacro %}

{% macro default__from_unix_seconds(column) -%}
    make_timestamp(cast({{ column }} as bigint) * 1000000)
{%- endmacro %}

{% macro trino__from_unix_seconds(column) -%}
    cast(from_unixtime(cast({{ column }} as bigint), 'UTC') as timestamp(6))
{%- endmacro %}

{# An instant as a timestamp in UTC, whatever the session's time zone. #}
{% macro in_utc(column) -%}
    cast({{ column }} at time zone 'UTC' as timestamp)
{%- endmacro %}
