{{ config(contract={'enforced': true}) }}
select id, code, cents from {{ ref('stg_payments') }}
