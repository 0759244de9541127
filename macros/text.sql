{# Every match of a pattern replaced; patterns are those that RE2 and Java share. #}
{% macro replace_pattern(text, pattern, replacement='') -%}
    {{ return(adapter.dispatch('replace_pattern')(text, pattern, replacement)) }}
{%- endmacro %}

{% macro default__replace_pattern(text, pattern, replacement) -%}
    regexp_replace({{ text }}, '{{ pattern }}', '{{ replacement }}', 'g')
{%- endmacro %}

{% macro trino__replace_pattern(text, pattern, replacement) -%}
    regexp_replace({{ text }}, '{{ pattern }}', '{{ replacement }}')
{%- endmacro %}

{# How many letters must be changed, added or taken away to make one text of the other. #}
{% macro edit_distance(first, second) -%}
    {{ return(adapter.dispatch('edit_distance')(first, second)) }}
{%- endmacro %}

{% macro default__edit_distance(first, second) -%}
    levenshtein({{ first }}, {{ second }})
{%- endmacro %}

{% macro trino__edit_distance(first, second) -%}
    levenshtein_distance({{ first }}, {{ second }})
{%- endmacro %}
