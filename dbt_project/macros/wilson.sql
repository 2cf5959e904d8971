{#
    The ends of the Wilson interval of a share, at 95 % (z = 1.959964): where the underlying share may lie when so many of
    so many cases came out one way. Unlike the plain interval it stays within 0 and 1, and says something of 0 of 5.
#}
{% macro wilson_low(numerator, denominator) -%}
    {{ wilson_end(numerator, denominator, '-') }}
{%- endmacro %}

{% macro wilson_high(numerator, denominator) -%}
    {{ wilson_end(numerator, denominator, '+') }}
{%- endmacro %}

{% macro wilson_end(numerator, denominator, sign) -%}
    {%- set p = "cast(" ~ numerator ~ " as double) / " ~ denominator -%}
    {%- set n = "cast(" ~ denominator ~ " as double)" -%}
    {%- set z2 = "3.8414588" -%}
    case
        when {{ denominator }} > 0 then round(
            {{ "greatest(0.0, " if sign == "-" else "least(1.0, " }}
                (
                    {{ p }} + {{ z2 }} / (2 * {{ n }})
                    {{ sign }} 1.959964 * sqrt(({{ p }} * (1 - {{ p }}) + {{ z2 }} / (4 * {{ n }})) / {{ n }})
                ) / (1 + {{ z2 }} / {{ n }})
            ),
            6
        )
    end
{%- endmacro %}
