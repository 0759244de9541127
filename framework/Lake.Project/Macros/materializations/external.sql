{#- The query's rows go into files at a location, and the relation is a view that reads them. -#}
{% materialization external, adapter='duckdb' %}
  {%- set target_relation = this.incorporate(type='view') -%}
  {%- set existing = load_cached_relation(this) -%}
  {%- set location = render(config.get('location', default=external_location(this, config))) -%}
  {%- set options = render_write_options(config) -%}
  {%- set write_options = adapter.external_write_options(location, options) -%}
  {%- set format = config.get('format') or options['format'] | lower -%}
  {%- if format not in ['parquet', 'csv', 'json'] -%}
    {%- if config.get('format') -%}
      {{- exceptions.raise_compiler_error('Invalid format: ' ~ format ~ '. Allowed formats are: csv, parquet, json') -}}
    {%- endif -%}
    {%- set format = 'parquet' -%}
  {%- endif -%}
  {%- set rows = make_temp_relation(this).include(database=false, schema=false) -%}

  {{ run_hooks(pre_hooks, inside_transaction=False) }}
  {{ run_hooks(pre_hooks, inside_transaction=True) }}

  {%- call statement('rows') -%}
    {{ create_table_as(True, rows, sql) }}
  {%- endcall -%}
  {%- set columns = get_columns_in_query('select * from ' ~ rows) -%}
  {%- set is_empty = run_query('select count(*) from ' ~ rows)[0][0] == 0 -%}

  {#- As in dbt-duckdb, no rows are written as one row of nulls, which the view leaves out: an empty file has no types. -#}
  {%- if is_empty -%}
    {%- do run_query('insert into ' ~ rows ~ ' values (' ~ (['null'] * (columns | length)) | join(', ') ~ ')') -%}
  {%- endif -%}
  {%- do write_to_file(rows, location, write_options) -%}
  {%- do run_query('drop table ' ~ rows) -%}

  {%- if existing is not none and not existing.is_view -%}
    {{ adapter.drop_relation(existing) }}
  {%- endif -%}
  {%- call statement('main') -%}
    {{ get_create_view_as_sql(target_relation, external_query(location, format, options, columns if is_empty else [])) }}
  {%- endcall -%}

  {{ run_hooks(post_hooks, inside_transaction=True) }}
  {%- do apply_grants(target_relation, config.get('grants'), should_revoke=should_revoke(existing, full_refresh_mode=True)) -%}
  {%- do persist_docs(target_relation, model) -%}
  {{ adapter.commit() }}
  {{ run_hooks(post_hooks, inside_transaction=False) }}

  {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}


{#- What reads the files again, without the row of nulls that stands for none. -#}
{% macro external_query(location, format, options, columns) -%}
  {%- set given = {'parquet': config.get('parquet_read_options', {'union_by_name': False}), 'csv': config.get('csv_read_options', {'auto_detect': True}), 'json': config.get('json_read_options', {'auto_detect': True})}[format] -%}
  {%- set reading = dict(given) -%}
  {%- if format != 'parquet' and options.get('compression') and 'compression' not in reading -%}
    {%- do reading.update({'compression': options['compression']}) -%}
  {%- endif -%}
  select * from read_{{ format }}('{{ escape_single_quotes(adapter.external_read_location(location, options)) }}'
  {%- for key, value in reading.items() %}, {{ key }} = {{ "'" ~ escape_single_quotes(value) ~ "'" if value is string else value }}{% endfor -%}
  )
  {%- for column in columns %} {{ 'where' if loop.first else 'and' }} {{ adapter.quote(column) }} is not null{% endfor -%}
{%- endmacro %}


{% macro external_location(relation, config) -%}
  {{- adapter.external_root() }}/{{ relation.identifier }}
  {%- if config.get('options', {}).get('partition_by') is none %}.{{ config.get('format', 'parquet') }}{% endif -%}
{%- endmacro %}


{% macro render_write_options(config) -%}
  {%- set options = config.get('options', {}) -%}
  {%- if options is not mapping -%}
    {%- do exceptions.raise_compiler_error('The options argument must be a dictionary') -%}
  {%- endif -%}
  {%- set rendered = {} -%}
  {%- for key, value in options.items() -%}
    {%- do rendered.update({key: render(value) if value is string else value}) -%}
  {%- endfor -%}
  {%- for key in ['format', 'delimiter'] if config.get(key) -%}
    {%- do rendered.update({key: render(config.get(key))}) -%}
  {%- endfor -%}
  {{ return(rendered) }}
{%- endmacro %}


{% macro write_to_file(relation, location, options) -%}
  {%- call statement('write_to_file') -%}
    copy (select * from {{ relation }}) to '{{ escape_single_quotes(location) }}' ({{ options }})
  {%- endcall -%}
{%- endmacro %}


{% macro store_relation(plugin, relation, location, format, config) -%}
  {%- do exceptions.raise_compiler_error('plugins of dbt-duckdb are not supported; the files at ' ~ location ~ ' can be read from there') -%}
{%- endmacro %}


{#- What an external model has written is a view of the lakehouse, which later runs find. -#}
{% macro register_upstream_external_models() -%}
{%- endmacro %}
