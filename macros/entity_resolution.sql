{# One spelling for an address: no spaces, lower case, and without what follows a plus sign. #}
{% macro normalize_email(email) -%}
    nullif(regexp_replace(lower(trim({{ email }})), '\+[^@]*@', '@'), '')
{%- endmacro %}

{# Digits only; a number of fewer than seven says nothing. #}
{% macro normalize_phone(phone) -%}
    case when length(regexp_replace({{ phone }}, '[^0-9]', '', 'g')) >= 7 then regexp_replace({{ phone }}, '[^0-9]', '', 'g') end
{%- endmacro %}

{#
    Records are compared only within a block, or matching would be quadratic: the first letters of the last name and
    the postal code without spaces. Null when either is missing.
#}
{% macro blocking_key(last_name, postal_code) -%}
    lower(substr(regexp_replace({{ last_name }}, '[^A-Za-z]', '', 'g'), 1, 4))
    || ':' || nullif(lower(regexp_replace({{ postal_code }}, '[^A-Za-z0-9]', '', 'g')), '')
{%- endmacro %}
