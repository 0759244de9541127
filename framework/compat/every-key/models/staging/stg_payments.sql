{{ config(alias='payments', event_time='paid_at') }}
{# a comment with {{ ref('nothing') }} in it #}
with source as (
    select * from {{ source('raw', 'payments') }}
)
-- depends_on: {{ ref('kinds') }}
select
    id,
    code,
    {{ cents('amount') }} as cents,
    paid_at,
    flag
from source
where paid_at >= '{{ var("first_day") }}'
{% for kind in var('kinds') %}{% if loop.first %}and code in ({% endif %}'{{ kind }}'{{ ',' if not loop.last else ')' }}{% endfor %}
limit {{ var('limit') }}
