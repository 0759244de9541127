{#-
  The first build, a full refresh and the replacement of a view create the table. Every other build computes the new
  rows into a temporary table, brings the columns in line and hands both tables to the strategy.
-#}
{% materialization incremental, default %}
  {{ return(build_incremental(config.get('incremental_strategy') or 'default')) }}
{% endmaterialization %}


{% macro build_incremental(strategy) %}
  {%- set existing = load_cached_relation(this) -%}
  {%- set target_relation = this.incorporate(type='table') -%}
  {%- set full_refresh_mode = should_full_refresh() or (existing is not none and not existing.is_table) -%}
  {%- set unique_key = config.get('unique_key') -%}
  {%- set on_schema_change = incremental_validate_on_schema_change(config.get('on_schema_change'), default='ignore') -%}
  {%- set strategy_macro = adapter.get_incremental_strategy_macro(context, strategy) -%}

  {{ run_hooks(pre_hooks, inside_transaction=False) }}
  {{ run_hooks(pre_hooks, inside_transaction=True) }}

  {%- if strategy == 'scd2' -%}
    {%- set sql = scd2_versions(sql, none if existing is none or full_refresh_mode else existing) -%}
  {%- endif -%}
  {%- if existing is none or full_refresh_mode -%}
    {%- if existing is not none and not existing.is_table -%}
      {{ adapter.drop_relation(existing) }}
    {%- endif -%}
    {%- call statement('main') -%}
      {{ get_create_table_as_sql(False, target_relation, sql) }}
    {%- endcall -%}
  {%- else -%}
    {%- set temp_relation = make_temp_relation(target_relation) -%}
    {%- do run_query(get_create_table_as_sql(True, temp_relation, sql)) -%}
    {%- set contract = config.get('contract', {}) -%}
    {%- if not contract or not contract.get('enforced') -%}
      {%- do adapter.expand_target_column_types(from_relation=temp_relation, to_relation=target_relation) -%}
    {%- endif -%}
    {%- set dest_columns = process_schema_changes(on_schema_change, temp_relation, existing) or adapter.get_columns_in_relation(existing) -%}
    {%- set predicates = config.get('predicates') or config.get('incremental_predicates') -%}
    {%- set strategy_sql = strategy_macro({
      'target_relation': target_relation,
      'temp_relation': temp_relation,
      'unique_key': unique_key,
      'dest_columns': dest_columns,
      'incremental_predicates': predicates,
    }) -%}
    {%- if not predicates and incremental_changes_nothing(strategy, temp_relation, target_relation, unique_key, dest_columns) -%}
      {%- call noop_statement('main', 'UNCHANGED', 'UNCHANGED', 0) -%}
        {{ strategy_sql }}
      {%- endcall -%}
    {%- else -%}
      {%- call statement('main') -%}
        {{ strategy_sql }}
      {%- endcall -%}
    {%- endif -%}
    {%- do adapter.drop_relation(temp_relation) -%}
  {%- endif -%}
  {%- do create_indexes(target_relation) -%}

  {{ run_hooks(post_hooks, inside_transaction=True) }}
  {%- do apply_grants(target_relation, config.get('grants'), should_revoke=should_revoke(existing, full_refresh_mode)) -%}
  {%- do persist_docs(target_relation, model) -%}
  {{ adapter.commit() }}
  {{ run_hooks(post_hooks, inside_transaction=False) }}

  {{ return({'relations': [target_relation]}) }}
{% endmacro %}
