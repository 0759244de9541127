{# A customer's tier by the US dollars spent so far. #}
{% macro customer_tier(lifetime_usd) -%}
    case
        when {{ lifetime_usd }} >= 3000 then 'platinum'
        when {{ lifetime_usd }} >= 1500 then 'gold'
        when {{ lifetime_usd }} >= 500 then 'silver'
        else 'bronze'
    end
{%- endmacro %}
