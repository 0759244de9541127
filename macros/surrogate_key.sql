{# A key of 32 hexadecimal digits from the given columns; nulls count as a value of their own. #}
{% macro surrogate_key(columns) -%}
    {{ return(adapter.dispatch('surrogate_key')(columns)) }}
{%- endmacro %}

{% macro surrogate_key_text(columns) -%}
    {%- for column in columns -%}
        coalesce(cast({{ column }} as varchar), '_null_'){{ " || '|' || " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{% macro default__surrogate_key(columns) -%}
    md5({{ surrogate_key_text(columns) }})
{%- endmacro %}

{% macro trino__surrogate_key(columns) -%}
    lower(to_hex(md5(to_utf8({{ surrogate_key_text(columns) }}))))
{%- endmacro %}
