{#- Text of templates, not of rows. -#}

{% macro pretty_time(format='%H:%M:%S') %}
  {{ return(adapter.dispatch('pretty_time', 'lake_utils')(format)) }}
{% endmacro %}

{% macro default__pretty_time(format='%H:%M:%S') %}
  {{ return(modules.datetime.datetime.now().strftime(format)) }}
{% endmacro %}


{% macro pretty_log_format(message) %}
  {{ return(adapter.dispatch('pretty_log_format', 'lake_utils')(message)) }}
{% endmacro %}

{% macro default__pretty_log_format(message) %}
  {{ return(lake_utils.pretty_time() ~ ' + ' ~ message) }}
{% endmacro %}


{% macro log_info(message) %}
  {{ return(adapter.dispatch('log_info', 'lake_utils')(message)) }}
{% endmacro %}

{% macro default__log_info(message) %}
  {{ log(lake_utils.pretty_log_format(message), info=True) }}
{% endmacro %}


{#- A name that is safe as an identifier: lower case, underscores, no digit in front. -#}
{% macro slugify(string) %}
  {%- if not string %}{{ return('') }}{% endif %}
  {%- set text = modules.re.sub('[^a-z0-9_]+', '', modules.re.sub('[ -]+', '_', string | lower)) %}
  {{ return(modules.re.sub('^([0-9])', '_\\1', text)) }}
{% endmacro %}


{#- Both refuse what cannot be looked up in the warehouse, in the name of the macro that asks. -#}
{% macro _is_relation(obj, macro) %}
  {%- if not (obj is mapping and obj.get('metadata', {}).get('type', '').endswith('Relation')) %}
    {{- exceptions.raise_compiler_error('Macro ' ~ macro ~ ' expected a Relation but received the value: ' ~ obj) }}
  {%- endif %}
{% endmacro %}

{% macro _is_ephemeral(obj, macro) %}
  {%- if obj.is_cte %}
    {{- exceptions.raise_compiler_error("The `" ~ macro ~ "` macro cannot be used with ephemeral models, for it asks the warehouse for columns: make " ~ obj.name ~ " a view or table") }}
  {%- endif %}
{% endmacro %}
