{#- dbt-duckdb's ways to say more of a MERGE: conditions, expressions, and whole clauses. -#}

{% macro duckdb__get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) -%}
  {%- set said = [] -%}
  {%- for name in ['merge_clauses', 'merge_update_condition', 'merge_insert_condition', 'merge_on_using_columns', 'merge_update_set_expressions', 'merge_returning_columns'] if config.get(name) -%}
    {%- do said.append(name) -%}
  {%- endfor -%}
  {%- if not said -%}
    {{ return(default__get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates)) }}
  {%- endif -%}
  {%- set clauses = merge_clauses_of(dest_columns, unique_key) -%}
  {%- set using = config.get('merge_on_using_columns') or [] -%}
  {%- set conditions = ([] if using else merge_key_conditions(unique_key)) + predicate_list(incremental_predicates) -%}
  {%- set returning = config.get('merge_returning_columns') -%}
  {%- set sql_header = config.get('sql_header') -%}
  {{ sql_header if sql_header is not none }}
    merge into {{ target }} as DBT_INTERNAL_DEST
    using {{ source }} as DBT_INTERNAL_SOURCE
    {%- for name in using -%}
      {%- do conditions.append(merge_key_condition(name)) -%}
    {%- endfor %}
    on {{ '(' ~ conditions | join(') and (') ~ ')' }}
  {%- for clause in clauses['when_matched'] %}
    when matched{{ merge_condition(clause) }} then {{ merge_action(clause, dest_columns) }}
  {%- endfor %}
  {%- for clause in clauses['when_not_matched'] %}
    when not matched{{ ' by ' ~ clause.get('by') if clause.get('by') }}{{ merge_condition(clause) }} then {{ merge_action(clause, dest_columns) }}
  {%- endfor %}
  {%- if returning %}
    returning {{ returning if returning is string else returning | join(', ') }}
  {%- endif %}
{%- endmacro %}

{% macro predicate_list(predicates) %}
  {{ return([predicates] if predicates is string else [] + (predicates or [])) }}
{% endmacro %}

{#- One condition a key; none matches where there is no key. With `null_safe_keys` a null is a key like any other. -#}
{% macro merge_key_conditions(unique_key) %}
  {%- set conditions = [] -%}
  {%- for key in predicate_list(unique_key) -%}
    {%- do conditions.append(merge_key_condition(key)) -%}
  {%- endfor -%}
  {{ return(conditions or ['FALSE']) }}
{% endmacro %}

{% macro merge_key_condition(key) %}
  {{ return('DBT_INTERNAL_SOURCE.' ~ key ~ (' is not distinct from ' if config.get('null_safe_keys') else ' = ') ~ 'DBT_INTERNAL_DEST.' ~ key) }}
{% endmacro %}

{% macro merge_clauses_of(dest_columns, unique_key) %}
  {%- set clauses = config.get('merge_clauses') -%}
  {%- if clauses is none -%}
    {%- set update = {
      'action': 'update',
      'condition': config.get('merge_update_condition'),
      'mode': 'explicit',
      'update': {
        'include': config.get('merge_update_columns'),
        'exclude': config.get('merge_exclude_columns'),
        'set_expressions': config.get('merge_update_set_expressions'),
      },
    } -%}
    {{ return({
      'when_matched': [update] if unique_key or config.get('merge_on_using_columns') else [],
      'when_not_matched': [{'action': 'insert', 'condition': config.get('merge_insert_condition'), 'mode': 'by_name'}],
    }) }}
  {%- endif -%}
  {%- set faults = [] -%}
  {%- for name in ['merge_update_condition', 'merge_insert_condition', 'merge_update_columns', 'merge_exclude_columns', 'merge_update_set_expressions'] if config.get(name) -%}
    {%- do faults.append(name) -%}
  {%- endfor -%}
  {%- if faults -%}
    {%- do exceptions.raise_compiler_error('MERGE configuration errors:\nWhen merge_clauses is specified, the following basic merge configurations will be ignored and should be removed: ' ~ faults | join(', ') ~ '. Define your merge behavior within merge_clauses instead.') -%}
  {%- elif clauses is not mapping or not (clauses.get('when_matched') or clauses.get('when_not_matched')) -%}
    {%- do exceptions.raise_compiler_error("MERGE configuration errors:\nmerge_clauses must be a dictionary with at least one of 'when_matched' or 'when_not_matched', each a list of clauses") -%}
  {%- endif -%}
  {{ return({'when_matched': clauses.get('when_matched') or [], 'when_not_matched': clauses.get('when_not_matched') or []}) }}
{% endmacro %}

{% macro merge_condition(clause) -%}
  {%- set condition = clause.get('condition') -%}
  {{- ' and (' ~ (condition if condition is string else condition | join(') and (')) ~ ')' if condition -}}
{%- endmacro %}

{% macro merge_action(clause, dest_columns) -%}
  {%- set action = clause.get('action') -%}
  {%- set mode = clause.get('mode') or 'by_name' -%}
  {%- if action == 'update' and (mode == 'explicit' or clause.get('set_expressions')) -%}
    update set {{ merge_assignments(clause, dest_columns) | join(', ') }}
  {%- elif action == 'insert' and mode == 'explicit' -%}
    insert ({{ clause.get('insert', {}).get('columns', []) | join(', ') }}) values ({{ clause.get('insert', {}).get('values', []) | join(', ') }})
  {%- elif action in ['update', 'insert'] and mode in ['by_name', 'by_position', 'star'] -%}
    {{ action }} {{ {'by_name': 'by name', 'by_position': 'by position', 'star': 'set *' if action == 'update' else '*'}[mode] }}
  {%- elif action in ['delete', 'do_nothing'] -%}
    {{ action | replace('_', ' ') }}
  {%- elif action == 'error' -%}
    error{{ " '" ~ escape_single_quotes(clause.get('error_message')) ~ "'" if clause.get('error_message') }}
  {%- else -%}
    {%- do exceptions.raise_compiler_error("MERGE configuration errors:\na clause's action can be update, delete, insert, do_nothing or error, and its mode by_name, by_position, star or explicit, not '" ~ action ~ "' with '" ~ mode ~ "'") -%}
  {%- endif -%}
{%- endmacro %}

{#- Expressions first, then the columns that have none. -#}
{% macro merge_assignments(clause, dest_columns) %}
  {%- set update = clause.get('update') or {} -%}
  {%- set expressions = update.get('set_expressions') or clause.get('set_expressions') or {} -%}
  {%- set assignments = [] -%}
  {%- for name, expression in expressions.items() -%}
    {%- do assignments.append(name ~ ' = ' ~ expression) -%}
  {%- endfor -%}
  {%- if not clause.get('set_expressions') -%}
    {%- set taken = expressions | map('lower') | list -%}
    {%- for column in get_merge_update_columns(update.get('include'), update.get('exclude'), dest_columns) if column | replace('"', '') | lower not in taken -%}
      {%- do assignments.append(column ~ ' = DBT_INTERNAL_SOURCE.' ~ column) -%}
    {%- endfor -%}
  {%- endif -%}
  {{ return(assignments) }}
{% endmacro %}
