{% set columns = [
    ('received_new_natural_person_count', 'received_new', 'natural_person'),
    ('received_new_commercial_enterprise_count', 'received_new', 'commercial_enterprise'),
    ('received_new_research_institution_count', 'received_new', 'research_institution'),
    ('received_new_public_interest_organization_count', 'received_new', 'public_interest_organization'),
    ('received_new_legal_services_organization_count', 'received_new', 'legal_services_organization'),
    ('received_new_other_organization_count', 'received_new', 'other_organization'),
    ('received_new_total_count', 'received_new', 'total'),
    ('granted_natural_person_count', 'granted', 'natural_person'),
    ('granted_commercial_enterprise_count', 'granted', 'commercial_enterprise'),
    ('granted_research_institution_count', 'granted', 'research_institution'),
    ('granted_public_interest_organization_count', 'granted', 'public_interest_organization'),
    ('granted_legal_services_organization_count', 'granted', 'legal_services_organization'),
    ('granted_other_organization_count', 'granted', 'other_organization'),
    ('granted_total_count', 'granted', 'total'),
    ('granted_in_part_natural_person_count', 'granted_in_part', 'natural_person'),
    ('granted_in_part_commercial_enterprise_count', 'granted_in_part', 'commercial_enterprise'),
    ('granted_in_part_research_institution_count', 'granted_in_part', 'research_institution'),
    ('granted_in_part_public_interest_organization_count', 'granted_in_part', 'public_interest_organization'),
    ('granted_in_part_legal_services_organization_count', 'granted_in_part', 'legal_services_organization'),
    ('granted_in_part_other_organization_count', 'granted_in_part', 'other_organization'),
    ('granted_in_part_total_count', 'granted_in_part', 'total'),
    ('total_processed_natural_person_count', 'total_processed', 'natural_person'),
    ('total_processed_commercial_enterprise_count', 'total_processed', 'commercial_enterprise'),
    ('total_processed_research_institution_count', 'total_processed', 'research_institution'),
    ('total_processed_public_interest_organization_count', 'total_processed', 'public_interest_organization'),
    ('total_processed_legal_services_organization_count', 'total_processed', 'legal_services_organization'),
    ('total_processed_other_organization_count', 'total_processed', 'other_organization'),
    ('total_processed_total_count', 'total_processed', 'total'),
] %}

with

cells as (
    select
        report_id,
        {% for name, row, column in columns %}
            max(case when row_code = '{{ row }}' and column_code = '{{ column }}' then value end) as {{ name }}
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from {{ published('fct_application') }}
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
    {% for name, row, column in columns %}
        cells.{{ name }}{% if not loop.last %},{% endif %}
    {% endfor %}
from {{ published('dim_report') }} as reports
inner join cells on reports.report_id = cells.report_id
left join {{ published('dim_organ') }} as organs on reports.organ_id = organs.organ_id
left join {{ published('dim_region') }} as regions on organs.region_code = regions.region_code
where reports.is_current
