using System.Globalization;
using System.Text;

namespace Lake.Benchmarks.Jinja;

/// <summary>The templates that are measured, made here so that they are the same on every machine.</summary>
internal static class JinjaTemplates
{
    public const string Typical =
        """
        {{ config(materialized='incremental', unique_key='order_id', on_schema_change='append_new_columns') }}

        {%- set payment_methods = ['bank_transfer', 'credit_card', 'coupon', 'gift_card'] -%}
        {%- set start_date = var('start_date', '2024-01-01') %}

        with orders as (
            select * from {{ ref('stg_orders') }}
            where order_date >= '{{ start_date }}'
            {% if is_incremental() %}
              and updated_at > (select max(updated_at) from {{ ref('fct_orders') }})
            {% endif %}
        ),

        payments as (
            select
                order_id,
                {% for method in payment_methods -%}
                sum(case when payment_method = '{{ method }}' then amount else 0 end) as {{ method }}_amount,
                {% endfor -%}
                sum(amount) as total_amount
            from {{ source('stripe', 'payments') }}
            group by 1
        )

        -- one row an order, with what was paid by each method
        select
            orders.order_id,
            orders.customer_id,
            orders.order_date,
            {% for method in payment_methods %}
            coalesce(payments.{{ method }}_amount, 0) as {{ method | upper }}{{ ',' if not loop.last }}
            {% endfor %}
        from orders
        left join payments on orders.order_id = payments.order_id
        where orders.status in ({% for status in statuses %}'{{ status }}'{% if not loop.last %}, {% endif %}{% endfor %})

        """;

    public const string MacroHeavy =
        """
        {% macro quoted(name) %}"{{ name }}"{% endmacro %}
        {% macro cents_to_dollars(column, scale=2) %}round({{ quoted(column) }} / 100.0, {{ scale }}){% endmacro %}
        {% macro surrogate_key(fields) -%}
          md5({% for field in fields %}coalesce(cast({{ quoted(field) }} as varchar), '_null_'){% if not loop.last %} || '-' || {% endif %}{% endfor %})
        {%- endmacro %}
        {% macro pivot(column, values, agg='sum', then_value=1, suffix='') %}
          {%- for value in values %}
          {{ agg }}(case when {{ quoted(column) }} = '{{ value | replace("'", "''") }}' then {{ then_value }} else 0 end) as {{ quoted(value ~ suffix) }}{{ ',' if not loop.last }}
          {%- endfor %}
        {% endmacro %}
        {% macro section(title) %}-- {{ title | upper }}
        {{ caller() | trim }}
        {% endmacro %}
        select
          {{ surrogate_key(['order_id', 'customer_id', 'line_number']) }} as key,
          {%- for column in columns %}
          {%- if column.type == 'money' %}
          {{ cents_to_dollars(column.name, scale=column.scale) }} as {{ quoted(column.name) }},
          {%- elif column.type in ('text', 'code') %}
          trim({{ quoted(column.name) }}) as {{ quoted(column.name | lower) }},
          {%- else %}
          {{ quoted(column.name) }},
          {%- endif %}
          {%- endfor %}
          {{ pivot('status', ['new', 'paid', 'sent', "won't pay"], suffix='_orders') }}
        {% call section('from') %}
        from {{ ref('stg_orders') }}
        {% endcall %}
        """;

    public const string ContextFree =
        """
        {{ config(materialized='table', tags=['daily', 'finance']) }}

        select o.order_id, o.amount, c.name, p.paid_at
        from {{ ref('stg_orders') }} o
        join {{ ref('dim_customer') }} c on c.customer_id = o.customer_id
        left join {{ source('stripe', 'payments') }} p on p.order_id = o.order_id

        """;

    /// <summary>A model of 5,000 lines, as tools write them: many columns with some logic each.</summary>
    public static string Generated()
    {
        var text = new StringBuilder("{{ config(materialized='table') }}\nselect\n");
        for (var i = 0; i < 1_000; i++)
        {
            text.AppendFormat(
                CultureInfo.InvariantCulture,
                """
                  {{% if {0} % 3 == 0 -%}}
                  coalesce(column_{0}, {{{{ {0} * 2 }}}}) as column_{0},
                  {{%- else -%}}
                  {{% for part in ['a', 'b'] %}}column_{0}_{{{{ part }}}} as "{{{{ prefix ~ part }}}}_{0}", {{% endfor %}}
                  {{%- endif %}}

                """,
                i).Replace("\r", "");
        }

        return text.Append("  1 as one\nfrom {{ ref('stg_wide') }}\n").ToString();
    }
}
