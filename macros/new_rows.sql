{#
    On incremental runs, a condition that keeps what was loaded since this model was built last. `_loaded_at` is the
    loader's clock, so late events count as new and a run without new files selects nothing.
#}
{% macro is_new(column='_loaded_at') -%}
    {%- if is_incremental() -%}
        {{ column }} > (select coalesce(max(_loaded_at), timestamp '1970-01-01 00:00:00') from {{ this }})
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}
