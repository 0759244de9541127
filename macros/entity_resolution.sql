{# One spelling for an address: no spaces, lower case, and without what follows a plus sign. #}
{% macro normalize_email(email) -%}
    nullif({{ replace_pattern('lower(trim(' ~ email ~ '))', '\\+[^@]*@', '@') }}, '')
{%- endmacro %}

{# Digits only; a number of fewer than seven says nothing. #}
{% macro normalize_phone(phone) -%}
    case when length({{ replace_pattern(phone, '[^0-9]') }}) >= 7 then {{ replace_pattern(phone, '[^0-9]') }} end
{%- endmacro %}

{#
    Records are compared only within a block, or matching would be quadratic: the first letters of the last name and
    the postal code without spaces. Null when either is missing.
#}
{% macro blocking_key(last_name, postal_code) -%}
    lower(substr({{ replace_pattern(last_name, '[^A-Za-z]') }}, 1, 4))
    || ':' || nullif(lower({{ replace_pattern(postal_code, '[^A-Za-z0-9]') }}), '')
{%- endmacro %}

{# How alike two names are, 0 to 1: letters to change, add or take away, against the length of the longer one. #}
{% macro name_similarity(first, second) -%}
    {%- set letters = [replace_pattern('lower(' ~ first ~ ')', '[^a-z ]'), replace_pattern('lower(' ~ second ~ ')', '[^a-z ]')] -%}
    1 - cast({{ edit_distance(letters[0], letters[1]) }} as double) / nullif(greatest(length({{ letters[0] }}), length({{ letters[1] }})), 0)
{%- endmacro %}
