{#
    A key of 32 hexadecimal digits from the given columns; nulls count as a value of their own. Engines print timestamps
    differently, so give instants as unix_millis(column).
#}
{% macro surrogate_key(columns) -%}
    {%- set texts = [] -%}
    {%- for column in columns -%}
        {%- do texts.append("coalesce(cast(" ~ column ~ " as varchar), '_null_')") -%}
    {%- endfor -%}
    {{ dbt.hash(texts | join(" || '|' || ")) }}
{%- endmacro %}

{# Milliseconds since 1970 of a timestamp. #}
{% macro unix_millis(column) -%}
    date_diff('millisecond', timestamp '1970-01-01 00:00:00', {{ column }})
{%- endmacro %}
