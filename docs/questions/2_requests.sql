/* A missing cell gives a missing number, never a zero. */
select
    r.organ_name,
    r.report_year,
    max(a.value) filter (where a.row_code = 'received_new') as received_count,
    max(a.value) filter (where a.row_code = 'total_processed') as processed_count,
    max(a.value) filter (where a.row_code = 'granted') as granted_count,
    max(a.value) filter (where a.row_code = 'granted_in_part') as granted_in_part_count
from marts.dim_report as r
inner join marts.fct_application as a on r.report_id = a.report_id
where a.column_code = 'total' and r.is_current
group by all
order by received_count desc nulls last, r.organ_name
