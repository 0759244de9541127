{#- Statements that give and take privileges, for macros that do not leave it to apply_grants. -#}

{% macro get_show_grant_sql(relation) %}
  {{ return(adapter.dispatch('get_show_grant_sql', 'dbt')(relation)) }}
{% endmacro %}

{% macro default__get_show_grant_sql(relation) %}
  show grants on {{ relation.render() }}
{% endmacro %}

{% macro trino__get_show_grant_sql(relation) -%}
  select grantee, lower(privilege_type) as privilege_type
  from {{ relation.information_schema() }}.table_privileges
  where table_catalog = '{{ relation.database }}' and table_schema = '{{ relation.schema }}' and table_name = '{{ relation.identifier }}'
{%- endmacro %}


{% macro get_grant_sql(relation, privilege, grantees) %}
  {{ return(adapter.dispatch('get_grant_sql', 'dbt')(relation, privilege, grantees)) }}
{% endmacro %}

{%- macro default__get_grant_sql(relation, privilege, grantees) -%}
  grant {{ privilege }} on {{ relation.render() }} to {{ grantees | join(', ') }}
{%- endmacro -%}

{% macro trino__get_grant_sql(relation, privilege, grantees) -%}
  grant {{ privilege }} on {{ relation }} to {{ adapter.quote(grantees[0]) }}
{%- endmacro %}


{% macro get_revoke_sql(relation, privilege, grantees) %}
  {{ return(adapter.dispatch('get_revoke_sql', 'dbt')(relation, privilege, grantees)) }}
{% endmacro %}

{%- macro default__get_revoke_sql(relation, privilege, grantees) -%}
  revoke {{ privilege }} on {{ relation.render() }} from {{ grantees | join(', ') }}
{%- endmacro -%}

{% macro trino__get_revoke_sql(relation, privilege, grantees) -%}
  revoke {{ privilege }} on {{ relation }} from {{ adapter.quote(grantees[0]) }}
{%- endmacro %}


{% macro support_multiple_grantees_per_dcl_statement() %}
  {{ return(adapter.dispatch('support_multiple_grantees_per_dcl_statement', 'dbt')()) }}
{% endmacro %}

{%- macro default__support_multiple_grantees_per_dcl_statement() -%}
  {{ return(True) }}
{%- endmacro -%}

{%- macro trino__support_multiple_grantees_per_dcl_statement() -%}
  {{ return(False) }}
{%- endmacro -%}


{#- One statement a privilege, or one a privilege and grantee where a statement takes no more. -#}
{% macro get_dcl_statement_list(relation, grant_config, get_dcl_macro) %}
  {{ return(adapter.dispatch('get_dcl_statement_list', 'dbt')(relation, grant_config, get_dcl_macro)) }}
{% endmacro %}

{%- macro default__get_dcl_statement_list(relation, grant_config, get_dcl_macro) -%}
  {%- set statements = [] -%}
  {%- for privilege, grantees in grant_config.items() if grantees -%}
    {%- for some in ([grantees] if support_multiple_grantees_per_dcl_statement() else grantees | batch(1) | list) -%}
      {%- do statements.append(get_dcl_macro(relation, privilege, some)) -%}
    {%- endfor -%}
  {%- endfor -%}
  {{ return(statements) }}
{%- endmacro %}


{% macro call_dcl_statements(dcl_statement_list) %}
  {{ return(adapter.dispatch('call_dcl_statements', 'dbt')(dcl_statement_list)) }}
{% endmacro %}

{% macro default__call_dcl_statements(dcl_statement_list) %}
  {%- for one in dcl_statement_list -%}
    {%- call statement('grants') -%}{{ one }}{%- endcall -%}
  {%- endfor -%}
{% endmacro %}
