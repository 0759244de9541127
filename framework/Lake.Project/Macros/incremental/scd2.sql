{#-
  The history of a table out of its changes: each row of the query is a change of the row that `unique_key` names, at the
  time that `updated_at` says, and becomes a version that is valid until the next. Changes may come several at a time,
  late, out of order and again. What is written are the versions that are new or other than before, by one MERGE.
-#}

{% macro get_incremental_scd2_sql(arg_dict) %}
  {{ return(adapter.dispatch('get_incremental_scd2_sql', 'dbt')(arg_dict)) }}
{% endmacro %}

{% macro default__get_incremental_scd2_sql(arg_dict) %}
  {{ return(get_merge_sql(arg_dict['target_relation'], arg_dict['temp_relation'], scd2_keys() + [scd2_column_names().valid_from], arg_dict['dest_columns'], arg_dict['incremental_predicates'])) }}
{% endmacro %}

{% macro scd2_keys() %}
  {%- set keys = config.get('unique_key') -%}
  {%- if not keys or not config.get('updated_at') -%}
    {%- do exceptions.raise_compiler_error(model['name'] ~ " keeps a history (scd2) and needs 'unique_key', the columns that name a row, and 'updated_at', the time of a change") -%}
  {%- endif -%}
  {{ return([keys] if keys is string else keys | list) }}
{% endmacro %}

{#- Names of the columns that are added; `scd2_column_names` may give others. -#}
{% macro scd2_column_names() %}
  {%- set names = {
    'valid_from': 'valid_from',
    'valid_to': 'valid_to',
    'is_current': 'is_current',
    'is_deleted': 'is_deleted',
    'surrogate_key': 'surrogate_key',
  } -%}
  {%- do names.update(config.get('scd2_column_names') or {}) -%}
  {{ return(names) }}
{% endmacro %}

{#- Rows that say by themselves that they are gone (`deleted`, a condition), or keys that the query no longer gives (`hard_deletes: invalidate`). -#}
{% macro scd2_has_deletes() %}
  {{ return(config.get('deleted') is not none or scd2_closes_missing()) }}
{% endmacro %}

{% macro scd2_closes_missing() %}
  {%- set behavior = config.get('hard_deletes') or 'ignore' -%}
  {%- if behavior not in ['ignore', 'invalidate'] -%}
    {%- do exceptions.raise_compiler_error("hard_deletes of " ~ model['name'] ~ " can be 'ignore' or 'invalidate', not '" ~ behavior ~ "'") -%}
  {%- endif -%}
  {{ return(behavior == 'invalidate') }}
{% endmacro %}

{% macro scd2_same_key(left, right) -%}
  {%- for key in scd2_keys() -%}
    {{ left }}.{{ key }} = {{ right }}.{{ key }}{{ ' and ' if not loop.last }}
  {%- endfor -%}
{%- endmacro %}

{#- A time as text, the same on every engine, since versions are named by it. -#}
{% macro scd2_time_text(column) -%}
  {{ adapter.dispatch('scd2_time_text', 'dbt')(column) }}
{%- endmacro %}

{% macro default__scd2_time_text(column) -%}
  {{ column }}
{%- endmacro %}

{#- Without the zeros that end a fraction. -#}
{% macro trino__scd2_time_text(column) -%}
  regexp_replace(regexp_replace(cast({{ column }} as varchar), '(\.[0-9]*?)0+$', '$1'), '\.$', '')
{%- endmacro %}

{#- An expression that fails the statement. -#}
{% macro fail_statement(message) -%}
  {{ adapter.dispatch('fail_statement', 'dbt')(message) }}
{%- endmacro %}

{% macro default__fail_statement(message) -%}
  error('{{ escape_single_quotes(message) }}')
{%- endmacro %}

{% macro trino__fail_statement(message) -%}
  cast(fail('{{ escape_single_quotes(message) }}') as boolean)
{%- endmacro %}


{#- The versions to write: all that the query gives, or, with a target, those that are new or other than in it. -#}
{% macro scd2_versions(sql, target) -%}
  {%- set names = scd2_column_names() -%}
  {%- set keys = scd2_keys() -%}
  {%- set key_list = keys | join(', ') -%}
  {%- set columns = [] -%}
  {%- for name in get_columns_in_query(sql) -%}
    {%- if name | lower in names.values() | map('lower') | list -%}
      {%- do exceptions.raise_compiler_error('the query of ' ~ model['name'] ~ ' gives a column ' ~ name ~ ", which scd2 adds itself; leave it out, or give the other one a name with 'scd2_column_names'") -%}
    {%- endif -%}
    {%- do columns.append(adapter.quote(name)) -%}
  {%- endfor -%}
  {%- set own = columns | join(', ') -%}
  {%- set stored = {} -%}
  {%- if target is not none -%}
    {%- for column in adapter.get_columns_in_relation(target) -%}
      {%- do stored.update({column.quoted | lower: column}) -%}
    {%- endfor -%}
  {%- endif -%}
  {%- set known = [] -%}
  {%- for column in columns -%}
    {%- do known.append('lake_target.' ~ column if column | lower in stored else 'null as ' ~ column) -%}
  {%- endfor -%}
  {%- set has_deletes = scd2_has_deletes() -%}
    with lake_given as (
      select {{ own }}, {{ config.get('updated_at') }} as {{ names.valid_from }}, {{ 'coalesce(' ~ config.get('deleted') ~ ', false)' if config.get('deleted') else 'false' }} as {{ names.is_deleted }}
      from (
        {{ sql }}
      ) as lake_query
      where case when {{ keys | join(' is not null and ') }} is not null and {{ config.get('updated_at') }} is not null then true
        else {{ fail_statement('a row of ' ~ model['name'] ~ ' has no ' ~ keys | join(', no ') ~ ' or no ' ~ config.get('updated_at')) }} end
    ),

    lake_changes as (
      {%- if config.get('scd2_order_by') %}
      select {{ own }}, {{ names.valid_from }}, {{ names.is_deleted }}
      from (
        select *, row_number() over (partition by {{ key_list }}, {{ names.valid_from }} order by {{ config.get('scd2_order_by') }} desc) as lake_rank
        from lake_given
      ) as lake_ranked
      where lake_rank = 1
      {%- else %}
      select distinct * from lake_given
      {%- endif %}
    ),

    lake_events as (
      select {{ own }}, {{ names.valid_from }}, {{ names.is_deleted }} from lake_changes
      {%- if target is not none %}
      union all
      select {{ known | join(', ') }}, lake_target.{{ names.valid_from }}, {{ 'lake_target.' ~ names.is_deleted if has_deletes else 'false' }}
      from {{ target }} as lake_target
      where {{ 'true' if scd2_closes_missing() else 'exists (select 1 from lake_changes where ' ~ scd2_same_key('lake_changes', 'lake_target') ~ ')' }}
        and not exists (select 1 from lake_changes where {{ scd2_same_key('lake_changes', 'lake_target') }} and lake_changes.{{ names.valid_from }} = lake_target.{{ names.valid_from }})
      {%- if scd2_closes_missing() %}
      union all
      select {{ known | join(', ') }}, cast({{ snapshot_get_time() }} as {{ stored[adapter.quote(names.valid_from) | lower].data_type }}), true
      from {{ target }} as lake_target
      where lake_target.{{ names.is_current }}
        and not exists (select 1 from lake_changes where {{ scd2_same_key('lake_changes', 'lake_target') }})
      {%- endif %}
      {%- endif %}
    ),

    lake_history as (
      select
        *,
        lead({{ names.valid_from }}) over (partition by {{ key_list }} order by {{ names.valid_from }}) as {{ names.valid_to }},
        count(*) over (partition by {{ key_list }}, {{ names.valid_from }}) as lake_same
      from lake_events
    ),

    lake_versions as (
      select
        {{ own }},
        {{ snapshot_hash_arguments(keys + [scd2_time_text(names.valid_from)]) }} as {{ names.surrogate_key }},
        {{ names.valid_from }},
        {{ names.valid_to }},
        {{ names.valid_to }} is null and not {{ names.is_deleted }} as {{ names.is_current }}
        {%- if has_deletes %},
        {{ names.is_deleted }}
        {%- endif %}
      from lake_history
      where case when lake_same = 1 then true
        else {{ fail_statement(model['name'] ~ " has two different rows of one key at one time; 'scd2_order_by' can say which counts, the highest") }} end
    )

    select lake_versions.*
    from lake_versions
    {%- if target is not none %}
    left join {{ target }} as lake_target
      on {{ scd2_same_key('lake_versions', 'lake_target') }} and lake_versions.{{ names.valid_from }} = lake_target.{{ names.valid_from }}
    where lake_target.{{ names.valid_from }} is null
      {%- for column in columns + [names.valid_to, names.is_current] + ([names.is_deleted] if has_deletes else []) if column | lower in stored or adapter.quote(column) | lower in stored %}
      or lake_versions.{{ column }} is distinct from lake_target.{{ column }}
      {%- endfor %}
      {%- for column in columns if column | lower not in stored %}
      or lake_versions.{{ column }} is not null
      {%- endfor %}
    {%- endif %}
{%- endmacro %}


{#- A model of its own kind, for those who do not think of it as incremental. -#}
{% materialization scd2, default %}
  {{ return(build_incremental('scd2')) }}
{% endmaterialization %}
