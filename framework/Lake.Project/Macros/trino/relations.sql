{% macro trino__get_drop_sql(relation) -%}
  drop {{ (relation.type or 'table') | replace('_', ' ') }} if exists {{ relation.render() }}
{%- endmacro %}

{% macro trino__get_rename_table_sql(relation, new_name) -%}
  alter table {{ relation }} rename to {{ api.Relation.create(schema=relation.schema, identifier=new_name) }}
{%- endmacro %}

{% macro trino__get_rename_view_sql(relation, new_name) -%}
  alter view {{ relation }} rename to {{ api.Relation.create(schema=relation.schema, identifier=new_name) }}
{%- endmacro %}

{% macro trino__alter_column_type(relation, column_name, new_column_type) -%}
  {%- call statement('alter_column_type') -%}
    alter table {{ relation }} alter column {{ adapter.quote(column_name) }} set data type {{ new_column_type }}
  {%- endcall -%}
{%- endmacro %}

{% macro trino__alter_relation_comment(relation, relation_comment) -%}
  comment on {{ 'view' if relation.is_view else 'table' }} {{ relation }} is '{{ escape_single_quotes(relation_comment) }}'
{%- endmacro %}

{% macro trino__drop_schema(relation) -%}
  {%- for existing in adapter.list_relations(relation.database, relation.schema) -%}
    {{ adapter.drop_relation(existing) }}
  {%- endfor -%}
  {%- call statement('drop_schema') -%}
    drop schema if exists {{ relation.without_identifier() }}
  {%- endcall -%}
{%- endmacro %}

{% macro trino__list_relations_without_caching(schema_relation) %}
  {% set sql %}
    select
      t.table_catalog as database,
      t.table_name as name,
      t.table_schema as schema,
      case when m.name is not null then 'materialized_view' when t.table_type = 'VIEW' then 'view' else 'table' end as type
    from {{ information_schema_name(schema_relation.database) }}.tables as t
    left join (
      select name
      from system.metadata.materialized_views
      where catalog_name = '{{ schema_relation.database | lower }}' and schema_name = '{{ schema_relation.schema | lower }}'
    ) as m on m.name = t.table_name
    where t.table_schema = '{{ schema_relation.schema | lower }}'
  {% endset %}
  {{ return(run_query(sql)) }}
{% endmacro %}

{#- When a table was last written, from its own metadata: no column is read. -#}
{% macro trino__get_relation_last_modified(information_schema, relations) -%}
  {%- call statement('last_modified', fetch_result=True) -%}
    {%- for relation in relations %}
    select
      '{{ relation.schema }}' as schema,
      '{{ relation.identifier }}' as identifier,
      max(committed_at) as last_modified,
      {{ current_timestamp() }} as snapshotted_at
    from {{ api.Relation.create(database=relation.database, schema=relation.schema, identifier=relation.identifier ~ '$snapshots') }}
    {{- ' union all' if not loop.last }}
    {%- endfor %}
  {%- endcall -%}
  {{ return(load_result('last_modified')) }}
{%- endmacro %}


{#- Grants what is configured and takes back what is not; grants of the owner to himself are not looked at. -#}
{% macro trino__apply_grants(relation, grant_config, should_revoke=True) %}
  {%- if grant_config -%}
    {%- set missing = [] -%}
    {%- for privilege, grantees in grant_config.items() -%}
      {%- for grantee in ([grantees] if grantees is string else grantees) -%}
        {%- do missing.append((privilege | lower, grantee)) -%}
      {%- endfor -%}
    {%- endfor -%}
    {%- set surplus = [] -%}
    {%- if should_revoke -%}
      {%- set sql -%}
        select lower(privilege_type), grantee
        from {{ information_schema_name(relation.database) }}.table_privileges
        where table_schema = '{{ relation.schema | lower }}' and table_name = '{{ relation.identifier | lower }}' and grantor <> grantee
      {%- endset -%}
      {%- for row in run_query(sql).rows -%}
        {%- set current = (row[0], row[1]) -%}
        {%- if current in missing -%}
          {%- do missing.remove(current) -%}
        {%- else -%}
          {%- do surplus.append(current) -%}
        {%- endif -%}
      {%- endfor -%}
    {%- endif -%}
    {%- for privilege, grantee in surplus -%}
      {%- do run_query('revoke ' ~ privilege ~ ' on ' ~ relation ~ ' from ' ~ adapter.quote(grantee)) -%}
    {%- endfor -%}
    {%- for privilege, grantee in missing -%}
      {%- do run_query('grant ' ~ privilege ~ ' on ' ~ relation ~ ' to ' ~ adapter.quote(grantee)) -%}
    {%- endfor -%}
  {%- endif -%}
{% endmacro %}
