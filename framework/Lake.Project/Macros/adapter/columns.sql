{% macro get_columns_in_relation(relation) -%}
  {{ return(adapter.get_columns_in_relation(relation)) }}
{%- endmacro %}

{% macro get_empty_subquery_sql(select_sql, select_sql_header=none) -%}
  {{ return(adapter.dispatch('get_empty_subquery_sql', 'dbt')(select_sql, select_sql_header)) }}
{%- endmacro %}

{% macro default__get_empty_subquery_sql(select_sql, select_sql_header=none) %}
  {%- if select_sql_header is not none -%}
  {{ select_sql_header }}
  {%- endif %}
  select * from (
    {{ select_sql }}
  ) as __dbt_sbq
  where false
  limit 0
{% endmacro %}

{% macro get_column_schema_from_query(select_sql, select_sql_header=none) -%}
  {{ return(adapter.get_column_schema_from_query(get_empty_subquery_sql(select_sql, select_sql_header))) }}
{%- endmacro %}

{% macro get_columns_in_query(select_sql) -%}
  {{ return(adapter.dispatch('get_columns_in_query', 'dbt')(select_sql)) }}
{%- endmacro %}

{% macro default__get_columns_in_query(select_sql) %}
  {% call statement('get_columns_in_query', fetch_result=True, auto_begin=False) -%}
    {{ get_empty_subquery_sql(select_sql) }}
  {%- endcall %}
  {{ return(load_result('get_columns_in_query').table.columns | map(attribute='name') | list) }}
{% endmacro %}


{% macro get_quoted_csv(column_names) %}
  {%- set quoted = [] -%}
  {%- for name in column_names -%}
    {%- do quoted.append(adapter.quote(name)) -%}
  {%- endfor -%}
  {{ return(quoted | join(', ')) }}
{% endmacro %}

{% macro get_list_of_column_names(columns) -%}
  {{ return(columns | map(attribute='name') | list) }}
{%- endmacro %}


{% macro alter_column_type(relation, column_name, new_column_type) -%}
  {{ return(adapter.dispatch('alter_column_type', 'dbt')(relation, column_name, new_column_type)) }}
{%- endmacro %}

{% macro default__alter_column_type(relation, column_name, new_column_type) -%}
  {%- call statement('alter_column_type') -%}
    alter table {{ relation }} alter column {{ adapter.quote(column_name) }} type {{ new_column_type }}
  {%- endcall -%}
{%- endmacro %}

{% macro alter_relation_add_remove_columns(relation, add_columns=none, remove_columns=none) -%}
  {{ return(adapter.dispatch('alter_relation_add_remove_columns', 'dbt')(relation, add_columns, remove_columns)) }}
{%- endmacro %}

{% macro default__alter_relation_add_remove_columns(relation, add_columns, remove_columns) %}
  {%- for column in add_columns or [] -%}
    {%- do run_query('alter table ' ~ relation ~ ' add column ' ~ column.quoted ~ ' ' ~ column.data_type) -%}
  {%- endfor -%}
  {%- for column in remove_columns or [] -%}
    {%- do run_query('alter table ' ~ relation ~ ' drop column ' ~ column.quoted) -%}
  {%- endfor -%}
{% endmacro %}


{% macro get_select_subquery(sql) %}
  {{ return(adapter.dispatch('get_select_subquery', 'dbt')(sql)) }}
{% endmacro %}

{#- The query with its columns in the order in which the model's YAML lists them. -#}
{% macro default__get_select_subquery(sql) %}
    select {{ get_quoted_csv(model['columns'] | list) }}
    from (
        {{ sql }}
    ) as model_subq
{%- endmacro %}

{#- The same, and fails at a row without a value where a column's constraint is not_null. -#}
{% macro duckdb__get_select_subquery(sql) %}
    {%- set selected = [] -%}
    {%- for name, column in model['columns'].items() -%}
      {%- set quoted = get_quoted_csv([name]) -%}
      {%- set required = 'not_null' in (column.get('constraints') or []) | map(attribute='type') -%}
      {%- set fault = escape_single_quotes("the contract says that '" ~ name ~ "' is not null, and there is a row without it") -%}
      {%- do selected.append('coalesce(' ~ quoted ~ ", error('" ~ fault ~ "')) as " ~ quoted if required else quoted) -%}
    {%- endfor -%}
    select {{ selected | join(', ') }}
    from (
        {{ sql }}
    ) as model_subq
{%- endmacro %}

{% macro get_assert_columns_equivalent(sql) -%}
  {{ adapter.dispatch('get_assert_columns_equivalent', 'dbt')(sql) }}
{%- endmacro %}

{% macro default__get_assert_columns_equivalent(sql) -%}
  {{ return(assert_columns_equivalent(sql)) }}
{%- endmacro %}

{#- What of a type has to agree between a query and its contract. -#}
{% macro contract_type(type) -%}
  {{ return(adapter.dispatch('contract_type', 'dbt')(type)) }}
{%- endmacro %}

{% macro default__contract_type(type) -%}
  {{ return(type) }}
{%- endmacro %}

{#- Fails unless the query gives exactly the columns and types of the model's contract. -#}
{% macro assert_columns_equivalent(sql) %}
  {%- set declared = {} -%}
  {%- for name, column in model['columns'].items() -%}
    {%- if not column.get('data_type') -%}
      {%- do exceptions.raise_compiler_error('the contract of ' ~ model['name'] ~ ' needs a data_type for column ' ~ name) -%}
    {%- endif -%}
    {%- do declared.update({name | lower: column['data_type']}) -%}
  {%- endfor -%}
  {%- set wanted = [] -%}
  {%- for name, type in declared.items() -%}
    {%- do wanted.append('cast(null as ' ~ type ~ ') as ' ~ adapter.quote(name)) -%}
  {%- endfor -%}
  {%- set expected = {} -%}
  {%- for column in get_column_schema_from_query('select ' ~ wanted | join(', ')) -%}
    {%- do expected.update({column.name | lower: contract_type(column.data_type)}) -%}
  {%- endfor -%}
  {%- set faults = [] -%}
  {%- set given = [] -%}
  {%- for column in get_column_schema_from_query(sql) -%}
    {%- do given.append(column.name | lower) -%}
    {%- if column.name | lower not in expected -%}
      {%- do faults.append(column.name ~ ' is missing in the contract') -%}
    {%- elif expected[column.name | lower] != contract_type(column.data_type) -%}
      {%- do faults.append(column.name ~ ' is ' ~ column.data_type ~ ', the contract says ' ~ expected[column.name | lower]) -%}
    {%- endif -%}
  {%- endfor -%}
  {%- for name in expected if name not in given -%}
    {%- do faults.append(name ~ ' is in the contract but not in the query') -%}
  {%- endfor -%}
  {%- if faults -%}
    {%- do exceptions.raise_compiler_error('This model has an enforced contract that failed: ' ~ faults | join('; ') ~ '. Let the columns of the contract and of the query agree, in name and type') -%}
  {%- endif -%}
{% endmacro %}


{% macro validate_doc_columns(relation, column_dict, existing_column_names) -%}
  {%- set existing = existing_column_names | map('lower') | list -%}
  {%- set known = {} -%}
  {%- for name, column in column_dict.items() if name | lower in existing -%}
    {%- do known.update({name: column}) -%}
  {%- endfor -%}
  {{ return(known) }}
{%- endmacro %}
