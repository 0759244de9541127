{#- Made once and refreshed by later runs; a full refresh, or another kind of relation under the name, makes it anew. -#}
{% materialization materialized_view, adapter='trino' %}
  {%- set target_relation = this.incorporate(type='materialized_view') -%}
  {%- set existing = load_cached_relation(this) -%}

  {{ run_hooks(pre_hooks, inside_transaction=False) }}
  {{ run_hooks(pre_hooks, inside_transaction=True) }}

  {%- if existing is not none and not existing.is_materialized_view -%}
    {{ adapter.drop_relation(existing) }}
  {%- endif -%}
  {%- if existing is none or not existing.is_materialized_view or should_full_refresh() -%}
    {%- set grace_period = config.get('grace_period') -%}
    {%- call statement('create') -%}
      create or replace materialized view {{ target_relation }}
      {%- if grace_period %}
      grace period {{ grace_period }}
      {%- endif %}
      {{- trino_comment() }}
      {{- table_layout() }}
      as
        {{ sql }}
    {%- endcall -%}
  {%- endif -%}
  {%- call statement('main') -%}
    refresh materialized view {{ target_relation }}
  {%- endcall -%}

  {{ run_hooks(post_hooks, inside_transaction=True) }}
  {%- do persist_docs(target_relation, model, for_relation=false) -%}
  {{ adapter.commit() }}
  {{ run_hooks(post_hooks, inside_transaction=False) }}

  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
