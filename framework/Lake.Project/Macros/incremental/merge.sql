{% macro get_insert_into_sql(target_relation, temp_relation, dest_columns) %}
  {%- set columns = get_quoted_csv(dest_columns | map(attribute='name')) -%}
    insert into {{ target_relation }} ({{ columns }})
    (
        select {{ columns }}
        from {{ temp_relation }}
    )
{% endmacro %}


{% macro get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) -%}
  {{ adapter.dispatch('get_merge_sql', 'dbt')(target, source, unique_key, dest_columns, incremental_predicates) }}
{%- endmacro %}

{#- Without a unique key nothing matches, so every row is inserted. -#}
{% macro default__get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) -%}
  {%- set conditions = predicate_list(incremental_predicates) + merge_key_conditions(unique_key) -%}
  {%- set names = dest_columns | map(attribute='name') | list -%}
  {%- set sql_header = config.get('sql_header') -%}
  {{ sql_header if sql_header is not none }}
    merge into {{ target }} as DBT_INTERNAL_DEST
    using {{ source }} as DBT_INTERNAL_SOURCE
    on {{ '(' ~ conditions | join(') and (') ~ ')' }}
  {%- if unique_key %}
    when matched then update set
      {%- for name in get_merge_update_columns(config.get('merge_update_columns'), config.get('merge_exclude_columns'), dest_columns) %}
      {{ name }} = DBT_INTERNAL_SOURCE.{{ name }}{{ ',' if not loop.last }}
      {%- endfor %}
  {%- endif %}
    when not matched then insert ({{ get_quoted_csv(names) }})
    values (
      {%- for name in names -%}
      DBT_INTERNAL_SOURCE.{{ adapter.quote(name) }}{{ ', ' if not loop.last }}
      {%- endfor -%}
    )
{%- endmacro %}


{% macro get_merge_update_columns(merge_update_columns, merge_exclude_columns, dest_columns) %}
  {{ return(adapter.dispatch('get_merge_update_columns', 'dbt')(merge_update_columns, merge_exclude_columns, dest_columns)) }}
{% endmacro %}

{% macro default__get_merge_update_columns(merge_update_columns, merge_exclude_columns, dest_columns) -%}
  {%- if merge_update_columns and merge_exclude_columns -%}
    {{ exceptions.raise_compiler_error('Model cannot specify merge_update_columns and merge_exclude_columns. Please update model to use only one config') }}
  {%- elif merge_update_columns -%}
    {{ return(merge_update_columns) }}
  {%- endif -%}
  {%- set excluded = (merge_exclude_columns or []) | map('lower') | list -%}
  {%- set kept = [] -%}
  {%- for column in dest_columns if column.name | lower not in excluded -%}
    {%- do kept.append(column.quoted) -%}
  {%- endfor -%}
  {{ return(kept) }}
{%- endmacro %}


{% macro get_delete_insert_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) -%}
  {{ adapter.dispatch('get_delete_insert_merge_sql', 'dbt')(target, source, unique_key, dest_columns, incremental_predicates) }}
{%- endmacro %}

{% macro default__get_delete_insert_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) -%}
  {%- set columns = get_quoted_csv(dest_columns | map(attribute='name')) -%}
  {%- if unique_key %}
    delete from {{ target }} as DBT_INTERNAL_DEST
    where
      {%- if unique_key is string and not config.get('null_safe_keys') %}
      ({{ unique_key }}) in (select ({{ unique_key }}) from {{ source }})
      {%- else %}
      exists (
        select 1
        from {{ source }} as DBT_INTERNAL_SOURCE
        where {{ merge_key_conditions(unique_key) | join(' and ') }}
      )
      {%- endif %}
      {%- for predicate in predicate_list(incremental_predicates) %}
      and {{ predicate }}
      {%- endfor %};
  {%- endif %}

    insert into {{ target }} ({{ columns }})
    (
        select {{ columns }}
        from {{ source }}
    )
{%- endmacro %}


{% macro get_insert_overwrite_merge_sql(target, source, dest_columns, predicates, include_sql_header=false) -%}
  {{ adapter.dispatch('get_insert_overwrite_merge_sql', 'dbt')(target, source, dest_columns, predicates, include_sql_header) }}
{%- endmacro %}

{#- Replaces whatever the predicates cover, or the partitions that the new rows touch when `partitioned_by` lists plain columns. -#}
{% macro default__get_insert_overwrite_merge_sql(target, source, dest_columns, predicates, include_sql_header) -%}
  {%- set columns = get_quoted_csv(dest_columns | map(attribute='name')) -%}
  {%- set sql_header = config.get('sql_header') -%}
  {%- if sql_header is not none and include_sql_header -%}
  {{ sql_header }}
  {%- endif %}
  {%- set keys = config.get('partitioned_by', config.get('partition_by')) -%}
  {%- set keys = [keys] if keys is string else (keys or []) -%}
  {%- if predicates %}
    delete from {{ target }} where {{ '(' ~ ([predicates] if predicates is string else predicates) | join(') and (') ~ ')' }};
  {%- elif keys %}
    delete from {{ target }} as DBT_INTERNAL_DEST
    where exists (
      select 1
      from {{ source }} as DBT_INTERNAL_SOURCE
      where
      {%- for key in keys %}
        {{ overwrite_partition_of(key, 'DBT_INTERNAL_SOURCE') }} is not distinct from {{ overwrite_partition_of(key, 'DBT_INTERNAL_DEST') }}{{ ' and' if not loop.last }}
      {%- endfor %}
    );
  {%- else %}
    delete from {{ target }};
  {%- endif %}

    insert into {{ target }} ({{ columns }})
    (
        select {{ columns }}
        from {{ source }}
    )
{%- endmacro %}

{#- The value of a partition transform as SQL; only columns and calendar transforms have one. -#}
{% macro overwrite_partition_of(transform, relation) -%}
  {%- set call = modules.re.match('^\s*(year|month|day|hour)s?\s*\(\s*(.+?)\s*\)\s*$', transform) -%}
  {%- if call -%}
    date_trunc('{{ call.group(1) }}', {{ relation }}.{{ call.group(2) }})
  {%- elif '(' in transform -%}
    {%- do exceptions.raise_compiler_error('insert_overwrite cannot tell partitions of ' ~ transform ~ ' apart; give `incremental_predicates` or another strategy') -%}
  {%- else -%}
    {{ relation }}.{{ transform | trim }}
  {%- endif -%}
{%- endmacro %}
