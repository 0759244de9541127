{% macro create_schema(relation) -%}
  {{ adapter.dispatch('create_schema', 'dbt')(relation) }}
{%- endmacro %}

{% macro default__create_schema(relation) -%}
  {%- call statement('create_schema') -%}
    create schema if not exists {{ relation.without_identifier() }}
  {%- endcall -%}
{%- endmacro %}


{% macro drop_schema(relation) -%}
  {{ adapter.dispatch('drop_schema', 'dbt')(relation) }}
{%- endmacro %}

{% macro default__drop_schema(relation) -%}
  {%- call statement('drop_schema') -%}
    drop schema if exists {{ relation.without_identifier() }} cascade
  {%- endcall -%}
{%- endmacro %}


{% macro drop_schema_named(schema_name) %}
  {{ return(adapter.dispatch('drop_schema_named', 'dbt')(schema_name)) }}
{% endmacro %}

{% macro default__drop_schema_named(schema_name) %}
  {% set relation = api.Relation.create(database=target.database, schema=schema_name) %}
  {{ adapter.drop_schema(relation) }}
{% endmacro %}


{% macro information_schema_name(database) %}
  {{ return(adapter.dispatch('information_schema_name', 'dbt')(database)) }}
{% endmacro %}

{% macro default__information_schema_name(database) -%}
  {%- if database -%}
    {{ adapter.quote_as_configured(database, 'database') }}.information_schema
  {%- else -%}
    information_schema
  {%- endif -%}
{%- endmacro %}


{% macro list_schemas(database) -%}
  {{ return(adapter.dispatch('list_schemas', 'dbt')(database)) }}
{%- endmacro %}

{% macro default__list_schemas(database) -%}
  {% set sql %}
    select distinct schema_name
    from {{ information_schema_name(database) }}.schemata
    where lower(catalog_name) = lower('{{ database }}')
  {% endset %}
  {{ return(run_query(sql)) }}
{%- endmacro %}

{% macro duckdb__list_schemas(database) -%}
  {% set sql %}
    select distinct schema_name
    from information_schema.schemata
    {%- if database %}
    where lower(catalog_name) = lower('{{ database }}')
    {%- endif %}
  {% endset %}
  {{ return(run_query(sql)) }}
{%- endmacro %}


{% macro check_schema_exists(information_schema, schema) -%}
  {{ return(adapter.dispatch('check_schema_exists', 'dbt')(information_schema, schema)) }}
{%- endmacro %}

{% macro default__check_schema_exists(information_schema, schema) -%}
  {% set sql %}
    select count(*)
    from information_schema.schemata
    where lower(catalog_name) = lower('{{ information_schema.database }}')
      and lower(schema_name) = lower('{{ schema }}')
  {% endset %}
  {{ return(run_query(sql)) }}
{%- endmacro %}


{% macro list_relations_without_caching(schema_relation) %}
  {{ return(adapter.dispatch('list_relations_without_caching', 'dbt')(schema_relation)) }}
{% endmacro %}

{% macro default__list_relations_without_caching(schema_relation) %}
  {% set sql %}
    select
      table_catalog as database,
      table_name as name,
      table_schema as schema,
      case table_type when 'BASE TABLE' then 'table' when 'VIEW' then 'view' when 'LOCAL TEMPORARY' then 'table' end as type
    from information_schema.tables
    where lower(table_schema) = lower('{{ schema_relation.schema }}')
      {%- if schema_relation.database %}
      and lower(table_catalog) = lower('{{ schema_relation.database }}')
      {%- endif %}
  {% endset %}
  {{ return(run_query(sql)) }}
{% endmacro %}


{% macro get_catalog(information_schema, schemas) -%}
  {{ return(adapter.dispatch('get_catalog', 'dbt')(information_schema, schemas)) }}
{%- endmacro %}

{% macro default__get_catalog(information_schema, schemas) -%}
  {% set sql %}
    select
      t.table_catalog as table_database,
      t.table_schema,
      t.table_name,
      t.table_type,
      c.column_name,
      c.ordinal_position as column_index,
      c.data_type as column_type
    from information_schema.tables as t
    inner join information_schema.columns as c
      on c.table_catalog = t.table_catalog
      and c.table_schema = t.table_schema
      and c.table_name = t.table_name
    where lower(t.table_schema) in (
      {%- for schema in schemas -%}
        lower('{{ schema }}'){{ ', ' if not loop.last }}
      {%- endfor -%}
    )
    order by t.table_schema, t.table_name, c.ordinal_position
  {% endset %}
  {{ return(run_query(sql)) }}
{%- endmacro %}


