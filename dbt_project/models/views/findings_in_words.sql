select
    findings.finding_id,
    reports.report_id,
    reports.organ_id,
    coalesce(organs.organ_name, reports.organ_name) as organ_name,
    regions.region_name,
    organs.kind as organ_kind,
    organs.level as organ_level,
    reports.report_year,
    reports.form,
    findings.rule_id,
    rules.title_zh as rule_title_zh,
    rules.title_en as rule_title_en,
    findings.severity,
    findings.outcome,
    findings.subject,
    findings.expected,
    findings.actual,
    findings.message_zh,
    findings.message_en,
    findings.reason_zh,
    findings.reason_en
from {{ published('fct_finding') }} as findings
inner join {{ published('dim_report') }} as reports on findings.report_id = reports.report_id
inner join {{ published('dim_rule') }} as rules on findings.rule_id = rules.rule_id
left join {{ published('dim_organ') }} as organs on reports.organ_id = organs.organ_id
left join {{ published('dim_region') }} as regions on organs.region_code = regions.region_code
where reports.is_current
