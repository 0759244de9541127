{% macro get_create_sql(relation, sql) -%}
  {{ adapter.dispatch('get_create_sql', 'dbt')(relation, sql) }}
{%- endmacro %}

{% macro default__get_create_sql(relation, sql) -%}
  {%- if relation.is_view -%}
    {{ get_create_view_as_sql(relation, sql) }}
  {%- elif relation.is_table -%}
    {{ get_create_table_as_sql(False, relation, sql) }}
  {%- else -%}
    {{- exceptions.raise_compiler_error('`get_create_sql` does not know how to create a ' ~ relation.type) -}}
  {%- endif -%}
{%- endmacro %}


{% macro get_create_table_as_sql(temporary, relation, sql) -%}
  {{ adapter.dispatch('get_create_table_as_sql', 'dbt')(temporary, relation, sql) }}
{%- endmacro %}

{% macro default__get_create_table_as_sql(temporary, relation, sql) -%}
  {{ return(create_table_as(temporary, relation, sql)) }}
{%- endmacro %}

{% macro create_table_as(temporary, relation, compiled_code, language='sql') -%}
  {%- if language != 'sql' -%}
    {%- do exceptions.raise_compiler_error('models in ' ~ language ~ ' are not supported; write ' ~ relation.identifier ~ ' in SQL') -%}
  {%- endif -%}
  {{ adapter.dispatch('create_table_as', 'dbt')(temporary, relation, compiled_code) }}
{%- endmacro %}

{#- One statement replaces the whole table, so readers see the old rows or the new ones. -#}
{% macro default__create_table_as(temporary, relation, sql) -%}
  {%- if config.get('contract', {}).get('enforced') -%}
    {{ get_assert_columns_equivalent(sql) }}
    {%- if not temporary -%}
      {{ return(create_contracted_table_as(relation, sql)) }}
    {%- endif -%}
    {%- set sql = get_select_subquery(sql) -%}
  {%- endif -%}
  {%- set sql_header = config.get('sql_header') -%}
  {{ sql_header if sql_header is not none }}
  {%- if temporary %}
  create or replace temporary table {{ relation.include(database=false, schema=false) }}
  {%- else %}
  create or replace table {{ relation }}
  {{- table_layout() }}
  {%- endif %}
  as (
    {{ sql }}
  )
{%- endmacro %}

{#- The contract makes the columns, so that its constraints hold; the rows follow in the same transaction. -#}
{% macro create_contracted_table_as(relation, sql) -%}
  {%- set sql_header = config.get('sql_header') -%}
  {{ sql_header if sql_header is not none }}
  create {{ 'or replace ' if load_cached_relation(relation) }}table {{ relation }}
  {{ get_table_columns_and_constraints() }}
  {{- table_layout() }}
  ;
  insert into {{ relation }} ({{ contract_column_names() }})
  (
    {{ get_select_subquery(sql) }}
  );
{%- endmacro %}

{#- How the files of a new table are laid out: `partitioned_by`, one transform or a list of them, `format_version`, and `properties`, a mapping. -#}
{% macro table_layout() -%}
  {{ adapter.dispatch('table_layout', 'dbt')() }}
{%- endmacro %}

{% macro default__table_layout() -%}
  {%- set transforms = config.get('partitioned_by', config.get('partition_by')) -%}
  {%- if transforms is string -%}
    {%- set transforms = [transforms] -%}
  {%- endif -%}
  {%- if transforms %}
  partitioned by ({{ transforms | join(', ') }})
  {%- endif -%}
  {%- set properties = dict(config.get('properties') or {}) -%}
  {%- if config.get('format_version') -%}
    {%- do properties.update({'format-version': config.get('format_version')}) -%}
  {%- endif -%}
  {%- if properties %}
  tblproperties (
    {%- for name, value in properties.items() %}
    '{{ escape_single_quotes(name | string) }}' = '{{ escape_single_quotes((value | string | lower) if value is boolean else (value | string)) }}'{{ ',' if not loop.last }}
    {%- endfor %}
  )
  {%- endif -%}
{%- endmacro %}


{% macro get_create_view_as_sql(relation, sql) -%}
  {{ adapter.dispatch('get_create_view_as_sql', 'dbt')(relation, sql) }}
{%- endmacro %}

{% macro default__get_create_view_as_sql(relation, sql) -%}
  {{ return(create_view_as(relation, sql)) }}
{%- endmacro %}

{% macro create_view_as(relation, sql) -%}
  {{ adapter.dispatch('create_view_as', 'dbt')(relation, sql) }}
{%- endmacro %}

{% macro default__create_view_as(relation, sql) -%}
  {%- set sql_header = config.get('sql_header') -%}
  {{ sql_header if sql_header is not none }}
  {%- if config.get('contract', {}).get('enforced') -%}
    {{ get_assert_columns_equivalent(sql) }}
  {%- endif %}
  create or replace view {{ relation }} as (
    {{ sql }}
  )
{%- endmacro %}
