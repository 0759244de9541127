{{ config(materialized='table') }}
{%- set first = "cast('2024-01-31 23:30:15' as timestamp)" -%}
{%- set second = "cast('2025-03-01 01:15:45' as timestamp)" -%}
{%- set parts = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] -%}
with totals as (
    select
        customer,
        {{ dbt.any_value("'same'") }} as any_one,
        {{ dbt.bool_or('amount > 5') }} as has_large,
        {{ dbt.listagg('cast(id as varchar)', "'|'", 'order by id') }} as ids,
        {{ dbt.listagg('cast(id as varchar)', "', '", 'order by id desc', 2) }} as last_ids
    from {{ ref('events') }}
    group by customer
),

shared as (
    select customer from {{ ref('events') }}
    {{ dbt.intersect() }}
    select customer from {{ ref('customers') }}
),

others as (
    select customer from {{ ref('customers') }}
    {{ dbt.except() }}
    select customer from {{ ref('events') }}
),

numbers as (
    {{ dbt.generate_series(5) }}
)

select
    totals.*,
    {% for part in parts -%}
    cast({{ dbt.date_trunc(part, first) }} as timestamp(6)) as trunc_{{ part }},
    cast({{ dbt.dateadd(part, 3, first) }} as timestamp(6)) as add_{{ part }},
    cast({{ dbt.dateadd(part, -2, first) }} as timestamp(6)) as sub_{{ part }},
    cast({{ dbt.datediff(first, second, part) }} as bigint) as diff_{{ part }},
    cast({{ dbt.datediff(second, first, part) }} as bigint) as back_{{ part }},
    {% endfor -%}
    {{ dbt.last_day("cast('2024-02-10' as date)", 'year') }} as year_end,
    {{ dbt.date(2024, 2, 29) }} as leap,
    {{ dbt.cast("'7'", api.Column.translate_type('integer')) }} as seven,
    {{ dbt.cast_bool_to_text('1 = 1') }} as truth,
    {{ dbt.safe_cast("'12'", api.Column.translate_type('integer')) }} as twelve,
    {{ dbt.split_part("'a-b-c'", "'-'", -1) }} as last_part,
    {{ dbt.split_part("'a-b-c'", "'-'", 9) }} as no_part,
    {{ dbt.hash("cast(null as varchar)") }} as hash_of_nothing,
    {{ dbt.hash("'ü'") }} as hash_of_umlaut,
    {{ dbt.hash('123.50') }} as hash_of_number,
    {{ dbt.right("'abc'", 0) }} as no_ending,
    {{ dbt.position("'z'", "'abc'") }} as nowhere,
    {{ dbt.replace("'aaa'", "'a'", "''") }} as emptied,
    {{ dbt.string_literal(dbt.escape_single_quotes("it's")) }} as quoted,
    {{ dbt.concat(["'a'", "'b'", "'c'"]) }} as joined,
    case when {{ dbt.equals('1', '1') }} then 1 else 0 end as same,
    {{ dbt.array_construct(['1', '2']) }} as pair,
    {{ dbt.array_append(dbt.array_construct(['1', '2']), '3') }} as triple,
    {{ dbt.array_concat(dbt.array_construct(['1']), dbt.array_construct(['2', '3'])) }} as both_lists,
    cast(1 as {{ dbt.type_bigint() }}) as a_bigint,
    cast(1 as {{ dbt.type_int() }}) as an_int,
    cast(1.5 as {{ dbt.type_float() }}) as a_float,
    cast(1.5 as {{ dbt.type_numeric() }}) as a_numeric,
    cast(1 as {{ dbt.type_boolean() }}) as a_boolean,
    cast('x' as {{ dbt.type_string() }}) as a_string,
    cast('2024-01-01 00:00:00.123' as {{ dbt.type_timestamp() }}) as a_timestamp,
    (select count(*) from shared) as shared_customers,
    (select count(*) from others) as other_customers,
    (select cast(sum(generated_number) as bigint) from numbers) as summed
from totals
