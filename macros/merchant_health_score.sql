{#
    How well a merchant does, 0 to 100: starts at 100 and loses points for failed, refunded and disputed payments
    (rates between 0 and 1) and for not being verified.
#}
{% macro merchant_health_score(failure_rate, refund_rate, dispute_rate, kyc_status) -%}
    cast(greatest(0, round(
        100
        - 60 * coalesce({{ failure_rate }}, 0)
        - 80 * coalesce({{ refund_rate }}, 0)
        - 200 * coalesce({{ dispute_rate }}, 0)
        - case {{ kyc_status }} when 'verified' then 0 when 'pending' then 10 else 40 end
    )) as integer)
{%- endmacro %}
