{% macro snapshot_staging_table(strategy, source_sql, target_relation) -%}
  {{ adapter.dispatch('snapshot_staging_table', 'dbt')(strategy, source_sql, target_relation) }}
{%- endmacro %}

{#-
  What changes: one row per current version to close (`update`, `delete`) and per version to open (`insert`), told apart
  by dbt_change_type and carrying the dbt_scd_id of the version concerned. Columns are written out, because not every
  engine has `exclude` and `by name`.
-#}
{% macro default__snapshot_staging_table(strategy, source_sql, target_relation) -%}
  {%- set columns = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() -%}
  {%- set valid_to = config.get('dbt_valid_to_current') -%}
  {%- set new_records = strategy.hard_deletes == 'new_record' -%}
  {%- set deletes = strategy.hard_deletes in ['invalidate', 'new_record'] -%}
  {%- set keys = strategy.unique_key if unique_key_is_list(strategy.unique_key) else [strategy.unique_key] -%}
  {%- set key_names = [] -%}
  {%- for key in keys -%}
    {%- do key_names.append('dbt_unique_key_' ~ loop.index if unique_key_is_list(strategy.unique_key) else 'dbt_unique_key') -%}
  {%- endfor -%}
  {%- set existing = adapter.get_columns_in_relation(target_relation) | map(attribute='name') | map('lower') | list -%}
  {%- set own = [] -%}
  {%- set of_deleted = [] -%}
  {%- for name in get_columns_in_query(source_sql) -%}
    {%- do own.append(adapter.quote(name)) -%}
    {%- do of_deleted.append(('snapshotted_data.' ~ adapter.quote(name)) if name | lower in existing else 'null') -%}
  {%- endfor -%}
  {%- set carried = own + key_names %}
    with snapshot_query as (
      {{ source_sql }}
    ),

    snapshotted_data as (
      select *, {{ unique_key_fields(strategy.unique_key) }}
      from {{ target_relation }}
      where
      {%- if valid_to %}
        ({{ columns.dbt_valid_to }} = {{ valid_to }} or {{ columns.dbt_valid_to }} is null)
      {%- else %}
        {{ columns.dbt_valid_to }} is null
      {%- endif %}
    ),

    source_data as (
      select
        {{ own | join(', ') }},
        {{ unique_key_fields(strategy.unique_key) }},
        {{ strategy.updated_at }} as {{ columns.dbt_updated_at }},
        {{ strategy.updated_at }} as {{ columns.dbt_valid_from }},
        {{ get_dbt_valid_to_current(strategy, columns) }},
        {{ strategy.scd_id }} as {{ columns.dbt_scd_id }}
      from snapshot_query
    ),

    insertions as (
      select
        'insert' as dbt_change_type,
        {% for name in carried %}source_data.{{ name }}, {% endfor -%}
        source_data.{{ columns.dbt_updated_at }}, source_data.{{ columns.dbt_valid_from }}, source_data.{{ columns.dbt_valid_to }}, source_data.{{ columns.dbt_scd_id }}
        {%- if new_records %}, 'False' as {{ columns.dbt_is_deleted }}{% endif %}
      from source_data
      left join snapshotted_data
        on {{ unique_key_join_on(strategy.unique_key, 'snapshotted_data', 'source_data') }}
      where {{ unique_key_is_null(strategy.unique_key, 'snapshotted_data') }}
        or (
          {{ unique_key_is_not_null(strategy.unique_key, 'snapshotted_data') }}
          and ({{ strategy.row_changed }}{% if new_records %} or snapshotted_data.{{ columns.dbt_is_deleted }} = 'True'{% endif %})
        )
    ),

    updates as (
      select
        'update' as dbt_change_type,
        {% for name in carried %}source_data.{{ name }}, {% endfor -%}
        source_data.{{ columns.dbt_updated_at }}, source_data.{{ columns.dbt_valid_from }}, source_data.{{ columns.dbt_valid_from }} as {{ columns.dbt_valid_to }}, snapshotted_data.{{ columns.dbt_scd_id }}
        {%- if new_records %}, snapshotted_data.{{ columns.dbt_is_deleted }}{% endif %}
      from source_data
      join snapshotted_data
        on {{ unique_key_join_on(strategy.unique_key, 'snapshotted_data', 'source_data') }}
      where ({{ strategy.row_changed }}{% if new_records %} or snapshotted_data.{{ columns.dbt_is_deleted }} = 'True'{% endif %})
    )
    {%- if deletes %},

    deletes as (
      select
        'delete' as dbt_change_type,
        {% for name in of_deleted %}{{ name }}{{ ' as ' ~ own[loop.index0] }}, {% endfor -%}
        {% for name in key_names %}snapshotted_data.{{ name }}, {% endfor -%}
        {{ snapshot_get_time() }} as {{ columns.dbt_updated_at }}, {{ snapshot_get_time() }} as {{ columns.dbt_valid_from }}, {{ snapshot_get_time() }} as {{ columns.dbt_valid_to }}, snapshotted_data.{{ columns.dbt_scd_id }}
        {%- if new_records %}, snapshotted_data.{{ columns.dbt_is_deleted }}{% endif %}
      from snapshotted_data
      left join source_data
        on {{ unique_key_join_on(strategy.unique_key, 'source_data', 'snapshotted_data') }}
      where {{ unique_key_is_null(strategy.unique_key, 'source_data') }}
      {%- if new_records %}
        and not (snapshotted_data.{{ columns.dbt_is_deleted }} = 'True')
      {%- endif %}
    )
    {%- endif %}
    {%- if new_records %},

    deletion_records as (
      select
        'insert' as dbt_change_type,
        {% for name in carried %}{{ name }}, {% endfor -%}
        {{ columns.dbt_updated_at }}, {{ columns.dbt_valid_from }}, {{ valid_to or 'cast(null as timestamp(6))' }} as {{ columns.dbt_valid_to }},
        {{ snapshot_hash_arguments([columns.dbt_scd_id, columns.dbt_updated_at]) }} as {{ columns.dbt_scd_id }},
        'True' as {{ columns.dbt_is_deleted }}
      from deletes
    )
    {%- endif %}

    select * from insertions
    union all
    select * from updates
    {%- if deletes %}
    union all
    select * from deletes
    {%- endif %}
    {%- if new_records %}
    union all
    select * from deletion_records
    {%- endif %}
{%- endmacro %}
