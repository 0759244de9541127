{#
    The three validity columns of a slowly changing dimension of type 2, from the versions of a key and the instant
    at which each began. A version ends where the next begins.
#}
{% macro scd2_validity(key, valid_from) -%}
    {{ valid_from }} as valid_from,
    lead({{ valid_from }}) over (partition by {{ key }} order by {{ valid_from }}) as valid_to,
    lead({{ valid_from }}) over (partition by {{ key }} order by {{ valid_from }}) is null as is_current
{%- endmacro %}
