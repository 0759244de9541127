{#-
  Rows as texts in batches that a statement can hold, cast to the types of their columns. A seed of several batches is put
  together beside its table first, so that one statement replaces the table.
-#}
{% macro trino__create_csv_table(model, agate_table) -%}
  {%- set rows = agate_table.rows | list -%}
  {%- set most = [20000 // ([agate_table.column_names | length, 1] | max), 1] | max -%}
  {%- if rows | length <= most -%}
    {{ trino_create_seed(this, table_layout(), agate_table, rows) }}
  {%- else -%}
    {%- set staging = this.incorporate(path={'identifier': this.identifier ~ '__dbt_tmp'}, type='table') -%}
    {%- for start in range(0, rows | length, most) -%}
      {%- set batch = rows[start:start + most] -%}
      {{ trino_create_seed(staging, '', agate_table, batch) if start == 0 else 'insert into ' ~ staging ~ ' ' ~ trino_seed_rows(agate_table, batch) }};
    {% endfor -%}
    create or replace table {{ this.render() }}
    {{- table_layout() }}
    as select * from {{ staging }};
    drop table {{ staging }}
  {%- endif -%}
{%- endmacro %}

{% macro trino_create_seed(relation, layout, agate_table, rows) -%}
  create or replace table {{ relation.render() }}
  {{- layout }}
  as {{ trino_seed_rows(agate_table, rows) }}
{%- endmacro %}

{% macro trino_seed_rows(agate_table, rows) -%}
  {%- set types = config.get('column_types') or {} -%}
  {%- set names = agate_table.column_names -%}
  select
    {%- for name in names %}
    cast(c{{ loop.index }} as {{ types.get(name, adapter.convert_type(agate_table, loop.index0)) }}) as {{ adapter.quote(name) }}{{ ',' if not loop.last }}
    {%- endfor %}
  from (values
    {%- for row in rows %}
    ({%- for value in row -%}
      {{ 'cast(null as varchar)' if value is none else "'" ~ escape_single_quotes(value | string) ~ "'" }}{{ ', ' if not loop.last }}
    {%- endfor -%}){{ ',' if not loop.last }}
    {%- else %}
    ({%- for name in names -%}cast(null as varchar){{ ', ' if not loop.last }}{%- endfor -%})
    {%- endfor %}
  ) as seed_rows ({%- for name in names -%}c{{ loop.index }}{{ ', ' if not loop.last }}{%- endfor -%})
  {%- if not rows %}
  where false
  {%- endif %}
{%- endmacro %}
