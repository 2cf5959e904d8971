{# Every row has its row in another relation, by several columns together; rows with a null among them refer to none. #}
{% test rows_found_in(model, columns, to, to_columns, to_where="1 = 1", from_where="1 = 1") %}
with

children as (
    select distinct {{ columns | join(', ') }}
    from {{ model }}
    where
        {{ from_where }}
        and {{ columns | join(' || ') }} is not null
),

parents as (
    select distinct {{ to_columns | join(', ') }}
    from {{ to }}
    where {{ to_where }}
)

select children.*
from children
left join parents
    on
        {% for column in columns %}
            {{ "and" if not loop.first }} children.{{ column }} = parents.{{ to_columns[loop.index0] }}
        {% endfor %}
where parents.{{ to_columns[0] }} is null
{% endtest %}
