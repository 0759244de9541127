{% macro snapshot_staging_table(strategy, source_sql, target_relation) -%}
  {{ adapter.dispatch('snapshot_staging_table', 'dbt')(strategy, source_sql, target_relation) }}
{%- endmacro %}

{#-
  What changes: one row per current version to close (`update`, `delete`) and per version to open (`insert`), told apart
  by dbt_change_type and carrying the dbt_scd_id of the version concerned.
-#}
{% macro default__snapshot_staging_table(strategy, source_sql, target_relation) -%}
  {%- set columns = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() -%}
  {%- set valid_to = config.get('dbt_valid_to_current') -%}
  {%- set new_records = strategy.hard_deletes == 'new_record' -%}
  {%- set deletes = strategy.hard_deletes in ['invalidate', 'new_record'] -%}
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
        *,
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
        source_data.*
        {%- if new_records %},
        'False' as {{ columns.dbt_is_deleted }}
        {%- endif %}
      from source_data
      left join snapshotted_data
        on {{ unique_key_join_on(strategy.unique_key, 'snapshotted_data', 'source_data') }}
      where {{ unique_key_is_null(strategy.unique_key, 'snapshotted_data') }}
        or (
          {{ unique_key_is_not_null(strategy.unique_key, 'snapshotted_data') }}
          and (
            {{ strategy.row_changed }}
            {%- if new_records %}
            or snapshotted_data.{{ columns.dbt_is_deleted }} = 'True'
            {%- endif %}
          )
        )
    ),

    updates as (
      select
        'update' as dbt_change_type,
        source_data.* exclude ({{ columns.dbt_valid_to }}, {{ columns.dbt_scd_id }}),
        source_data.{{ columns.dbt_valid_from }} as {{ columns.dbt_valid_to }},
        snapshotted_data.{{ columns.dbt_scd_id }}
        {%- if new_records %},
        snapshotted_data.{{ columns.dbt_is_deleted }}
        {%- endif %}
      from source_data
      join snapshotted_data
        on {{ unique_key_join_on(strategy.unique_key, 'snapshotted_data', 'source_data') }}
      where (
        {{ strategy.row_changed }}
        {%- if new_records %}
        or snapshotted_data.{{ columns.dbt_is_deleted }} = 'True'
        {%- endif %}
      )
    )
    {%- if deletes %},

    deletes as (
      select
        'delete' as dbt_change_type,
        snapshotted_data.* exclude ({{ columns.dbt_updated_at }}, {{ columns.dbt_valid_from }}, {{ columns.dbt_valid_to }}),
        {{ snapshot_get_time() }} as {{ columns.dbt_updated_at }},
        {{ snapshot_get_time() }} as {{ columns.dbt_valid_from }},
        {{ snapshot_get_time() }} as {{ columns.dbt_valid_to }}
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
        deletes.* exclude (dbt_change_type, {{ columns.dbt_valid_to }}, {{ columns.dbt_scd_id }}, {{ columns.dbt_is_deleted }}),
        {{ valid_to or 'cast(null as timestamp)' }} as {{ columns.dbt_valid_to }},
        {{ snapshot_hash_arguments([columns.dbt_scd_id, columns.dbt_updated_at]) }} as {{ columns.dbt_scd_id }},
        'True' as {{ columns.dbt_is_deleted }}
      from deletes
    )
    {%- endif %}

    select * from insertions
    union all by name
    select * from updates
    {%- if deletes %}
    union all by name
    select * from deletes
    {%- endif %}
    {%- if new_records %}
    union all by name
    select * from deletion_records
    {%- endif %}
{%- endmacro %}
