{#- Columns as the warehouse has them. -#}

{% macro get_filtered_columns_in_relation(from, except=[]) -%}
  {{ return(adapter.dispatch('get_filtered_columns_in_relation', 'lake_utils')(from, except)) }}
{%- endmacro %}

{% macro default__get_filtered_columns_in_relation(from, except=[]) -%}
  {%- do lake_utils._is_relation(from, 'get_filtered_columns_in_relation') -%}
  {%- do lake_utils._is_ephemeral(from, 'get_filtered_columns_in_relation') -%}
  {%- if not execute -%}{{ return('') }}{%- endif -%}
  {%- set unwanted = except | map('lower') | list -%}
  {%- set names = [] -%}
  {%- for column in adapter.get_columns_in_relation(from) if column.column | lower not in unwanted -%}
    {%- do names.append(column.column) -%}
  {%- endfor -%}
  {{ return(names) }}
{%- endmacro %}


{% macro star(from, relation_alias=False, except=[], prefix='', suffix='', quote_identifiers=True, unquote_aliases=False, rename={}) -%}
  {{ return(adapter.dispatch('star', 'lake_utils')(from, relation_alias, except, prefix, suffix, quote_identifiers, unquote_aliases, rename)) }}
{%- endmacro %}

{% macro default__star(from, relation_alias=False, except=[], prefix='', suffix='', quote_identifiers=True, unquote_aliases=False, rename={}) -%}
  {%- do lake_utils._is_relation(from, 'star') -%}
  {%- do lake_utils._is_ephemeral(from, 'star') -%}
  {%- if not execute -%}{{ return('*') }}{%- endif -%}
  {%- set names = lake_utils.get_filtered_columns_in_relation(from, except) -%}
  {%- if not names -%}
    {{ return('*\n/* no columns are known of this relation yet, or all are left out */' if flags.WHICH == 'compile' else '/* no columns returned from star() macro */') }}
  {%- endif -%}
  {%- set renamed = {} -%}
  {%- for name, other in rename.items() -%}{%- do renamed.update({name | lower: other}) -%}{%- endfor -%}
  {%- for name in names -%}
    {%- set other = prefix ~ name ~ suffix -%}
    {{ relation_alias ~ '.' if relation_alias }}{{ adapter.quote(name) if quote_identifiers else name }}
    {%- if name | lower in renamed %} as {{ renamed[name | lower] }}
    {%- elif quote_identifiers and unquote_aliases %} as {{ other }}
    {%- elif other != name %} as {{ adapter.quote(other) if quote_identifiers else other }}
    {%- endif -%}
    {{ ',\n  ' if not loop.last }}
  {%- endfor -%}
{%- endmacro %}


{% macro get_column_values(table, column, order_by='count(*) desc', max_records=none, default=none, where=none) -%}
  {{ return(adapter.dispatch('get_column_values', 'lake_utils')(table, column, order_by, max_records, default, where)) }}
{%- endmacro %}

{#- The distinct values of a column as a list; the default where the relation is not there. -#}
{% macro default__get_column_values(table, column, order_by='count(*) desc', max_records=none, default=none, where=none) -%}
  {%- set fallback = default if default is not none else [] -%}
  {%- if not execute -%}{{ return(fallback) }}{%- endif -%}
  {%- do lake_utils._is_ephemeral(table, 'get_column_values') -%}
  {%- if load_relation(table) is none and not table.is_cte -%}
    {%- if default is none -%}
      {{ exceptions.raise_compiler_error("In get_column_values(): relation " ~ table ~ " does not exist and no default value was provided.") }}
    {%- endif -%}
    {{ return(fallback) }}
  {%- endif -%}
  {%- set query -%}
    select {{ column }} as value
    from {{ table }}
    {% if where is not none %}where {{ where }}{% endif %}
    group by {{ column }}
    order by {{ order_by }}
    {% if max_records is not none %}limit {{ max_records }}{% endif %}
  {%- endset -%}
  {%- set found = run_query(query) -%}
  {{ return(found.columns[0].values() | list if found and found.columns[0].values() | length > 0 else fallback) }}
{%- endmacro %}
