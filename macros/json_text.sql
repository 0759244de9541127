{# The text of a scalar inside a JSON text, null when it is absent: json_text('payload', 'data.object.id'). #}
{% macro json_text(column, path) -%}
    {{ return(adapter.dispatch('json_text')(column, path)) }}
{%- endmacro %}

{% macro default__json_text(column, path) -%}
    ({{ column }} ->> '$.{{ path }}')
{%- endmacro %}

{% macro trino__json_text(column, path) -%}
    json_extract_scalar({{ column }}, '$.{{ path }}')
{%- endmacro %}

{#
    The objects of a JSON array as rows: `from orders cross join {{ json_rows('orders.line_items', 'item', {'sku': 'varchar'}) }}`
    gives `item.sku`. Fields that an object lacks are null.
#}
{% macro json_rows(column, alias, fields) -%}
    {{ return(adapter.dispatch('json_rows')(column, alias, fields)) }}
{%- endmacro %}

{% macro default__json_rows(column, alias, fields) -%}
    lateral (
        select unnest(from_json({{ column }}, '[{{ tojson(fields) }}]'), recursive := true)
    ) as {{ alias }}
{%- endmacro %}

{% macro trino__json_rows(column, alias, fields) -%}
    unnest(cast(json_parse({{ column }}) as array(row(
        {%- for name, type in fields.items() -%}{{ name }} {{ type }}{{ ', ' if not loop.last }}{%- endfor -%}
    )))) as {{ alias }} ({{ fields | join(', ') }})
{%- endmacro %}
