{#- SQL expressions and clauses. -#}

{% macro generate_surrogate_key(field_list) -%}
  {{ return(adapter.dispatch('generate_surrogate_key', 'lake_utils')(field_list)) }}
{%- endmacro %}

{#- A null is told from an empty text, except where the project asks for the older keys. -#}
{% macro default__generate_surrogate_key(field_list) -%}
  {%- set missing = '' if var('surrogate_key_treat_nulls_as_empty_strings', False) else '_dbt_utils_surrogate_key_null_' -%}
  {%- set parts = [] -%}
  {%- for field in field_list -%}
    {%- do parts.append("coalesce(cast(" ~ field ~ " as " ~ dbt.type_string() ~ "), '" ~ missing ~ "')") -%}
    {%- if not loop.last -%}{%- do parts.append("'-'") -%}{%- endif -%}
  {%- endfor -%}
  {{ dbt.hash(dbt.concat(parts)) }}
{%- endmacro %}

{% macro surrogate_key(field_list) -%}
  {{ return(adapter.dispatch('surrogate_key', 'lake_utils')(field_list)) }}
{%- endmacro %}

{% macro default__surrogate_key(field_list) -%}
  {{ exceptions.raise_compiler_error('surrogate_key has been replaced by generate_surrogate_key, which tells nulls from empty texts') }}
{%- endmacro %}


{% macro group_by(n) -%}
  {{ return(adapter.dispatch('group_by', 'lake_utils')(n)) }}
{%- endmacro %}

{% macro default__group_by(n) -%}
  group by {% for i in range(1, n + 1) %}{{ i }}{{ ',' if not loop.last }}{% endfor %}
{%- endmacro %}


{% macro safe_divide(numerator, denominator) -%}
  {{ return(adapter.dispatch('safe_divide', 'lake_utils')(numerator, denominator)) }}
{%- endmacro %}

{% macro default__safe_divide(numerator, denominator) -%}
  ( {{ numerator }} ) / nullif( ( {{ denominator }} ), 0)
{%- endmacro %}

{#- Trino divides whole numbers as such. -#}
{% macro trino__safe_divide(numerator, denominator) -%}
  cast( {{ numerator }} as double) / nullif( ( {{ denominator }} ), 0)
{%- endmacro %}


{% macro safe_add(field_list) -%}
  {{ return(adapter.dispatch('safe_add', 'lake_utils')(field_list)) }}
{%- endmacro %}

{% macro default__safe_add(field_list) -%}
  {{ lake_utils._without_nulls(field_list, 'safe_add') | join(' + ') }}
{%- endmacro %}


{% macro safe_subtract(field_list) -%}
  {{ return(adapter.dispatch('safe_subtract', 'lake_utils')(field_list)) }}
{%- endmacro %}

{% macro default__safe_subtract(field_list) -%}
  {{ lake_utils._without_nulls(field_list, 'safe_subtract') | join(' - ') }}
{%- endmacro %}

{% macro _without_nulls(field_list, macro) -%}
  {%- if field_list is not iterable or field_list is string or field_list is mapping -%}
    {{ exceptions.raise_compiler_error('`' ~ macro ~ '` takes a list of fields') }}
  {%- endif -%}
  {%- set fields = [] -%}
  {%- for field in field_list -%}{%- do fields.append('coalesce(' ~ field ~ ', 0)') -%}{%- endfor -%}
  {{ return(fields) }}
{%- endmacro %}


{% macro nullcheck(cols) %}
  {{ return(adapter.dispatch('nullcheck', 'lake_utils')(cols)) }}
{% endmacro %}

{% macro default__nullcheck(cols) %}
{%- for column in cols %}
  {%- if column.is_string() %}
nullif({{ column.name }}, '') as {{ column.name }}
  {%- else %}
{{ column.name }}
  {%- endif %}
  {{- ',' if not loop.last }}
{%- endfor %}
{% endmacro %}


{% macro nullcheck_table(relation) %}
  {{ return(adapter.dispatch('nullcheck_table', 'lake_utils')(relation)) }}
{% endmacro %}

{% macro default__nullcheck_table(relation) %}
{%- do lake_utils._is_relation(relation, 'nullcheck_table') %}
{%- do lake_utils._is_ephemeral(relation, 'nullcheck_table') %}
select {{ lake_utils.nullcheck(adapter.get_columns_in_relation(relation)) }}
from {{ relation }}
{% endmacro %}


{% macro haversine_distance(lat1, lon1, lat2, lon2, unit='mi') -%}
  {{ return(adapter.dispatch('haversine_distance', 'lake_utils')(lat1, lon1, lat2, lon2, unit)) }}
{%- endmacro %}

{#- The great circle on a sphere with the radius of 3961 miles. -#}
{% macro default__haversine_distance(lat1, lon1, lat2, lon2, unit='mi') -%}
  {%- if unit not in ('mi', 'km') -%}
    {{ exceptions.raise_compiler_error("unit input must be one of 'mi' or 'km'. Got " ~ unit) }}
  {%- endif -%}
  2 * 3961 * asin(sqrt(
    power(sin(radians({{ lat2 }} - {{ lat1 }}) / 2), 2)
    + cos(radians({{ lat1 }})) * cos(radians({{ lat2 }})) * power(sin(radians({{ lon2 }} - {{ lon1 }}) / 2), 2)
  )) * {{ 1.60934 if unit == 'km' else 1 }}
{%- endmacro %}

{% macro degrees_to_radians(degrees) -%}
  acos(-1) * {{ degrees }} / 180
{%- endmacro %}


{% macro width_bucket(expr, min_value, max_value, num_buckets) %}
  {{ return(adapter.dispatch('width_bucket', 'lake_utils')(expr, min_value, max_value, num_buckets)) }}
{% endmacro %}

{#- 0 below the range, one more than there are buckets above it, and between them the number of the bucket. -#}
{% macro default__width_bucket(expr, min_value, max_value, num_buckets) -%}
  case
    when {{ expr }} is null then null
    when {{ expr }} < {{ min_value }} then 0
    when {{ expr }} >= {{ max_value }} then {{ num_buckets }} + 1
    else cast(floor(({{ expr }} - {{ min_value }}) * {{ num_buckets }} / cast({{ max_value }} - {{ min_value }} as {{ dbt.type_float() }})) as {{ dbt.type_int() }}) + 1
  end
{%- endmacro %}

{% macro trino__width_bucket(expr, min_value, max_value, num_buckets) -%}
  width_bucket({{ expr }}, {{ min_value }}, {{ max_value }}, {{ num_buckets }})
{%- endmacro %}


{% macro pivot(column, values, alias=True, agg='sum', cmp='=', prefix='', suffix='', then_value=1, else_value=0, quote_identifiers=True, distinct=False) %}
  {{ return(adapter.dispatch('pivot', 'lake_utils')(column, values, alias, agg, cmp, prefix, suffix, then_value, else_value, quote_identifiers, distinct)) }}
{% endmacro %}

{% macro default__pivot(column, values, alias=True, agg='sum', cmp='=', prefix='', suffix='', then_value=1, else_value=0, quote_identifiers=True, distinct=False) %}
{%- for value in values %}
  {{ agg }}({{ 'distinct ' if distinct }}case when {{ column }} {{ cmp }} {{ dbt.string_literal(dbt.escape_single_quotes(value)) }} then {{ then_value }} else {{ else_value }} end)
  {%- if alias %}
    {%- set name = prefix ~ value ~ suffix %} as {{ adapter.quote(name) if quote_identifiers else lake_utils.slugify(name) }}
  {%- endif %}
  {{- ',' if not loop.last }}
{%- endfor %}
{% endmacro %}
