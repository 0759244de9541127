-- Two records that match, directly or over others, have one entity: the rounds of int_customer_entities reach far enough.
select matches.record_id, matches.other_record_id
from {{ ref('int_customer_matches') }} as matches
inner join {{ ref('int_customer_entities') }} as first_entity on first_entity.record_id = matches.record_id
inner join {{ ref('int_customer_entities') }} as second_entity on second_entity.record_id = matches.other_record_id
where first_entity.entity_id <> second_entity.entity_id
