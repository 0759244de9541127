-- One row for each version of a contact.
with records as (

    select
        *,
        row_number() over (partition by hs_object_id, lastmodifieddate order by _loaded_at, _raw_id) as repetition
    from {{ source('hubspot', 'hubspot_contacts') }}

)

select
    hs_object_id as contact_id,
    nullif(trim(email), '') as email,
    trim(firstname) as first_name,
    trim(lastname) as last_name,
    phone,
    address as street,
    city,
    zip as postal_code,
    country,
    lifecyclestage as lifecycle_stage,
    marketing_consent as has_marketing_consent,
    createdate as created_at,
    lastmodifieddate as updated_at,
    _raw_id,
    _loaded_at,
    _source_file
from records
where repetition = 1
