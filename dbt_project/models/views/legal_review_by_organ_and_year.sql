{% set columns = [
    ('reconsideration_upheld_count', 'reconsideration', 'upheld'),
    ('reconsideration_corrected_count', 'reconsideration', 'corrected'),
    ('reconsideration_other_result_count', 'reconsideration', 'other_result'),
    ('reconsideration_pending_count', 'reconsideration', 'pending'),
    ('reconsideration_total_count', 'reconsideration', 'total'),
    ('litigation_direct_upheld_count', 'litigation_direct', 'upheld'),
    ('litigation_direct_corrected_count', 'litigation_direct', 'corrected'),
    ('litigation_direct_other_result_count', 'litigation_direct', 'other_result'),
    ('litigation_direct_pending_count', 'litigation_direct', 'pending'),
    ('litigation_direct_total_count', 'litigation_direct', 'total'),
    ('litigation_after_reconsideration_upheld_count', 'litigation_after_reconsideration', 'upheld'),
    ('litigation_after_reconsideration_corrected_count', 'litigation_after_reconsideration', 'corrected'),
    ('litigation_after_reconsideration_other_result_count', 'litigation_after_reconsideration', 'other_result'),
    ('litigation_after_reconsideration_pending_count', 'litigation_after_reconsideration', 'pending'),
    ('litigation_after_reconsideration_total_count', 'litigation_after_reconsideration', 'total'),
] %}

with

cells as (
    select
        report_id,
        {% for name, row, column in columns %}
            max(case when row_code = '{{ row }}' and column_code = '{{ column }}' then value end) as {{ name }}
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from {{ published('fct_legal_review') }}
    group by report_id
)

select
    reports.report_id,
    reports.organ_id,
    coalesce(organs.organ_name, reports.organ_name) as organ_name,
    regions.region_name,
    organs.kind as organ_kind,
    organs.level as organ_level,
    reports.report_year,
    reports.form,
    {% for name, row, column in columns %}
        cells.{{ name }}{% if not loop.last %},{% endif %}
    {% endfor %}
from {{ published('dim_report') }} as reports
inner join cells on reports.report_id = cells.report_id
left join {{ published('dim_organ') }} as organs on reports.organ_id = organs.organ_id
left join {{ published('dim_region') }} as regions on organs.region_code = regions.region_code
where reports.is_current
