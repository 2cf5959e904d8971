-- Rule V1: counts are whole and not negative, amounts are not negative, what was newly disclosed is not more than all
-- that is disclosed. An impossible value is a failure even where other cells are empty; without one, a table passes
-- only when every cell of it carries a number.

with

reports as (
    select * from {{ ref('int_reports_deduplicated') }}
    where is_report
),

terms as (
    select * from {{ ref('int_values_judged') }}
),

labels as (
    select
        *,
        row_label_zh || '/' || column_label_zh as cell_label_zh,
        row_label_en || ' / ' || column_label_en as cell_label_en
    from {{ ref('stg_reference__form_cells') }}
),

counts as (
    select
        report_id,
        subject,
        table_code,
        count(*) as cell_count,
        count(case when status <> 'reported' then 1 end) as missing_count,
        count(case when status = 'absent' then 1 end) as absent_count,
        count(case when not is_possible then 1 end) as impossible_count
    from terms
    where subject like 'table:%'
    group by report_id, subject, table_code
),

named_cells as (
    select
        terms.report_id,
        terms.subject,
        terms.value,
        terms.status,
        labels.row_order,
        labels.column_order,
        labels.cell_label_zh,
        labels.cell_label_en
    from terms
    inner join counts
        on
            terms.report_id = counts.report_id
            and terms.subject = counts.subject
    inner join labels
        on
            terms.form = labels.form
            and terms.table_code = labels.table_code
            and terms.row_code = labels.row_code
            and terms.column_code = labels.column_code
    where
        (terms.status <> 'reported' or not terms.is_possible)
        and counts.absent_count < counts.cell_count
    -- Five names of each kind show what it is about.
    qualify row_number() over (
        partition by terms.report_id, terms.subject, terms.status = 'reported'
        order by labels.row_order asc, labels.column_order asc
    ) <= 5
),

lists as (
    select
        report_id,
        subject,
        {{ listed_text(
            "case when status = 'reported' then '“' || cell_label_zh || '”=' || " ~ number_text('value') ~ " end",
            '、', 'row_order, column_order'
        ) }} as impossible_zh,
        {{ listed_text(
            "case when status = 'reported' then '\"' || cell_label_en || '\" = ' || " ~ number_text('value') ~ " end",
            ', ', 'row_order, column_order'
        ) }} as impossible_en,
        {{ listed_text(
            "case when status <> 'reported' then '“' || cell_label_zh || '”' || " ~ status_zh('status') ~ " end",
            '、', 'row_order, column_order'
        ) }} as missing_zh,
        {{ listed_text(
            "case when status <> 'reported' then '\"' || cell_label_en || '\" ' || " ~ status_en('status') ~ " end",
            ', ', 'row_order, column_order'
        ) }} as missing_en
    from named_cells
    group by report_id, subject
),

tables as (
    select
        counts.report_id,
        counts.subject,
        counts.table_code,
        counts.cell_count,
        counts.missing_count,
        counts.absent_count,
        counts.impossible_count,
        lists.impossible_zh,
        lists.impossible_en,
        lists.missing_zh,
        lists.missing_en
    from counts
    left join lists
        on
            counts.report_id = lists.report_id
            and counts.subject = lists.subject
),

