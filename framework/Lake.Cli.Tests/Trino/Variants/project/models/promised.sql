{{ config(materialized='table', contract={'enforced': true}, persist_docs={'relation': true, 'columns': true}) }}
select customer as label, cast(amount as decimal(10, 2)) as amount, id from {{ ref('events') }}
