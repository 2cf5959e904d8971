-- Rule C1: six sections, three tables, every prescribed cell. An empty cell is printed, so it is not absent. What lies
-- behind the end of a cut-off copy may well be in the original: that is not assessable.

with

reports as (
    select * from {{ ref('int_reports_deduplicated') }}
    where is_report
),

truncated_reports as (
    select distinct report_id
    from {{ ref('int_issues_deduplicated') }}
    where issue_code = 'truncated_report'
),

prescribed_sections as (
    select * from {{ ref('report_sections') }}
),

printed_sections as (
    select distinct
        report_id,
        section_code
    from {{ ref('int_sections_deduplicated') }}
),

cells as (
    select
        cells.*,
        form_cells.row_order,
        form_cells.column_order,
        form_cells.row_label_zh || '/' || form_cells.column_label_zh as cell_label_zh,
        form_cells.row_label_en || ' / ' || form_cells.column_label_en as cell_label_en,
        row_number() over (
            partition by cells.report_id, cells.table_code, cells.status = 'absent'
            order by form_cells.row_order, form_cells.column_order
        ) as position_in_kind
    from {{ ref('int_cells_deduplicated') }} as cells
    inner join {{ ref('stg_reference__form_cells') }} as form_cells
        on
            cells.form = form_cells.form
            and cells.table_code = form_cells.table_code
            and cells.row_code = form_cells.row_code
            and cells.column_code = form_cells.column_code
),

sections as (
    select
        reports.report_id,
        'section:' || prescribed_sections.section_code as subject,
        case when printed_sections.section_code is null then 'section_absent' else 'section_printed' end as case_code,
        1 as expected,
        case when printed_sections.section_code is null then 0 else 1 end as actual,
        prescribed_sections.title_zh as subject_zh,
        prescribed_sections.title_en as subject_en,
        cast(null as string) as detail_zh,
        cast(null as string) as detail_en
    from reports
    cross join prescribed_sections
    left join printed_sections
        on
            reports.report_id = printed_sections.report_id
            and prescribed_sections.section_code = printed_sections.section_code
    where reports.form in ('2019', '2021')
),

table_counts as (
    select
        report_id,
        table_code,
        count(*) as expected,
        count(case when status <> 'absent' then 1 end) as actual,
        {{ listed_text(
            "case when status = 'absent' and position_in_kind <= 5 then '“' || cell_label_zh || '”' end",
            '、', 'row_order, column_order'
        ) }} as absent_zh,
        {{ listed_text(
            "case when status = 'absent' and position_in_kind <= 5 then '\"' || cell_label_en || '\"' end",
            ', ', 'row_order, column_order'
        ) }} as absent_en
    from cells
    group by report_id, table_code
),

tables as (
    select
        report_id,
        'table:' || table_code as subject,
        case
            when actual = 0 then 'table_absent'
            when actual < expected then 'cells_absent'
            else 'table_printed'
        end as case_code,
        expected,
        actual,
        {{ table_zh('table_code') }} as subject_zh,
        {{ table_en('table_code') }} as subject_en,
        absent_zh || case when expected - actual > 5 then '等' else '' end as detail_zh,
        absent_en || case when expected - actual > 5 then ' and others' else '' end as detail_en
    from table_counts
),

contents as (
    select * from sections
    union all
    select * from tables
),

-- What a cut-off copy lacks is told in its own case: section_absent becomes section_cut_off.
assessed as (
    select
        contents.report_id,
        contents.subject,
        case
            when contents.expected <> contents.actual and truncated_reports.report_id is not null
                then replace(contents.case_code, '_absent', '_cut_off')
            else contents.case_code
        end as case_code,
        contents.expected,
        contents.actual,
        contents.subject_zh,
        contents.subject_en,
        contents.detail_zh,
        contents.detail_en
    from contents
    left join truncated_reports on contents.report_id = truncated_reports.report_id
),

without_form as (
    select
        report_id,
        {{ no_form_code('form') }} as case_code
    from reports
    where form is null or form not in ('2019', '2021')
)

select
    report_id,
    'C1' as rule_id,
    subject,
    case
        when case_code like '%_printed' then 'pass'
        when case_code like '%_absent' then 'fail'
        else 'not_assessable'
    end as outcome,
    case_code,
    case when case_code not like '%_cut_off' then cast(expected as decimal(38, 4)) end as expected,
    case when case_code not like '%_cut_off' then cast(actual as decimal(38, 4)) end as actual,
    subject_zh,
    subject_en,
    detail_zh,
    detail_en,
    case when case_code like '%_cut_off' then 'copy_cut_off' end as reason_code
from assessed
union all
select
    report_id,
    'C1' as rule_id,
    'report' as subject,
    'not_assessable' as outcome,
    case_code,
    null as expected,
    null as actual,
    '报告' as subject_zh,
    'report' as subject_en,
    null as detail_zh,
    null as detail_en,
    case_code as reason_code
from without_form
