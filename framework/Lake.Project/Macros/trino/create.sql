{#- Temporary relations of Trino are relations like any other, so they stay in the schema of what they serve. -#}
{% macro trino__make_temp_relation(base_relation, suffix) %}
  {{ return(base_relation.incorporate(path={'identifier': base_relation.identifier ~ suffix}, type='view' if trino_computes_once() else 'table')) }}
{% endmacro %}

{#- Whether the new rows of an incremental model are read by one statement only, which may then compute them itself. -#}
{% macro trino_computes_once() %}
  {{ return(model.config.materialized == 'incremental'
    and (config.get('incremental_strategy') or 'default') in ['default', 'append', 'merge']
    and config.get('views_enabled', true)) }}
{% endmacro %}

{% macro trino__create_table_as(temporary, relation, sql) -%}
  {%- set sql_header = config.get('sql_header') -%}
  {{ sql_header if sql_header is not none }}
  {%- if temporary and relation.is_view %}
  create or replace view {{ relation }} security invoker as
    {{ sql }}
  {%- elif temporary %}
  create or replace table {{ relation }} as (
    {{ sql }}
  )
  {%- else %}
  {{ 'create table if not exists' if config.get('on_table_exists') == 'skip' else 'create or replace table' }} {{ relation }}
  {{- trino_comment() }}
  {{- table_layout() }}
  as (
    {%- if config.get('contract', {}).get('enforced') -%}
      {{ get_assert_columns_equivalent(sql) }}
      {%- set sql = get_select_subquery(sql) -%}
    {%- endif %}
    {{ sql }}
  )
  {%- endif %}
{%- endmacro %}

{#- The comment comes with the table, so that it is never there without. -#}
{% macro trino_comment() -%}
  {%- if config.persist_relation_docs() and model.description %}
  comment '{{ escape_single_quotes(model.description) }}'
  {%- endif -%}
{%- endmacro %}

{#-
  The properties of a new table: `properties`, a mapping of SQL texts as in dbt-trino, and for projects that run on
  DuckDB too `partitioned_by`, `sorted_by` and `file_format`.
-#}
{% macro trino__table_layout() -%}
  {%- set properties = {} -%}
  {%- do properties.update(config.get('properties') or {}) -%}
  {%- set transforms = config.get('partitioned_by', config.get('partition_by')) -%}
  {%- if transforms and 'partitioning' not in properties -%}
    {%- do properties.update({'partitioning': trino_array_of([transforms] if transforms is string else transforms)}) -%}
  {%- endif -%}
  {%- set sorting = config.get('sorted_by') -%}
  {%- if sorting and 'sorted_by' not in properties -%}
    {%- do properties.update({'sorted_by': trino_array_of([sorting] if sorting is string else sorting)}) -%}
  {%- endif -%}
  {%- if config.get('file_format') -%}
    {%- if 'format' in properties -%}
      {%- do exceptions.raise_compiler_error("give either 'file_format' or 'properties.format', not both") -%}
    {%- endif -%}
    {%- do properties.update({'format': "'" ~ config.get('file_format') ~ "'"}) -%}
  {%- endif -%}
  {%- if properties %}
  with (
    {%- for name, value in properties.items() %}
    {{ name }} = {{ value }}{{ ',' if not loop.last }}
    {%- endfor %}
  )
  {%- endif -%}
{%- endmacro %}

{#- Transforms as Trino spells them: the column comes before the number of buckets. -#}
{% macro trino_array_of(transforms) -%}
  {%- set texts = [] -%}
  {%- for transform in transforms -%}
    {%- set call = modules.re.match('^\s*(bucket|truncate)\s*\(\s*(\d+)\s*,\s*(.+?)\s*\)\s*$', transform) -%}
    {%- set text = call.group(1) ~ '(' ~ call.group(3) ~ ', ' ~ call.group(2) ~ ')' if call else transform | trim -%}
    {%- do texts.append("'" ~ escape_single_quotes(text) ~ "'") -%}
  {%- endfor -%}
  {{ return('ARRAY[' ~ texts | join(', ') ~ ']') }}
{%- endmacro %}

{% macro trino__create_view_as(relation, sql) -%}
  {%- set sql_header = config.get('sql_header') -%}
  {{ sql_header if sql_header is not none }}
  {%- if config.get('contract', {}).get('enforced') -%}
    {{ get_assert_columns_equivalent(sql) }}
  {%- endif %}
  create or replace view {{ relation }}
  {{- trino_comment() }}
  security {{ config.get('view_security', 'definer') }}
  as
    {{ sql }}
{%- endmacro %}

{#- The query's columns in the contract's order; fails at a row without a value where a column's constraint is not_null. -#}
{% macro trino__get_select_subquery(sql) %}
    {%- set selected = [] -%}
    {%- for name, column in model['columns'].items() -%}
      {%- set quoted = adapter.quote(name) -%}
      {%- set value = 'cast(' ~ quoted ~ ' as ' ~ column['data_type'] ~ ')' -%}
      {%- set required = 'not_null' in (column.get('constraints') or []) | map(attribute='type') -%}
      {%- set fault = escape_single_quotes("the contract says that '" ~ name ~ "' is not null, and there is a row without it") -%}
      {%- do selected.append(('coalesce(' ~ value ~ ", cast(fail('" ~ fault ~ "') as " ~ column['data_type'] ~ '))' if required else value) ~ ' as ' ~ quoted) -%}
    {%- endfor -%}
    select {{ selected | join(', ') }}
    from (
        {{ sql }}
    ) as model_subq
{%- endmacro %}

{#- Lengths and precisions of the query need not be those of the contract, to whose types the rows are cast. -#}
{% macro trino__format_column(column) -%}
  {%- set base = column.data_type.split('(')[0] -%}
  {%- set type = base if base in ['varchar', 'char', 'decimal', 'timestamp', 'time'] else column.data_type -%}
  {{ return({'name': column.name, 'data_type': column.data_type, 'formatted': column.column.lower() ~ ' ' ~ type}) }}
{%- endmacro %}
