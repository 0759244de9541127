{#-
  The steps by which other adapters replace a relation: build beside it, move it away, move the new one in. The built-in
  materializations need none of them, for one statement replaces a table here; macros of projects and packages call them.
-#}

{% macro get_create_intermediate_sql(relation, sql) -%}
  {{ return(adapter.dispatch('get_create_intermediate_sql', 'dbt')(relation, sql)) }}
{%- endmacro %}

{% macro default__get_create_intermediate_sql(relation, sql) -%}
  {{ return(get_create_sql(make_intermediate_relation(relation), sql)) }}
{%- endmacro %}


{% macro get_rename_intermediate_sql(relation) -%}
  {{ return(adapter.dispatch('get_rename_intermediate_sql', 'dbt')(relation)) }}
{%- endmacro %}

{% macro default__get_rename_intermediate_sql(relation) -%}
  {{ return(get_rename_sql(make_intermediate_relation(relation), relation.identifier)) }}
{%- endmacro %}


{% macro get_create_backup_sql(relation) -%}
  {{ return(adapter.dispatch('get_create_backup_sql', 'dbt')(relation)) }}
{%- endmacro %}

{% macro default__get_create_backup_sql(relation) -%}
  {{ return(get_rename_sql(relation, make_backup_relation(relation, relation.type).identifier)) }}
{%- endmacro %}


{% macro get_drop_backup_sql(relation) -%}
  {{ return(adapter.dispatch('get_drop_backup_sql', 'dbt')(relation)) }}
{%- endmacro %}

{% macro default__get_drop_backup_sql(relation) -%}
  {{ return(get_drop_sql(make_backup_relation(relation, relation.type))) }}
{%- endmacro %}


{% macro get_replace_sql(existing_relation, target_relation, sql) -%}
  {{ return(adapter.dispatch('get_replace_sql', 'dbt')(existing_relation, target_relation, sql)) }}
{%- endmacro %}

{#- Relations of one type replace each other in one statement; others make room first. -#}
{% macro default__get_replace_sql(existing_relation, target_relation, sql) -%}
  {%- if existing_relation.type == target_relation.type -%}
    {{ return(get_create_sql(target_relation, sql)) }}
  {%- endif -%}
  {{ return(get_drop_sql(existing_relation) ~ ';\n' ~ get_create_sql(target_relation, sql)) }}
{%- endmacro %}


{% macro get_replace_table_sql(relation, sql) -%}
  {{ return(adapter.dispatch('get_replace_table_sql', 'dbt')(relation, sql)) }}
{%- endmacro %}

{% macro default__get_replace_table_sql(relation, sql) -%}
  {{ return(get_create_table_as_sql(False, relation, sql)) }}
{%- endmacro %}


{% macro get_replace_view_sql(relation, sql) -%}
  {{ return(adapter.dispatch('get_replace_view_sql', 'dbt')(relation, sql)) }}
{%- endmacro %}

{% macro default__get_replace_view_sql(relation, sql) -%}
  {{ return(get_create_view_as_sql(relation, sql)) }}
{%- endmacro %}

{#- What asks for it by the name that some adapters use. -#}
{% macro create_or_replace_view() -%}
  {%- call statement('main') -%}
    {{ get_create_view_as_sql(this.incorporate(type='view'), sql) }}
  {%- endcall -%}
  {{ return({'relations': [this.incorporate(type='view')]}) }}
{%- endmacro %}

{% macro handle_existing_table(full_refresh, old_relation) -%}
  {{ return(adapter.dispatch('handle_existing_table', 'dbt')(full_refresh, old_relation)) }}
{%- endmacro %}

{% macro default__handle_existing_table(full_refresh, old_relation) -%}
  {{ adapter.drop_relation(old_relation) }}
{%- endmacro %}
