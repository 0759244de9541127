{% macro trino__get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) -%}
  {%- if unique_key -%}
    {{ default__get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates) }}
  {%- else -%}
    {{ get_insert_into_sql(target, source, dest_columns) }}
  {%- endif -%}
{%- endmacro %}

{#-
  Deletes and inserts in one statement, so that readers see both or none: the source has every new row once to insert it,
  and every key once to delete what has it.
-#}
{% macro trino__get_delete_insert_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) -%}
  {%- if not unique_key -%}
    {{ get_insert_into_sql(target, source, dest_columns) }}
  {%- else -%}
    {%- set keys = [unique_key] if unique_key is string else unique_key -%}
    {%- set conditions = [] -%}
    {%- for key in keys -%}
      {%- do conditions.append('DBT_INTERNAL_SOURCE.lake_key_' ~ loop.index ~ ' = DBT_INTERNAL_DEST.' ~ key) -%}
    {%- endfor -%}
    {{ trino_replace_rows(target, source, keys, conditions + trino_predicates(incremental_predicates), dest_columns) }}
  {%- endif -%}
{%- endmacro %}

{#- Replaces whatever the predicates cover, or the partitions that the new rows touch. -#}
{% macro trino__get_insert_overwrite_merge_sql(target, source, dest_columns, predicates, include_sql_header) -%}
  {%- set transforms = config.get('partitioned_by', config.get('partition_by')) -%}
  {%- set transforms = [transforms] if transforms is string else (transforms or []) -%}
  {%- set keys = [] -%}
  {%- set conditions = trino_predicates(predicates) -%}
  {%- if not predicates -%}
    {%- for transform in transforms -%}
      {%- do keys.append(overwrite_partition_of(transform, 'lake_new')) -%}
      {%- do conditions.append('DBT_INTERNAL_SOURCE.lake_key_' ~ loop.index ~ ' is not distinct from ' ~ overwrite_partition_of(transform, 'DBT_INTERNAL_DEST')) -%}
    {%- endfor -%}
  {%- endif -%}
  {{ trino_replace_rows(target, source, keys, conditions, dest_columns) }}
{%- endmacro %}

{#- Replaces one window of event time. -#}
{% macro trino__get_incremental_microbatch_sql(arg_dict) -%}
  {%- set event_time = config.get('event_time') -%}
  {%- set batch = model.get('batch') -%}
  {%- if arg_dict['unique_key'] -%}
    {%- do exceptions.raise_compiler_error('microbatch replaces windows of event_time and takes no unique_key') -%}
  {%- endif -%}
  {%- if batch and event_time -%}
    {%- set conditions = [
      'DBT_INTERNAL_DEST.' ~ event_time ~ " >= timestamp '" ~ batch.event_time_start ~ "'",
      'DBT_INTERNAL_DEST.' ~ event_time ~ " < timestamp '" ~ batch.event_time_end ~ "'",
    ] -%}
    {{ trino_replace_rows(arg_dict['target_relation'], arg_dict['temp_relation'], [], conditions, arg_dict['dest_columns']) }}
  {%- else -%}
    {{ get_insert_into_sql(arg_dict['target_relation'], arg_dict['temp_relation'], arg_dict['dest_columns']) }}
  {%- endif -%}
{%- endmacro %}

{% macro trino_predicates(predicates) %}
  {{ return([] + (([predicates] if predicates is string else predicates) or [])) }}
{% endmacro %}

{#- Rows of the target for which the conditions hold go, rows of the source come. -#}
{% macro trino_replace_rows(target, source, keys, conditions, dest_columns) -%}
  {%- set names = dest_columns | map(attribute='name') | list -%}
  {%- set columns = get_quoted_csv(names) -%}
    merge into {{ target }} as DBT_INTERNAL_DEST
    using (
      select {{ columns }}{% for key in keys %}, {{ key }} as lake_key_{{ loop.index }}{% endfor %}, false as lake_deletes
      from {{ source }} as lake_new
      union all
      select {% for name in names %}null, {% endfor %}{% for key in keys %}lake_key_{{ loop.index }}, {% endfor %}true
      from ({% if keys %}select distinct {% for key in keys %}{{ key }} as lake_key_{{ loop.index }}{{ ', ' if not loop.last }}{% endfor %} from {{ source }} as lake_new{% else %}values 1{% endif %}) as lake_keys
    ) as DBT_INTERNAL_SOURCE
    on DBT_INTERNAL_SOURCE.lake_deletes
    {%- for condition in conditions %}
      and ({{ condition }})
    {%- endfor %}
    when matched then delete
    when not matched and not DBT_INTERNAL_SOURCE.lake_deletes then insert ({{ columns }})
    values (
      {%- for name in names -%}
      DBT_INTERNAL_SOURCE.{{ adapter.quote(name) }}{{ ', ' if not loop.last }}
      {%- endfor -%}
    )
{%- endmacro %}
