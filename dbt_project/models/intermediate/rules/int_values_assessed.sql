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
        count(case when {{ is_unread('status') }} then 1 end) as unread_count,
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
        counts.unread_count,
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
            when impossible_count > 0 then 'impossible_values'
            when missing_count = 0 then 'possible_values'
            when absent_count = cell_count then 'table_absent'
            when unread_count > 0 then 'cells_unread'
            else 'cells_missing'
        end as case_code,
        case when impossible_count > 0 or missing_count = 0 then 0 end as expected,
        case when impossible_count > 0 or missing_count = 0 then impossible_count end as actual,
        {{ table_zh('table_code') }} as subject_zh,
        {{ table_en('table_code') }} as subject_en,
        case
            when impossible_count > 0 then impossible_zh
            else missing_zh || '等' || {{ number_text('missing_count') }} || '格'
        end as detail_zh,
        case
            when impossible_count > 0 then impossible_en
            else {{ number_text('missing_count') }} || ' cells, among them ' || missing_en
        end as detail_en
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
        count(case when {{ is_unread('terms.status') }} then 1 end) as unread_count,
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
            when missing_en is null and actual <= expected then 'within_total'
            when missing_en is null then 'exceeds_total'
            when unread_count > 0 then 'pair_unread'
            else 'pair_missing'
        end as case_code,
        case when missing_en is null then expected end as expected,
        case when missing_en is null then actual end as actual,
        {{ table_zh("'disclosure'") }} || '“' || row_label_zh || '”行' as subject_zh,
        {{ table_en("'disclosure'") }} || ', row "' || row_label_en || '"' as subject_en,
        missing_zh as detail_zh,
        missing_en as detail_en
    from pairs
),

with_cells as (
    select distinct report_id from tables
),

without_cells as (
    select
        reports.report_id,
        'report' as subject,
        {{ no_form_code('reports.form') }} as case_code,
        null as expected,
        null as actual,
        '报告' as subject_zh,
        'report' as subject_en,
        null as detail_zh,
        null as detail_en
    from reports
    left join with_cells on reports.report_id = with_cells.report_id
    where with_cells.report_id is null
),

assessed as (
    select * from assessed_tables
    union all
    select * from assessed_pairs
    union all
    select * from without_cells
)

select
    report_id,
    'V1' as rule_id,
    subject,
    case
        when case_code in ('possible_values', 'within_total') then 'pass'
        when case_code in ('impossible_values', 'exceeds_total') then 'fail'
        else 'not_assessable'
    end as outcome,
    case_code,
    cast(expected as decimal(38, 4)) as expected,
    cast(actual as decimal(38, 4)) as actual,
    subject_zh,
    subject_en,
    detail_zh,
    detail_en,
    case
        when case_code in ('table_absent', 'cells_missing', 'cells_unread') then case_code
        when case_code in ('form_without_table', 'form_unknown') then case_code
        when case_code = 'pair_missing' then 'cells_missing'
        when case_code = 'pair_unread' then 'cells_unread'
    end as reason_code
from assessed
