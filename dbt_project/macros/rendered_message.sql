{#
    A template of rule_messages with its places filled: {subject} {expected} {actual} {difference} {detail}. A place
    without a value gives null, which `fills_its_message` tells by name. What was printed (subject, detail) is put in last,
    so that braces in a document are left as they are.
#}
{% macro rendered_message(template, findings, language) -%}
    {%- set places = [
        ('{expected}', number_text(findings ~ '.expected')),
        ('{actual}', number_text(findings ~ '.actual')),
        ('{difference}', number_text('abs(' ~ findings ~ '.actual - ' ~ findings ~ '.expected)')),
        ('{subject}', findings ~ '.subject_' ~ language),
        ('{detail}', findings ~ '.detail_' ~ language),
    ] -%}
    {%- set rendered = namespace(text=template) -%}
    {%- for place, value in places -%}
        {%- set rendered.text -%}
            replace(
                {{ rendered.text }}, '{{ place }}',
                case when {{ template }} like '%{{ place }}%' then {{ value }} else '' end
            )
        {%- endset -%}
    {%- endfor -%}
    {{ rendered.text }}
{%- endmacro %}
