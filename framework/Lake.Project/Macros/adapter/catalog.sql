{% macro get_catalog_relations(information_schema, relations) -%}
  {{ return(adapter.dispatch('get_catalog_relations', 'dbt')(information_schema, relations)) }}
{%- endmacro %}

{#- The catalog of the schemas that hold the relations. -#}
{% macro default__get_catalog_relations(information_schema, relations) -%}
  {%- set schemas = [] -%}
  {%- for relation in relations if relation.schema not in schemas -%}
    {%- do schemas.append(relation.schema) -%}
  {%- endfor -%}
  {{ return(get_catalog(information_schema, schemas)) }}
{%- endmacro %}


{% macro get_relations() -%}
  {{ return(adapter.dispatch('get_relations', 'dbt')()) }}
{%- endmacro %}

{#- Which relations depend on which is known to adapters that cache it; here the lakehouse is asked. -#}
{% macro default__get_relations() -%}
  {{ return([]) }}
{%- endmacro %}
