{# Of the versions of one organ's report for a year exactly one is current. #}
{% test one_current_version(model) %}
select
    organ_id,
    report_year,
    count(case when is_current then 1 end) as current_count
from {{ model }}
where organ_id is not null and report_year is not null
group by organ_id, report_year
having count(case when is_current then 1 end) <> 1
{% endtest %}
