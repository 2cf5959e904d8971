select
    r.organ_name,
    f.rule_id,
    f.message_en
from quality.fct_finding as f
inner join marts.dim_report as r on f.report_id = r.report_id
where f.outcome = 'fail'
order by f.rule_id, f.message_en
