{% snapshot payments_snapshot %}
{{ config(unique_key='id', strategy='timestamp', updated_at='paid_at', schema='snaps') }}
select * from {{ ref('raw_payments') }}
{% endsnapshot %}
