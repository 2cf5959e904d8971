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
        1 as expected,
        case when printed_sections.section_code is null then 0 else 1 end as actual,
        case
            when printed_sections.section_code is null then '缺少“' || prescribed_sections.title_zh || '”一节'
            else '有“' || prescribed_sections.title_zh || '”一节'
        end as statement_zh,
        case
            when printed_sections.section_code is null
                then 'the section "' || prescribed_sections.title_en || '" is absent'
            else 'the section "' || prescribed_sections.title_en || '" is there'
        end as statement_en
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
        expected,
        actual,
        case
            when actual = 0 then '本文档中没有' || {{ table_zh('table_code') }} || '（原件中可能是图片）'
            when actual < expected
                then
                    {{ table_zh('table_code') }} || '应有' || {{ number_text('expected') }} || '格，实有'
                    || {{ number_text('actual') }} || '格，缺少' || absent_zh
                    || case when expected - actual > 5 then '等' else '' end
            else {{ table_zh('table_code') }} || {{ number_text('expected') }} || '格齐全'
        end as statement_zh,
        case
            when actual = 0
                then 'the ' || {{ table_en('table_code') }} || ' is absent (it may be an image in the original)'
            when actual < expected
                then
                    'the ' || {{ table_en('table_code') }} || ' prints ' || {{ number_text('actual') }} || ' of '
                    || {{ number_text('expected') }} || ' cells; absent: ' || absent_en
                    || case when expected - actual > 5 then ' and others' else '' end
            else 'the ' || {{ table_en('table_code') }} || ' prints all ' || {{ number_text('expected') }} || ' cells'
        end as statement_en
    from table_counts
),

contents as (
    select * from sections
    union all
    select * from tables
),

assessed as (
    select
        contents.report_id,
        contents.subject,
        case
            when contents.expected = contents.actual then 'pass'
            when truncated_reports.report_id is not null then 'not_assessable'
            else 'fail'
        end as outcome,
        contents.expected,
        contents.actual,
        contents.statement_zh,
        contents.statement_en
    from contents
    left join truncated_reports on contents.report_id = truncated_reports.report_id
),

without_form as (
    select
        report_id,
        case when form = 'pre-2019' then '2019年以前没有规定六个章节和三张表' else {{ no_form_reason_zh('form') }} end as reason_zh,
        case
            when form = 'pre-2019' then 'six sections and three tables were not prescribed before 2019'
            else {{ no_form_reason_en('form') }}
        end as reason
    from reports
    where form is null or form not in ('2019', '2021')
)

select
    report_id,
    'C1' as rule_id,
    subject,
    outcome,
    case when outcome <> 'not_assessable' then expected end as expected,
    case when outcome <> 'not_assessable' then actual end as actual,
    case
        when outcome = 'not_assessable' then 'the copy that was taken in is cut off; ' || statement_en
    end as reason,
    case
        when outcome = 'not_assessable' then '收到的文本不完整，无法核对：' || statement_zh || '。'
        else statement_zh || '。'
    end as message_zh,
    case
        when outcome = 'not_assessable'
            then 'Not assessable, the copy that was taken in is cut off: ' || statement_en || '.'
        else upper(substring(statement_en, 1, 1)) || substring(statement_en, 2) || '.'
    end as message_en
from assessed
union all
select
    report_id,
    'C1' as rule_id,
    'report' as subject,
    'not_assessable' as outcome,
    null as expected,
    null as actual,
    reason,
    '完整性无法核对：' || reason_zh || '。' as message_zh,
    'Completeness is not assessable: ' || reason || '.' as message_en
from without_form
