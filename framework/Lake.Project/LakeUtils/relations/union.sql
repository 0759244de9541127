{#- Relations put together or taken apart. -#}

{% macro union_relations(relations, column_override=none, include=[], exclude=[], source_column_name='_dbt_source_relation', where=none) -%}
  {{ return(adapter.dispatch('union_relations', 'lake_utils')(relations, column_override, include, exclude, source_column_name, where)) }}
{%- endmacro %}

{#- Columns are matched by name; what a relation lacks is null there. -#}
{% macro default__union_relations(relations, column_override=none, include=[], exclude=[], source_column_name='_dbt_source_relation', where=none) -%}
  {%- if exclude and include -%}
    {{ exceptions.raise_compiler_error("Both an exclude and include list were provided to the `union` macro. Only one is allowed") }}
  {%- endif -%}
  {%- if not execute -%}{{ return('') }}{%- endif -%}
  {%- set overrides = column_override if column_override is not none else {} -%}
  {%- set only, without = include | map('lower') | list, exclude | map('lower') | list -%}
  {%- set owned, columns = {}, {} -%}
  {%- for relation in relations -%}
    {%- do lake_utils._is_relation(relation, 'union_relations') -%}
    {%- do lake_utils._is_ephemeral(relation, 'union_relations') -%}
    {%- do owned.update({loop.index: []}) -%}
    {%- set number = loop.index -%}
    {%- for column in adapter.get_columns_in_relation(relation) -%}
      {%- set name = column.column | lower -%}
      {%- if name not in without and (not only or name in only) -%}
        {%- do owned[number].append(column.column) -%}
        {%- if column.column not in columns or (column.is_string() and columns[column.column].is_string() and column.string_size() > columns[column.column].string_size()) -%}
          {%- do columns.update({column.column: column}) -%}
        {%- endif -%}
      {%- endif -%}
    {%- endfor -%}
  {%- endfor -%}
  {%- if (include or exclude) and not columns -%}
    {%- set listed = exclude if exclude else include -%}
    {{ exceptions.raise_compiler_error('There were no columns found to union for relations ' ~ (relations | map('string') | join(', ')) ~ ' with the list ' ~ listed) }}
  {%- endif -%}
  {%- for relation in relations %}
    {%- set own = owned[loop.index] %}
        (
            select
            {%- if source_column_name is not none %}
                cast({{ dbt.string_literal(relation) }} as {{ dbt.type_string() }}) as {{ source_column_name }},
            {%- endif %}
            {%- for name, column in columns.items() %}
                cast({{ adapter.quote(name) if name in own else 'null' }} as {{ overrides.get(name, column.data_type) }}) as {{ adapter.quote(name) }}{{ ',' if not loop.last }}
            {%- endfor %}
            from {{ relation }}
            {%- if where %}
            where {{ where }}
            {%- endif %}
        )
    {{ 'union all' if not loop.last }}
  {%- endfor -%}
{%- endmacro %}


{% macro unpivot(relation=none, cast_to='varchar', exclude=none, remove=none, field_name='field_name', value_name='value', quote_identifiers=False) -%}
  {{ return(adapter.dispatch('unpivot', 'lake_utils')(relation, cast_to, exclude, remove, field_name, value_name, quote_identifiers)) }}
{%- endmacro %}

{% macro default__unpivot(relation=none, cast_to='varchar', exclude=none, remove=none, field_name='field_name', value_name='value', quote_identifiers=False) -%}
  {%- if not relation -%}
    {{ exceptions.raise_compiler_error("Error: argument `relation` is required for `unpivot` macro.") }}
  {%- endif -%}
  {%- do lake_utils._is_relation(relation, 'unpivot') -%}
  {%- do lake_utils._is_ephemeral(relation, 'unpivot') -%}
  {%- set kept = exclude if exclude is not none else [] -%}
  {%- set left_out = ((remove if remove is not none else []) + kept) | map('lower') | list -%}
  {%- set turned = [] -%}
  {%- for column in adapter.get_columns_in_relation(relation) if column.column | lower not in left_out -%}
    {%- do turned.append(column) -%}
  {%- endfor -%}
  {%- for column in turned %}
    select
      {%- for name in kept %}
      {{ adapter.quote(name) if quote_identifiers else name }},
      {%- endfor %}
      cast({{ dbt.string_literal(column.column) }} as {{ dbt.type_string() }}) as {{ adapter.quote(field_name) if quote_identifiers else field_name }},
      {%- set name = adapter.quote(column.column) if quote_identifiers else column.column %}
      cast({{ dbt.cast_bool_to_text(name) if column.data_type | lower == 'boolean' else name }} as {{ cast_to }}) as {{ adapter.quote(value_name) if quote_identifiers else value_name }}
    from {{ relation }}
    {{ 'union all' if not loop.last }}
  {%- endfor -%}
{%- endmacro %}


{% macro deduplicate(relation, partition_by, order_by) -%}
  {{ return(adapter.dispatch('deduplicate', 'lake_utils')(relation, partition_by, order_by)) }}
{%- endmacro %}

{#- The first row of each partition, with every column it has. -#}
{% macro default__deduplicate(relation, partition_by, order_by) -%}
select *
from {{ relation }}
qualify row_number() over (partition by {{ partition_by }} order by {{ order_by }}) = 1
{%- endmacro %}

{#- Trino has no QUALIFY: the number is asked for beside the columns, which are then named. -#}
{% macro trino__deduplicate(relation, partition_by, order_by) -%}
  {%- set names = [] -%}
  {%- for column in get_columns_in_query('select * from ' ~ relation ~ ' where false') -%}{%- do names.append(adapter.quote(column)) -%}{%- endfor -%}
select {{ names | join(', ') if names else '*' }}
from (
  select *, row_number() over (partition by {{ partition_by }} order by {{ order_by }}) as rank_in_partition
  from {{ relation }}
)
where rank_in_partition = 1
{%- endmacro %}
