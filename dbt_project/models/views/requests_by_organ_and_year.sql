{% set columns = [
    'received_new',
    'received_carried_over',
    'granted',
    'granted_in_part',
    'denied_state_secret',
    'denied_prohibited_by_law',
    'denied_security_and_stability',
    'denied_third_party_rights',
    'denied_internal_affairs',
    'denied_deliberative_process',
    'denied_enforcement_file',
    'denied_administrative_inquiry',
    'unavailable_not_held',
    'unavailable_creation_required',
    'unavailable_unclear_after_correction',
    'not_processed_petition_or_complaint',
    'not_processed_repeated',
    'not_processed_publication',
    'not_processed_excessive',
    'not_processed_reconfirmation',
    'other_correction_overdue',
    'other_fee_overdue',
    'other_remaining',
    'total_processed',
    'carried_forward',
] %}
{% set groups = ['denied', 'unavailable', 'not_processed', 'other'] %}

with

cells as (
    select
        report_id,
        {% for group in groups %}
            {{ complete_sum('value', "row_code like '" ~ group ~ "%'") }} as {{ group }}_count,
        {% endfor %}
        {% for row in columns %}
            max(case when row_code = '{{ row }}' then value end) as {{ row }}_count{% if not loop.last %},{% endif %}
        {% endfor %}
    from {{ published('fct_application') }}
    where column_code = 'total'
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
    reports.application_form as form,
    {% for group in groups %}
        cells.{{ group }}_count,
    {% endfor %}
    {% for row in columns %}
        cells.{{ row }}_count{% if not loop.last %},{% endif %}
    {% endfor %}
from {{ published('dim_report') }} as reports
inner join cells on reports.report_id = cells.report_id
left join {{ published('dim_organ') }} as organs on reports.organ_id = organs.organ_id
left join {{ published('dim_region') }} as regions on organs.region_code = regions.region_code
where reports.is_current
