{% set columns = [
    ('rules_made_this_year_count', 'rules', 'made_this_year'),
    ('rules_disclosed_this_year_count', 'rules', 'disclosed_this_year'),
    ('rules_disclosed_total_count', 'rules', 'disclosed_total'),
    ('normative_documents_made_this_year_count', 'normative_documents', 'made_this_year'),
    ('normative_documents_disclosed_this_year_count', 'normative_documents', 'disclosed_this_year'),
    ('normative_documents_disclosed_total_count', 'normative_documents', 'disclosed_total'),
    ('administrative_licensing_prior_year_items_count', 'administrative_licensing', 'prior_year_items'),
    ('administrative_licensing_change_this_year_count', 'administrative_licensing', 'change_this_year'),
    ('administrative_licensing_decisions_count', 'administrative_licensing', 'decisions'),
    ('other_external_services_prior_year_items_count', 'other_external_services', 'prior_year_items'),
    ('other_external_services_change_this_year_count', 'other_external_services', 'change_this_year'),
    ('other_external_services_decisions_count', 'other_external_services', 'decisions'),
    ('administrative_penalties_prior_year_items_count', 'administrative_penalties', 'prior_year_items'),
    ('administrative_penalties_change_this_year_count', 'administrative_penalties', 'change_this_year'),
    ('administrative_penalties_decisions_count', 'administrative_penalties', 'decisions'),
    ('administrative_coercion_prior_year_items_count', 'administrative_coercion', 'prior_year_items'),
    ('administrative_coercion_change_this_year_count', 'administrative_coercion', 'change_this_year'),
    ('administrative_coercion_decisions_count', 'administrative_coercion', 'decisions'),
    ('administrative_fees_prior_year_items_count', 'administrative_fees', 'prior_year_items'),
    ('administrative_fees_change_this_year_count', 'administrative_fees', 'change_this_year'),
    ('procurement_items_count', 'government_procurement', 'procurement_items'),
    ('procurement_cny', 'government_procurement', 'procurement_amount'),
    ('rules_issued_this_year_count', 'rules', 'issued_this_year'),
    ('rules_repealed_this_year_count', 'rules', 'repealed_this_year'),
    ('rules_in_force_count', 'rules', 'in_force'),
    ('normative_documents_issued_this_year_count', 'normative_documents', 'issued_this_year'),
    ('normative_documents_repealed_this_year_count', 'normative_documents', 'repealed_this_year'),
    ('normative_documents_in_force_count', 'normative_documents', 'in_force'),
    ('administrative_fees_cny', 'administrative_fees', 'fee_amount'),
] %}

with

cells as (
    select
        report_id,
        {% for name, row, column in columns %}
            max(case when row_code = '{{ row }}' and column_code = '{{ column }}' then value end) as {{ name }}
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from {{ published('fct_disclosure') }}
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
