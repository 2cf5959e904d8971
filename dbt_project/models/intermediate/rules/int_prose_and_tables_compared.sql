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
            when table_values.table_value is null then 'no_table_value'
            when prose_values.exact_count = 0 then 'approximate'
            when prose_values.equal_count > 0 then 'pass'
            when prose_values.decisive_count = 0 then 'parts_only'
            else 'fail'
        end as state,
        coalesce(table_values.missing_zh, {{ no_form_reason_zh('reports.form') }}) as missing_zh,
        coalesce(table_values.missing_en, {{ no_form_reason_en('reports.form') }}) as missing_en
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
    case when state in ('pass', 'fail') then state else 'not_assessable' end as outcome,
    case when state in ('pass', 'fail') then table_value end as expected,
    -- With several numbers on one topic, none of them the table's, no single one is the prose's.
    case
        when state = 'pass' then table_value
        when state = 'fail' and least_value = greatest_value then least_value
    end as actual,
    case state
        when 'no_figure' then 'the prose gives no number on this topic'
        when 'no_table_value' then 'the table gives no number: ' || missing_en
        when 'approximate' then 'the prose gives approximate numbers only'
        when 'parts_only' then 'the prose gives parts of a number only: ' || exact_en
    end as reason,
    label_zh
    || case state
        when 'pass' then '：正文与表格均为' || {{ number_text('table_value') }} || '，一致。'
        when 'fail' then '：正文为' || exact_zh || '，表格为' || {{ number_text('table_value') }} || '，不一致。'
        when 'no_figure' then '无法核对：正文没有写明数字。'
        when 'no_table_value' then '无法核对：表格没有数字（' || missing_zh || '）。'
        when 'approximate' then '无法核对：正文只有约数。'
        when 'parts_only' then '无法核对：正文只有分项数字' || exact_zh || '。'
    end as message_zh,
    label_en
    || case state
        when 'pass' then ': prose and table both say ' || {{ number_text('table_value') }} || '.'
        when 'fail' then ': the prose says ' || exact_en || ', the table ' || {{ number_text('table_value') }} || '.'
        when 'no_figure' then ' is not assessable: the prose gives no number.'
        when 'no_table_value' then ' is not assessable: the table gives no number (' || missing_en || ').'
        when 'approximate' then ' is not assessable: the prose gives approximate numbers only.'
        when 'parts_only' then ' is not assessable: the prose gives parts of a number only (' || exact_en || ').'
    end as message_en
from compared
