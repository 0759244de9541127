-- One row a day.
with days as (

    select cast(generate_series as date) as date_day
    from generate_series(
        timestamp '{{ var("first_date") }} 00:00:00', timestamp '{{ var("last_date") }} 00:00:00', interval '1 day'
    )

)

select
    date_day,
    cast(extract(year from date_day) as integer) as year,
    cast(extract(quarter from date_day) as integer) as quarter,
    cast(extract(month from date_day) as integer) as month,
    cast(extract(day from date_day) as integer) as day_of_month,
    cast(extract(isodow from date_day) as integer) as day_of_week,
    extract(isodow from date_day) in (6, 7) as is_weekend
from days
