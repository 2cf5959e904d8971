select
    d.rule_id,
    d.title_en,
    count(*) filter (where f.outcome = 'pass') as pass,
    count(*) filter (where f.outcome = 'fail') as fail,
    count(*) filter (where f.outcome = 'not_assessable') as not_assessable
from quality.dim_rule as d
left join quality.fct_finding as f on d.rule_id = f.rule_id
group by all
order by d.rule_id
