{#- The macro of a strategy: `snapshot_<name>_strategy`, of the project, a package or built in. -#}
{% macro strategy_dispatch(name) -%}
  {%- set package_name, strategy_name = (name.split('.') if '.' in name else [none, name]) -%}
  {%- set names = context if package_name is none else context.get(package_name) -%}
  {%- if names is none -%}
    {%- do exceptions.raise_compiler_error("could not find package '" ~ package_name ~ "' of snapshot strategy '" ~ name ~ "'") -%}
  {%- endif -%}
  {%- set macro_name = 'snapshot_' ~ strategy_name ~ '_strategy' -%}
  {%- if macro_name not in names -%}
    {%- do exceptions.raise_compiler_error("there is no snapshot strategy '" ~ name ~ "': the macro " ~ macro_name ~ ' does not exist') -%}
  {%- endif -%}
  {{ return(names[macro_name]) }}
{%- endmacro %}

{% macro snapshot_scd_id(node, model_config, updated_at) %}
  {%- set unique_key = model_config.get('unique_key') -%}
  {{ return(snapshot_hash_arguments((unique_key | list if unique_key_is_list(unique_key) else [unique_key]) + [updated_at])) }}
{% endmacro %}

{% macro snapshot_timestamp_strategy(node, snapshotted_rel, current_rel, model_config, target_exists) %}
  {%- set columns = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() -%}
  {%- set updated_at = model_config.get('updated_at') -%}
  {%- if updated_at is none -%}
    {%- do exceptions.raise_compiler_error("snapshot " ~ node.name ~ " uses the timestamp strategy and needs 'updated_at'") -%}
  {%- endif -%}
  {{ return({
    'unique_key': model_config.get('unique_key'),
    'updated_at': updated_at,
    'row_changed': '(' ~ snapshotted_rel ~ '.' ~ columns.dbt_valid_from ~ ' < ' ~ current_rel ~ '.' ~ updated_at ~ ')',
    'scd_id': snapshot_scd_id(node, model_config, updated_at),
    'invalidate_hard_deletes': adapter.get_hard_deletes_behavior(model_config) == 'invalidate',
    'hard_deletes': adapter.get_hard_deletes_behavior(model_config),
  }) }}
{% endmacro %}

{% macro snapshot_string_as_time(timestamp) -%}
  {{ adapter.dispatch('snapshot_string_as_time', 'dbt')(timestamp) }}
{%- endmacro %}

{% macro default__snapshot_string_as_time(timestamp) %}
  {{ return("timestamp '" ~ timestamp ~ "'") }}
{% endmacro %}

{#- Columns to compare, and whether the query has gained one that the history lacks. -#}
{% macro snapshot_check_all_get_existing_columns(node, target_exists, check_cols_config) -%}
  {%- if not target_exists -%}
    {{ return((false, [])) }}
  {%- endif -%}
  {%- set query_columns = get_columns_in_query(node['compiled_code']) -%}
  {%- if check_cols_config is iterable and check_cols_config is not string and check_cols_config | length > 0 -%}
    {%- set wanted = [] -%}
    {%- for name in check_cols_config -%}
      {%- if name | lower in query_columns | map('lower') | list -%}
        {%- do wanted.append(name) -%}
      {%- else -%}
        {%- do exceptions.raise_compiler_error('snapshot ' ~ node.name ~ ' checks column ' ~ name ~ ', which its query does not give') -%}
      {%- endif -%}
    {%- endfor -%}
  {%- elif check_cols_config == 'all' -%}
    {%- set wanted = query_columns -%}
  {%- else -%}
    {%- do exceptions.raise_compiler_error("Invalid value for 'check_cols': " ~ check_cols_config) -%}
  {%- endif -%}
  {%- set target_relation = adapter.get_relation(database=node.database, schema=node.schema, identifier=node.alias) -%}
  {%- set existing = adapter.get_columns_in_relation(target_relation) | map(attribute='name') | map('lower') | list -%}
  {%- set kept = [] -%}
  {%- for name in wanted if name | lower in existing -%}
    {%- do kept.append(adapter.quote(name) if check_cols_config == 'all' else name) -%}
  {%- endfor -%}
  {{ return((kept | length < wanted | length, kept)) }}
{%- endmacro %}

{% macro snapshot_check_strategy(node, snapshotted_rel, current_rel, model_config, target_exists) %}
  {%- set updated_at = model_config.get('updated_at') or snapshot_get_time() -%}
  {%- set column_added, names = snapshot_check_all_get_existing_columns(node, target_exists, model_config.get('check_cols')) -%}
  {%- set row_changed -%}
    (
    {%- if column_added -%}
      TRUE
    {%- else -%}
      {%- for name in names -%}
        {{ snapshotted_rel }}.{{ name }} is distinct from {{ current_rel }}.{{ name }}{{ ' or ' if not loop.last }}
      {%- else -%}
        FALSE
      {%- endfor -%}
    {%- endif -%}
    )
  {%- endset -%}
  {{ return({
    'unique_key': model_config.get('unique_key'),
    'updated_at': updated_at,
    'row_changed': row_changed,
    'scd_id': snapshot_scd_id(node, model_config, updated_at),
    'invalidate_hard_deletes': adapter.get_hard_deletes_behavior(model_config) == 'invalidate',
    'hard_deletes': adapter.get_hard_deletes_behavior(model_config),
  }) }}
{% endmacro %}
