{#- A table where the engine can copy one without its rows, else a view of what the state has. -#}
{% materialization clone, default %}
  {%- set existing = load_cached_relation(this) -%}
  {%- set is_same = this.render() == defer_relation.render() -%}
  {%- if existing is not none and not flags.FULL_REFRESH or is_same -%}
    {%- if is_same -%}
      {%- do log('Target relation and defer relation are the same, skipping clone for relation: ' ~ this.render()) -%}
    {%- endif -%}
    {{ return({'relations': []}) }}
  {%- endif -%}
  {%- set other = load_cached_relation(defer_relation) -%}
  {%- set kind = 'table' if other is not none and other.is_table and can_clone_table() else 'view' -%}
  {%- set target_relation = this.incorporate(type=kind) -%}
  {%- if existing is not none and existing.type != kind -%}
    {{ adapter.drop_relation(existing) }}
  {%- endif -%}
  {%- call statement('main') -%}
    {%- if kind == 'table' -%}
      {{ create_or_replace_clone(target_relation, defer_relation) }}
    {%- else -%}
      create or replace view {{ target_relation.render() }} as (
        select * from {{ defer_relation.render() }}
      )
    {%- endif -%}
  {%- endcall -%}
  {%- do apply_grants(target_relation, config.get('grants'), should_revoke=should_revoke(existing, full_refresh_mode=True)) -%}
  {%- do persist_docs(target_relation, model) -%}
  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}


{% macro can_clone_table() %}
  {{ return(adapter.dispatch('can_clone_table', 'dbt')()) }}
{% endmacro %}

{% macro default__can_clone_table() %}
  {{ return(False) }}
{% endmacro %}


{% macro create_or_replace_clone(this_relation, defer_relation) %}
  {{ return(adapter.dispatch('create_or_replace_clone', 'dbt')(this_relation, defer_relation)) }}
{% endmacro %}

{% macro default__create_or_replace_clone(this_relation, defer_relation) %}
  create or replace table {{ this_relation.render() }} clone {{ defer_relation.render() }}
{% endmacro %}
