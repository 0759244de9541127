{#-
  Keeps the history of a table: the first build writes every row as current, later ones close the rows that changed and
  insert their new versions in one MERGE.
-#}
{% materialization snapshot, default %}
  {%- set target_table = model.get('alias', model.get('name')) -%}
  {%- set strategy_name = config.get('strategy') -%}
  {%- if strategy_name is none -%}
    {%- do exceptions.raise_compiler_error('snapshot ' ~ model.name ~ " needs a 'strategy': timestamp or check") -%}
  {%- endif -%}
  {%- if config.get('unique_key') is none -%}
    {%- do exceptions.raise_compiler_error('snapshot ' ~ model.name ~ " needs a 'unique_key'") -%}
  {%- endif -%}
  {%- set target_relation_exists, target_relation = get_or_create_relation(database=model.database, schema=model.schema, identifier=target_table, type='table') -%}
  {%- if target_relation_exists and not target_relation.is_table -%}
    {%- do exceptions.relation_wrong_type(target_relation, 'table') -%}
  {%- endif -%}

  {{ run_hooks(pre_hooks, inside_transaction=False) }}
  {{ run_hooks(pre_hooks, inside_transaction=True) }}

  {%- set strategy_macro = strategy_dispatch(strategy_name) -%}
  {%- set strategy = strategy_macro(model, 'snapshotted_data', 'source_data', model['config'], target_relation_exists) -%}

  {%- if not target_relation_exists -%}
    {%- call statement('main') -%}
      {{ create_table_as(False, target_relation, build_snapshot_table(strategy, model['compiled_code'])) }}
    {%- endcall -%}
  {%- else -%}
    {%- set columns = config.get('snapshot_table_column_names') or get_snapshot_table_column_names() -%}
    {{ adapter.assert_valid_snapshot_target_given_strategy(target_relation, columns, strategy) }}
    {%- set staging_table = build_snapshot_staging_table(strategy, sql, target_relation) -%}
    {%- do adapter.expand_target_column_types(from_relation=staging_table, to_relation=target_relation) -%}
    {%- set internal = ['dbt_change_type', 'dbt_unique_key'] -%}
    {%- if unique_key_is_list(strategy.unique_key) -%}
      {%- for key in strategy.unique_key -%}
        {%- do internal.append('dbt_unique_key_' ~ loop.index) -%}
      {%- endfor -%}
    {%- endif -%}
    {%- set missing = adapter.get_missing_columns(staging_table, target_relation) | rejectattr('name', 'in', internal) | list -%}
    {%- do create_columns(target_relation, missing) -%}
    {%- set quoted = [] -%}
    {%- for column in adapter.get_columns_in_relation(staging_table) if column.name | lower not in internal -%}
      {%- do quoted.append(adapter.quote(column.name)) -%}
    {%- endfor -%}
    {%- set merge_sql = snapshot_merge_sql(target=target_relation, source=staging_table, insert_cols=quoted) -%}
    {%- if run_query('select 1 from ' ~ staging_table ~ ' limit 1').rows | length == 0 -%}
      {%- call noop_statement('main', 'UNCHANGED', 'UNCHANGED', 0) -%}
        {{ merge_sql }}
      {%- endcall -%}
    {%- else -%}
      {%- call statement('main') -%}
        {{ merge_sql }}
      {%- endcall -%}
    {%- endif -%}
  {%- endif -%}

  {%- do apply_grants(target_relation, config.get('grants'), should_revoke=should_revoke(target_relation_exists, full_refresh_mode=False)) -%}
  {%- do persist_docs(target_relation, model) -%}
  {{ run_hooks(post_hooks, inside_transaction=True) }}
  {{ adapter.commit() }}
  {%- if staging_table is defined -%}
    {%- do post_snapshot(staging_table) -%}
  {%- endif -%}
  {{ run_hooks(post_hooks, inside_transaction=False) }}

  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