{#- When tables were last written, as far as the engine can tell without reading them. -#}
{% macro get_relation_last_modified(information_schema, relations) %}
  {{ return(adapter.dispatch('get_relation_last_modified', 'dbt')(information_schema, relations)) }}
{% endmacro %}

{% macro default__get_relation_last_modified(information_schema, relations) %}
  {{ exceptions.raise_not_implemented('get_relation_last_modified macro not implemented for adapter ' ~ adapter.type()) }}
{% endmacro %}


{#- What lake itself calls: the time of the newest rows and the time of the question. -#}
{% macro freshness_of_source(source, loaded_at_field, loaded_at_query, filter) %}
  {%- if loaded_at_query -%}
    {%- set result = collect_freshness_custom_sql(source, loaded_at_query) -%}
  {%- elif loaded_at_field -%}
    {%- set result = collect_freshness(source, loaded_at_field, filter) -%}
  {%- else -%}
    {%- set result = collect_freshness_of_snapshots(source) -%}
  {%- endif -%}
  {%- set row = result['table'].rows[0] -%}
  {{ return([row[0], row[1]]) }}
{% endmacro %}


{% macro collect_freshness(source, loaded_at_field, filter) %}
  {{ return(adapter.dispatch('collect_freshness', 'dbt')(source, loaded_at_field, filter)) }}
{% endmacro %}

{% macro default__collect_freshness(source, loaded_at_field, filter) %}
  {% call statement('collect_freshness', fetch_result=True, auto_begin=False) -%}
    select
      max({{ loaded_at_field }}) as max_loaded_at,
      {{ current_timestamp() }} as snapshotted_at
    from {{ source }}
    {%- if filter %}
    where {{ filter }}
    {%- endif %}
  {%- endcall %}
  {{ return(load_result('collect_freshness')) }}
{% endmacro %}

{#- The time of the last snapshot that has put rows in or taken them out; rewriting files makes nothing fresher. -#}
{% macro collect_freshness_of_snapshots(source) %}
  {{ return(adapter.dispatch('collect_freshness_of_snapshots', 'dbt')(source)) }}
{% endmacro %}

{% macro default__collect_freshness_of_snapshots(source) %}
  {% call statement('collect_freshness_of_snapshots', fetch_result=True, auto_begin=False) -%}
    select max(committed_at) as max_loaded_at, {{ current_timestamp() }} as snapshotted_at
    from {{ api.Relation.create(database=source.database, schema=source.schema, identifier=source.identifier ~ '$snapshots') }}
    where operation <> 'replace'
  {%- endcall %}
  {{ return(load_result('collect_freshness_of_snapshots')) }}
{% endmacro %}

{% macro duckdb__collect_freshness_of_snapshots(source) %}
  {% call statement('collect_freshness_of_snapshots', fetch_result=True, auto_begin=False) -%}
    select max(committed_at) as max_loaded_at, {{ current_timestamp() }} as snapshotted_at
    from lake_snapshots('{{ escape_single_quotes(source.render()) }}')
    where operation <> 'replace'
  {%- endcall %}
  {{ return(load_result('collect_freshness_of_snapshots')) }}
{% endmacro %}

{% macro collect_freshness_custom_sql(source, loaded_at_query) %}
  {{ return(adapter.dispatch('collect_freshness_custom_sql', 'dbt')(source, loaded_at_query)) }}
{% endmacro %}

{% macro default__collect_freshness_custom_sql(source, loaded_at_query) %}
  {% call statement('collect_freshness_custom_sql', fetch_result=True, auto_begin=False) -%}
    with loaded as (
      {{ loaded_at_query }}
    )
    select
      (select * from loaded) as max_loaded_at,
      {{ current_timestamp() }} as snapshotted_at
  {%- endcall %}
  {{ return(load_result('collect_freshness_custom_sql')) }}
{% endmacro %}
