{#
    Minor units to an exact amount: 1999 cents are 19.990, 1999 yen are 1999.000, 1999 fils are 1.999.
    `minor_units` is the number of decimal places of the currency, as SQL.
#}
{% macro cents_to_dollars(column, minor_units=2) -%}
    cast(
        cast({{ column }} as decimal(18, 0))
        * case {{ minor_units }} when 0 then 1.000 when 2 then 0.010 when 3 then 0.001 end
        as decimal(18, 3)
    )
{%- endmacro %}

{# The way back: an amount as the shop prints it to minor units. #}
{% macro dollars_to_cents(column, minor_units=2) -%}
    cast(
        cast({{ column }} as decimal(18, 3))
        * case {{ minor_units }} when 0 then 1 when 2 then 100 when 3 then 1000 end
        as bigint
    )
{%- endmacro %}
