{#- Generic tests of a whole relation, or of two. -#}

{% test unique_combination_of_columns(model, combination_of_columns, quote_columns=false) %}
  {{ return(adapter.dispatch('test_unique_combination_of_columns', 'lake_utils')(model, combination_of_columns, quote_columns)) }}
{% endtest %}

{% macro default__test_unique_combination_of_columns(model, combination_of_columns, quote_columns=false) %}
{%- set columns = [] %}
{%- for column in combination_of_columns %}
  {%- do columns.append(adapter.quote(column) if quote_columns else column) %}
{%- endfor %}
select {{ columns | join(', ') }}
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1
{% endmacro %}


{% test expression_is_true(model, expression, column_name=None) %}
  {{ return(adapter.dispatch('test_expression_is_true', 'lake_utils')(model, expression, column_name)) }}
{% endtest %}

{% macro default__test_expression_is_true(model, expression, column_name) %}
select {{ '*' if should_store_failures() else '1' }}
from {{ model }}
where not({{ column_name ~ ' ' if column_name is not none }}{{ expression }})
{% endmacro %}


{% test relationships_where(model, column_name, to, field, from_condition="1=1", to_condition="1=1") %}
  {{ return(adapter.dispatch('test_relationships_where', 'lake_utils')(model, column_name, to, field, from_condition, to_condition)) }}
{% endtest %}

{% macro default__test_relationships_where(model, column_name, to, field, from_condition="1=1", to_condition="1=1") %}
select children.id as from_id, parents.id as to_id
from (
  select {{ column_name }} as id from {{ model }} where {{ column_name }} is not null and {{ from_condition }}
) as children
left join (
  select {{ field }} as id from {{ to }} where {{ field }} is not null and {{ to_condition }}
) as parents on children.id = parents.id
where parents.id is null
{% endmacro %}


{% test cardinality_equality(model, column_name, to, field) %}
  {{ return(adapter.dispatch('test_cardinality_equality', 'lake_utils')(model, column_name, to, field)) }}
{% endtest %}

{% macro default__test_cardinality_equality(model, column_name, to, field) %}
with ours as (
  select {{ column_name }} as value, count(*) as num_rows from {{ model }} group by {{ column_name }}
),
theirs as (
  select {{ field }} as value, count(*) as num_rows from {{ to }} group by {{ field }}
)
select * from (select * from ours {{ dbt.except() }} select * from theirs) as only_here
union all
select * from (select * from theirs {{ dbt.except() }} select * from ours) as only_there
{% endmacro %}


{% test mutually_exclusive_ranges(model, lower_bound_column, upper_bound_column, partition_by=None, gaps='allowed', zero_length_range_allowed=False) %}
  {{ return(adapter.dispatch('test_mutually_exclusive_ranges', 'lake_utils')(model, lower_bound_column, upper_bound_column, partition_by, gaps, zero_length_range_allowed)) }}
{% endtest %}

{% macro default__test_mutually_exclusive_ranges(model, lower_bound_column, upper_bound_column, partition_by=None, gaps='allowed', zero_length_range_allowed=False) %}
{%- set operators = {'not_allowed': '=', 'allowed': '<=', 'required': '<'} %}
{%- if gaps not in operators %}
  {{- exceptions.raise_compiler_error("`gaps` argument for mutually_exclusive_ranges test must be one of ['not_allowed', 'allowed', 'required'] Got: '" ~ gaps ~ "'.") }}
{%- endif %}
{%- set window = ('partition by ' ~ partition_by ~ ' ' if partition_by) ~ 'order by ' ~ lower_bound_column ~ ', ' ~ upper_bound_column %}
select *
from (
  select
    {%- if partition_by %} {{ partition_by }} as partition_by_col,{% endif %}
    {{ lower_bound_column }} as lower_bound,
    {{ upper_bound_column }} as upper_bound,
    lead({{ lower_bound_column }}) over ({{ window }}) as next_lower_bound,
    row_number() over ({{ window }}) = count(*) over ({{ 'partition by ' ~ partition_by if partition_by }}) as is_last
  from {{ model }}
) as ranges
where not (
  {#- An open end is right for the last range alone. #}
  coalesce(lower_bound {{ '<=' if zero_length_range_allowed else '<' }} upper_bound, is_last)
  and coalesce(upper_bound {{ operators[gaps] }} next_lower_bound, is_last, false)
)
{% endmacro %}


{% test equal_rowcount(model, compare_model, group_by_columns = []) %}
  {{ return(adapter.dispatch('test_equal_rowcount', 'lake_utils')(model, compare_model, group_by_columns)) }}
{% endtest %}

{% macro default__test_equal_rowcount(model, compare_model, group_by_columns) %}
{{ config(fail_calc='sum(coalesce(diff_count, 0))') }}
{%- if execute and (model is none or compare_model is none) %}{{ return('') }}{% endif %}
with {{ lake_utils._row_counts(model, compare_model, group_by_columns) }}
select *, abs(coalesce(count_a, 0) - coalesce(count_b, 0)) as diff_count
from counts
{% endmacro %}


{% test fewer_rows_than(model, compare_model, group_by_columns = []) %}
  {{ return(adapter.dispatch('test_fewer_rows_than', 'lake_utils')(model, compare_model, group_by_columns)) }}
{% endtest %}

{% macro default__test_fewer_rows_than(model, compare_model, group_by_columns) %}
{{ config(fail_calc='sum(coalesce(row_count_delta, 0))') }}
with {{ lake_utils._row_counts(model, compare_model, group_by_columns) }}
select
  *,
  case when coalesce(count_a, 0) >= coalesce(count_b, 0) then coalesce(count_a, 0) - coalesce(count_b, 0) + 1 else 0 end as row_count_delta
from counts
{% endmacro %}

{#- The relation `counts` with the rows of both, `count_a` and `count_b`, a line for each group. -#}
{% macro _row_counts(model, compare_model, group_by_columns) %}
{%- set groups = group_by_columns | join(', ') %}
a as (
  select {{ groups ~ ', ' if groups }}count(*) as count_a from {{ model }}{{ ' group by ' ~ groups if groups }}
),
b as (
  select {{ groups ~ ', ' if groups }}count(*) as count_b from {{ compare_model }}{{ ' group by ' ~ groups if groups }}
),
counts as (
  select
    {%- for column in group_by_columns %} coalesce(a.{{ column }}, b.{{ column }}) as {{ column }},{% endfor %}
    count_a,
    count_b
  from a full join b on
  {%- for column in group_by_columns %} a.{{ column }} = b.{{ column }}{{ ' and' if not loop.last }}{% else %} true{% endfor %}
)
{%- endmacro %}


{% test recency(model, field, datepart, interval, ignore_time_component=False, group_by_columns = []) %}
  {{ return(adapter.dispatch('test_recency', 'lake_utils')(model, field, datepart, interval, ignore_time_component, group_by_columns)) }}
{% endtest %}

{% macro default__test_recency(model, field, datepart, interval, ignore_time_component, group_by_columns) %}
{%- set newest = 'cast(max(' ~ field ~ ') as ' ~ (('date') if ignore_time_component else dbt.type_timestamp()) ~ ')' %}
{%- set limit = dbt.dateadd(datepart, (interval | int) * -1, dbt.current_timestamp()) %}
select *
from (
  select
    {%- for group in group_by_columns %} {{ group }},{% endfor %}
    {{ newest }} as most_recent
  from {{ model }}
  {%- if group_by_columns %}
  group by {{ group_by_columns | join(', ') }}
  {%- endif %}
) as newest
where most_recent < cast({{ limit }} as {{ 'date' if ignore_time_component else dbt.type_timestamp() }})
{% endmacro %}
