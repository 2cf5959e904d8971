{# From here on two texts are called too alike, in percent; ingest.sameness.sketches chose its bands for it. #}
{% macro too_alike_percent() -%}
    80
{%- endmacro %}

{#
    The Jaccard similarity that two signatures tell: of slots that differ one in 64 agrees by chance. Of the same formula
    is ingest.sameness.sketches.similarity_of.
#}
{% macro estimated_similarity(one, other) -%}
    cast(greatest(({{ agreeing_slots(one, other) }} / 4.0 - 1) / 63.0, 0) as decimal(9, 4))
{%- endmacro %}

{# In how many of their 256 slots two signatures agree. #}
{% macro agreeing_slots(one, other) -%}
    {{ return(adapter.dispatch("agreeing_slots", "ogi_warehouse")(one, other)) }}
{%- endmacro %}

{% macro default__agreeing_slots(one, other) -%}
    {%- set slots = [] -%}
    {%- for slot in range(1, 257) -%}
        {%- set place = slot ~ ', 1)' -%}
        {%- do slots.append(
            'case when substring(' ~ one ~ ', ' ~ place ~ ' = substring(' ~ other ~ ', ' ~ place ~ ' then 1 else 0 end'
        ) -%}
    {%- endfor -%}
    ({{ slots | join(' + ') }})
{%- endmacro %}

{% macro duckdb__agreeing_slots(one, other) -%}
    (256 - hamming({{ one }}, {{ other }}))
{%- endmacro %}
