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
    cast({{ column }} at time zone 'UTC' as timestamp(6))
{%- endmacro %}

{# Monday is 1, Sunday 7. #}
{% macro iso_day_of_week(day) -%}
    {{ return(adapter.dispatch('iso_day_of_week')(day)) }}
{%- endmacro %}

{% macro default__iso_day_of_week(day) -%}
    cast(extract(isodow from {{ day }}) as integer)
{%- endmacro %}

{% macro trino__iso_day_of_week(day) -%}
    cast(day_of_week({{ day }}) as integer)
{%- endmacro %}

{# A relation with the column `date_day`: every day from the first to the last, which are texts such as 2025-01-31. #}
{% macro days_between(first, last) -%}
    {{ return(adapter.dispatch('days_between')(first, last)) }}
{%- endmacro %}

{% macro default__days_between(first, last) -%}
    (
        select cast(unnest(generate_series(date '{{ first }}', date '{{ last }}', interval '1 day')) as date) as date_day
    )
{%- endmacro %}

{% macro trino__days_between(first, last) -%}
    unnest(sequence(date '{{ first }}', date '{{ last }}')) as days (date_day)
{%- endmacro %}
