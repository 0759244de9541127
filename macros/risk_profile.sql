{# A score of 0 to 100 in words. #}
{% macro risk_profile(score) -%}
    case
        when {{ score }} is null then 'unknown'
        when {{ score }} >= 75 then 'high'
        when {{ score }} >= 40 then 'medium'
        else 'low'
    end
{%- endmacro %}
