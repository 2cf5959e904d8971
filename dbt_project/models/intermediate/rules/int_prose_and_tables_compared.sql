-- Rule P1: one number of the prose on a topic equals the table. A part of a larger number may prove agreement (its
-- total may count something else) but never disagreement.

with

reports as (
    select * from {{ ref('int_reports_deduplicated') }}
    where is_report
),

topics as (
    select * from {{ ref('prose_topics') }}
    where is_in_tables
),

terms as (
    select * from {{ ref('int_prose_and_tables_joined') }}
),

table_values as (
    select
        report_id,
        topic,
        case when count(value) = count(*) then sum(value) end as table_value,
        count(case when {{ is_unread('status') }} then 1 end) as unread_count,
        count(case when status = 'absent' then 1 end) as absent_count,
        count(*) as cell_count,
        {{ listed_text(
            "case when status <> 'reported' then " ~ table_zh('table_code')
            ~ " || '“' || cell_label_zh || '”' || " ~ status_zh('status') ~ " end",
            '、', 'row_code'
        ) }} as missing_zh,
        {{ listed_text(
            "case when status <> 'reported' then " ~ table_en('table_code')
            ~ " || ' \"' || cell_label_en || '\" ' || " ~ status_en('status') ~ " end",
            ', ', 'row_code'
        ) }} as missing_en
    from terms
    where side = 'expected'
    group by report_id, topic
),

prose_values as (
    select
        terms.report_id,
        terms.topic,
        count(terms.value) as figure_count,
        count(case when not terms.is_approximate then terms.value end) as exact_count,
        count(case when not terms.is_approximate and not terms.is_part then terms.value end) as decisive_count,
        count(
            case when not terms.is_approximate and terms.value = table_values.table_value then 1 end
        ) as equal_count,
        min(case when not terms.is_approximate and not terms.is_part then terms.value end) as least_value,
        max(case when not terms.is_approximate and not terms.is_part then terms.value end) as greatest_value,
        {{ listed_text(
            "case when not terms.is_approximate then " ~ number_text('terms.value') ~ " end",
            '、', 'terms.figure_index'
        ) }} as exact_zh,
        {{ listed_text(
            "case when not terms.is_approximate then " ~ number_text('terms.value') ~ " end",
            ', ', 'terms.figure_index'
        ) }} as exact_en
    from terms
    left join table_values
        on
            terms.report_id = table_values.report_id
            and terms.topic = table_values.topic
    where terms.side = 'actual'
    group by terms.report_id, terms.topic
),

compared as (
    select
        reports.report_id,
        topics.topic,
        topics.label_zh,
        topics.label_en,
        table_values.table_value,
        prose_values.exact_zh,
        prose_values.exact_en,
        prose_values.least_value,
        prose_values.greatest_value,
        case
            when coalesce(prose_values.figure_count, 0) = 0 then 'no_figure'
            when table_values.cell_count is null then {{ no_form_code('reports.form') }}
            when table_values.absent_count = table_values.cell_count then 'table_absent'
            when table_values.unread_count > 0 then 'cells_unread'
            when table_values.table_value is null then 'cells_missing'
            when prose_values.exact_count = 0 then 'approximate'
            when prose_values.equal_count > 0 then 'agrees'
            when prose_values.decisive_count = 0 then 'parts_only'
            else 'differs'
        end as case_code,
        table_values.missing_zh,
        table_values.missing_en
    from reports
    cross join topics
    left join table_values
        on
            reports.report_id = table_values.report_id
            and topics.topic = table_values.topic
    left join prose_values
        on
            reports.report_id = prose_values.report_id
            and topics.topic = prose_values.topic
)

select
    report_id,
    'P1' as rule_id,
    'topic:' || topic as subject,
    case case_code when 'agrees' then 'pass' when 'differs' then 'fail' else 'not_assessable' end as outcome,
    case_code,
    case when case_code in ('agrees', 'differs') then cast(table_value as decimal(38, 4)) end as expected,
    -- With several numbers on one topic, none of them the table's, no single one is the prose's.
    case
        when case_code = 'agrees' then cast(table_value as decimal(38, 4))
        when case_code = 'differs' and least_value = greatest_value then cast(least_value as decimal(38, 4))
    end as actual,
    label_zh as subject_zh,
    label_en as subject_en,
    case when case_code in ('differs', 'parts_only') then exact_zh else missing_zh end as detail_zh,
    case when case_code in ('differs', 'parts_only') then exact_en else missing_en end as detail_en,
    case
        when case_code = 'no_figure' then 'nothing_to_compare'
        when case_code in ('approximate', 'parts_only') then 'prose_number_unclear'
        when case_code not in ('agrees', 'differs') then case_code
    end as reason_code
from compared
