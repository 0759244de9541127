{% macro persist_docs(relation, model, for_relation=true, for_columns=true) -%}
  {{ return(adapter.dispatch('persist_docs', 'dbt')(relation, model, for_relation, for_columns)) }}
{%- endmacro %}

{% macro default__persist_docs(relation, model, for_relation, for_columns) -%}
  {%- if for_relation and config.persist_relation_docs() and model.description -%}
    {%- do run_query(alter_relation_comment(relation, model.description)) -%}
  {%- endif -%}
  {%- if for_columns and config.persist_column_docs() and model.columns -%}
    {%- set existing = adapter.get_columns_in_relation(relation) | map(attribute='name') | list -%}
    {%- set comments = alter_column_comment(relation, validate_doc_columns(relation, model.columns, existing)) -%}
    {%- if comments | trim -%}
      {%- do run_query(comments) -%}
    {%- endif -%}
  {%- endif -%}
{%- endmacro %}

{% macro alter_relation_comment(relation, relation_comment) -%}
  {{ return(adapter.dispatch('alter_relation_comment', 'dbt')(relation, relation_comment)) }}
{%- endmacro %}

{% macro default__alter_relation_comment(relation, relation_comment) -%}
  comment on {{ relation.type or 'table' }} {{ relation }} is '{{ escape_single_quotes(relation_comment) }}'
{%- endmacro %}

{% macro alter_column_comment(relation, column_dict) -%}
  {{ return(adapter.dispatch('alter_column_comment', 'dbt')(relation, column_dict)) }}
{%- endmacro %}

{% macro default__alter_column_comment(relation, column_dict) %}
  {%- for name, column in column_dict.items() if column['description'] %}
  comment on column {{ relation }}.{{ adapter.quote(name) }} is '{{ escape_single_quotes(column['description']) }}';
  {%- endfor %}
{% endmacro %}


{% macro apply_grants(relation, grant_config, should_revoke=True) %}
  {{ return(adapter.dispatch('apply_grants', 'dbt')(relation, grant_config, should_revoke)) }}
{% endmacro %}

{% macro default__apply_grants(relation, grant_config, should_revoke=True) %}
  {%- if grant_config -%}
    {%- do exceptions.warn('grants are not supported by ' ~ adapter.type() ~ '; those of ' ~ relation ~ ' were left out') -%}
  {%- endif -%}
{% endmacro %}

{% macro should_revoke(existing_relation, full_refresh_mode=True) -%}
  {{ return(existing_relation is not none and full_refresh_mode) }}
{%- endmacro %}

{% macro copy_grants() %}
  {{ return(False) }}
{% endmacro %}
