{# The condition is true for every row; null is not true. #}
{% test rows_satisfy(model, condition) %}
select *
from {{ model }}
where not coalesce({{ condition }}, false)
{% endtest %}
