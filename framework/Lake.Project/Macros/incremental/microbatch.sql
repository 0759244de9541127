{#- Replaces one window of event time. -#}
{% macro duckdb__get_incremental_microbatch_sql(arg_dict) -%}
  {%- set target = arg_dict['target_relation'] -%}
  {%- set event_time = config.get('event_time') -%}
  {%- set batch = model.get('batch') -%}
  {%- if arg_dict['unique_key'] -%}
    {%- do exceptions.raise_compiler_error('microbatch replaces windows of event_time and takes no unique_key') -%}
  {%- endif -%}
  {%- set columns = get_quoted_csv(arg_dict['dest_columns'] | map(attribute='name')) %}
  {%- if batch and event_time %}
    delete from {{ target }}
    where {{ event_time }} >= '{{ batch.event_time_start }}' and {{ event_time }} < '{{ batch.event_time_end }}';
  {%- endif %}

    insert into {{ target }} ({{ columns }})
    (
        select {{ columns }}
        from {{ arg_dict['temp_relation'] }}
    )
{%- endmacro %}