assessed_tables as (
    select
        report_id,
        subject,
        case
            when impossible_count > 0 then 'fail'
            when missing_count > 0 then 'not_assessable'
            else 'pass'
        end as outcome,
        case when impossible_count > 0 or missing_count = 0 then 0 end as expected,
        case when impossible_count > 0 or missing_count = 0 then impossible_count end as actual,
        case
            when impossible_count > 0 or missing_count = 0 then null
            when absent_count = cell_count then 'the ' || {{ table_en('table_code') }} || ' is absent'
            else {{ number_text('missing_count') }} || ' cells carry no number, among them ' || missing_en
        end as reason,
        {{ table_zh('table_code') }}
        || case
            when impossible_count > 0
                then '有' || {{ number_text('impossible_count') }} || '个不合理的数值：' || impossible_zh || '。'
            when missing_count = 0 then '各数值均合理。'
            when absent_count = cell_count then '无法核对：本文档中没有该表。'
            else
                '无法全部核对：' || missing_zh || '等' || {{ number_text('missing_count') }}
                || '格没有数字，其余各格数值合理。'
        end as message_zh,
        'In the ' || {{ table_en('table_code') }}
        || case
            when impossible_count > 0
                then ', impossible values (' || {{ number_text('impossible_count') }} || '): ' || impossible_en || '.'
            when missing_count = 0 then ', every value is possible.'
            when absent_count = cell_count then ', nothing can be assessed: the table is absent.'
            else
                ', not all can be assessed: ' || {{ number_text('missing_count') }}
                || ' cells carry no number, among them ' || missing_en || '; the others are possible.'
        end as message_en
    from tables
),

pairs as (
    select
        terms.report_id,
        terms.subject,
        min(labels.row_label_zh) as row_label_zh,
        min(labels.row_label_en) as row_label_en,
        max(case when terms.side = 'expected' then terms.value end) as expected,
        max(case when terms.side = 'actual' then terms.value end) as actual,
        {{ listed_text(
            "case when terms.status <> 'reported' then '“' || labels.column_label_zh || '”' || "
            ~ status_zh('terms.status') ~ " end", '、', 'labels.column_order'
        ) }} as missing_zh,
        {{ listed_text(
            "case when terms.status <> 'reported' then '\"' || labels.column_label_en || '\" ' || "
            ~ status_en('terms.status') ~ " end", ', ', 'labels.column_order'
        ) }} as missing_en
    from terms
    inner join labels
        on
            terms.form = labels.form
            and terms.table_code = labels.table_code
            and terms.row_code = labels.row_code
            and terms.column_code = labels.column_code
    where terms.subject like 'row:%'
    group by terms.report_id, terms.subject
),

assessed_pairs as (
    select
        report_id,
        subject,
        case
            when missing_en is not null then 'not_assessable'
            when actual <= expected then 'pass'
            else 'fail'
        end as outcome,
        case when missing_en is null then expected end as expected,
        case when missing_en is null then actual end as actual,
        missing_en as reason,
        '主动公开表“' || row_label_zh || '”行'
        || case
            when missing_en is not null then '无法核对：' || missing_zh || '。'
            else
                '：本年新公开数量=' || {{ number_text('actual') }} || '，对外公开总数量=' || {{ number_text('expected') }}
                || case when actual <= expected then '，合理。' else '，新公开多于总数。' end
        end as message_zh,
        'In the disclosure table, row "' || row_label_en || '"'
        || case
            when missing_en is not null then ': not assessable, ' || missing_en || '.'
            else
                ': newly disclosed = ' || {{ number_text('actual') }}
                || ', total disclosed = ' || {{ number_text('expected') }}
                || case when actual <= expected then '; possible.' else '; more was newly disclosed than in all.' end
        end as message_en
    from pairs
),

with_cells as (
    select distinct report_id from tables
),

without_cells as (
    select
        reports.report_id,
        'report' as subject,
        'not_assessable' as outcome,
        {{ no_form_reason_en('reports.form') }} as reason,
        '数值无法核对：' || {{ no_form_reason_zh('reports.form') }} || '。' as message_zh,
        'Values are not assessable: ' || {{ no_form_reason_en('reports.form') }} || '.' as message_en
    from reports
    left join with_cells on reports.report_id = with_cells.report_id
    where with_cells.report_id is null
)

select
    report_id,
    'V1' as rule_id,
    subject,
    outcome,
    expected,
    actual,
    reason,
    message_zh,
    message_en
from assessed_tables
union all
select
    report_id,
    'V1' as rule_id,
    subject,
    outcome,
    expected,
    actual,
    reason,
    message_zh,
    message_en
from assessed_pairs
union all
select
    report_id,
    'V1' as rule_id,
    subject,
    outcome,
    null as expected,
    null as actual,
    reason,
    message_zh,
    message_en
from without_cells
