{# From here on two texts are called too alike, in percent; ingest.sameness.sketches chose its bands for it. #}
{% macro too_alike_percent() -%}
    80
{%- endmacro %}

{# In how many of the 256 slots two signatures agree, each eight hex digits. Written out, it needs no lists. #}
{% macro agreeing_slots(one, other) -%}
    {%- set slots = [] -%}
    {%- for slot in range(256) -%}
        {%- set place = (8 * slot + 1) ~ ', 8)' -%}
        {%- do slots.append(
            'case when substring(' ~ one ~ ', ' ~ place ~ ' = substring(' ~ other ~ ', ' ~ place ~ ' then 1 else 0 end'
        ) -%}
    {%- endfor -%}
    ({{ slots | join(' + ') }})
{%- endmacro %}
