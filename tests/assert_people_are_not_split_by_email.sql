-- Records with one email address are one person.
select records.email, count(distinct entities.entity_id) as entities
from {{ ref('int_customer_records') }} as records
inner join {{ ref('int_customer_entities') }} as entities on entities.record_id = records.record_id
where records.email is not null
group by records.email
having count(distinct entities.entity_id) > 1
