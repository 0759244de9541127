{#
    How suspicious a payment is, 0 to 100: the provider's own score, made worse by a card from another country than
    the earlier ones, several attempts within the hour, and an amount far above the customer's habit.
#}
{% macro fraud_score(risk_score, is_foreign_card, attempts_last_hour, amount_ratio) -%}
    least(100, coalesce({{ risk_score }}, 50)
        + case when {{ is_foreign_card }} then 15 else 0 end
        + case when {{ attempts_last_hour }} >= 3 then 15 when {{ attempts_last_hour }} = 2 then 5 else 0 end
        + case when {{ amount_ratio }} > 5 then 10 else 0 end)
{%- endmacro %}

{# How likely the customer is to leave, 0 to 100: failed and refunded payments so far, and a long pause before this one. #}
{% macro churn_score(previous_failures, previous_refunds, days_since_previous) -%}
    least(100, 10 + 15 * {{ previous_failures }} + 20 * {{ previous_refunds }}
        + case when {{ days_since_previous }} > 7 then 20 else 0 end)
{%- endmacro %}
