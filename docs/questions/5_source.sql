/* From a number back to the document and the characters in it. */
select
    r.organ_name,
    d.value as amount_cny,
    d.value_raw as printed,
    d.locator,
    d.status,
    left(r.document_id, 12) as document
from marts.fct_disclosure as d
inner join marts.dim_report as r on d.report_id = r.report_id
where d.unit = 'CNY'
order by amount_cny desc nulls last, r.organ_name
