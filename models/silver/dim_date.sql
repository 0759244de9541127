-- One row a day.
select
    date_day,
    cast(extract(year from date_day) as integer) as year,
    cast(extract(quarter from date_day) as integer) as quarter,
    cast(extract(month from date_day) as integer) as month,
    cast(extract(day from date_day) as integer) as day_of_month,
    {{ iso_day_of_week('date_day') }} as day_of_week,
    {{ iso_day_of_week('date_day') }} in (6, 7) as is_weekend
from {{ days_between(var('first_date'), var('last_date')) }}
