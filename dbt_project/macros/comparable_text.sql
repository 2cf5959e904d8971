{#
    Prose as it is compared between two copies: without white space, quotation marks and the like, full-width signs as
    half-width ones. Sites set the same words with other spaces and signs.
#}
{% macro comparable_text(text) -%}
    {%- set full = "０１２３４５６７８９（），：；％！？．－" -%}
    {%- set half = "0123456789(),:;%!?.-" -%}
    {%- set odd_spaces = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
        ~ "\u2008\u2009\u200a\u200b\u202f\u205f\u3000" -%}
    {%- set left_out = " \t\n\r" ~ odd_spaces ~ "“”‘’\"" -%}
    translate({{ text }}, '{{ full ~ left_out }}', '{{ half }}')
{%- endmacro %}
