{% macro incremental_validate_on_schema_change(on_schema_change, default='ignore') %}
  {%- if on_schema_change in ['sync_all_columns', 'append_new_columns', 'fail', 'ignore'] -%}
    {{ return(on_schema_change) }}
  {%- endif -%}
  {%- if on_schema_change is not none -%}
    {%- do exceptions.warn("Invalid value for on_schema_change (" ~ on_schema_change ~ ") specified. Setting default value of " ~ default ~ ".") -%}
  {%- endif -%}
  {{ return(default) }}
{% endmacro %}

{#- Columns of the first list whose names are not in the second. -#}
{% macro diff_columns(source_columns, target_columns) %}
  {%- set known = target_columns | map(attribute='name') | map('lower') | list -%}
  {%- set new = [] -%}
  {%- for column in source_columns if column.name | lower not in known -%}
    {%- do new.append(column) -%}
  {%- endfor -%}
  {{ return(new) }}
{% endmacro %}

{% macro diff_column_data_types(source_columns, target_columns) %}
  {{ return(adapter.dispatch('diff_column_data_types', 'dbt')(source_columns, target_columns)) }}
{% endmacro %}

{% macro default__diff_column_data_types(source_columns, target_columns) %}
  {%- set changed = [] -%}
  {%- for column in source_columns -%}
    {%- for other in target_columns if other.name | lower == column.name | lower -%}
      {%- if other.data_type != column.data_type and not other.can_expand_to(other_column=column) -%}
        {%- do changed.append({'column_name': other.name, 'new_type': column.data_type}) -%}
      {%- endif -%}
    {%- endfor -%}
  {%- endfor -%}
  {{ return(changed) }}
{% endmacro %}


{% macro check_for_schema_changes(source_relation, target_relation) %}
  {{ return(adapter.dispatch('check_for_schema_changes', 'dbt')(source_relation, target_relation)) }}
{% endmacro %}

{% macro default__check_for_schema_changes(source_relation, target_relation) %}
  {%- set source_columns = adapter.get_columns_in_relation(source_relation) -%}
  {%- set target_columns = adapter.get_columns_in_relation(target_relation) -%}
  {%- set added = diff_columns(source_columns, target_columns) -%}
  {%- set removed = diff_columns(target_columns, source_columns) -%}
  {%- set retyped = diff_column_data_types(source_columns, target_columns) -%}
  {{ return({
    'schema_changed': (added or removed or retyped) | length > 0,
    'source_not_in_target': added,
    'target_not_in_source': removed,
    'source_columns': source_columns,
    'target_columns': target_columns,
    'new_target_types': retyped,
  }) }}
{% endmacro %}


{% macro sync_column_schemas(on_schema_change, target_relation, schema_changes_dict) %}
  {{ return(adapter.dispatch('sync_column_schemas', 'dbt')(on_schema_change, target_relation, schema_changes_dict)) }}
{% endmacro %}

{% macro default__sync_column_schemas(on_schema_change, target_relation, schema_changes_dict) %}
  {%- set added = schema_changes_dict['source_not_in_target'] -%}
  {%- if on_schema_change == 'append_new_columns' -%}
    {%- if added -%}
      {%- do alter_relation_add_remove_columns(target_relation, added, none) -%}
    {%- endif -%}
  {%- elif on_schema_change == 'sync_all_columns' -%}
    {%- if added or schema_changes_dict['target_not_in_source'] -%}
      {%- do alter_relation_add_remove_columns(target_relation, added, schema_changes_dict['target_not_in_source']) -%}
    {%- endif -%}
    {%- for change in schema_changes_dict['new_target_types'] -%}
      {%- do alter_column_type(target_relation, change['column_name'], change['new_type']) -%}
    {%- endfor -%}
  {%- endif -%}
{% endmacro %}


{#- Columns to insert after the target was brought in line; empty when `on_schema_change` is `ignore`. -#}
{% macro process_schema_changes(on_schema_change, source_relation, target_relation) %}
  {{ return(adapter.dispatch('process_schema_changes', 'dbt')(on_schema_change, source_relation, target_relation)) }}
{% endmacro %}

{% macro default__process_schema_changes(on_schema_change, source_relation, target_relation) %}
  {%- if on_schema_change == 'ignore' -%}
    {{ return({}) }}
  {%- endif -%}
  {%- set changes = check_for_schema_changes(source_relation, target_relation) -%}
  {%- if changes['schema_changed'] -%}
    {%- if on_schema_change == 'fail' -%}
      {%- do exceptions.raise_compiler_error(
        'The source and target schemas on this incremental model are out of sync! '
        ~ 'New columns: ' ~ (changes['source_not_in_target'] | map(attribute='name') | list)
        ~ '; missing columns: ' ~ (changes['target_not_in_source'] | map(attribute='name') | list)
        ~ '; changed types: ' ~ changes['new_target_types']
        ~ '. Run with --full-refresh, or set on_schema_change to append_new_columns or sync_all_columns.') -%}
    {%- endif -%}
    {%- do sync_column_schemas(on_schema_change, target_relation, changes) -%}
    {%- if on_schema_change == 'append_new_columns' -%}
      {{ return(adapter.get_columns_in_relation(target_relation) | rejectattr('name', 'in', changes['target_not_in_source'] | map(attribute='name') | list) | list) }}
    {%- endif -%}
  {%- endif -%}
  {{ return(changes['source_columns']) }}
{% endmacro %}
