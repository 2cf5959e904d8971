-- Rules A1, A2, A3 and L1: sum(actual) = sum(expected). One term without a number makes the identity not assessable,
-- and then no partial sum is given, since it would look like a total.

with

reports as (
    select * from {{ ref('int_reports_deduplicated') }}
    where is_report
),

rules as (
    select * from {{ ref('rules') }}
),

identity_rules as (
    select distinct
        rule_id,
        table_code
    from {{ ref('stg_reference__form_identities') }}
),

-- The cells of a table are all absent when the document prints no such table.
printed_tables as (
    select
        report_id,
        table_code,
        max(case when status = 'absent' then 0 else 1 end) = 1 as is_printed
    from {{ ref('int_cells_deduplicated') }}
    group by report_id, table_code
),

terms as (
    select
        *,
        row_number() over (
            partition by report_id, rule_id, subject, status = 'reported'
            order by side desc, row_order asc, column_order asc
        ) as position_in_status
    from {{ ref('int_identity_terms_joined') }}
),

sums as (
    select
        report_id,
        rule_id,
        subject,
        min(table_code) as table_code,
        min(subject_label_zh) as subject_label_zh,
        min(subject_label_en) as subject_label_en,
        count(case when status <> 'reported' then 1 end) as missing_count,
        sum(case when side = 'expected' then value end) as expected,
        sum(case when side = 'actual' then value end) as actual,
        -- Five names show what is missing; an empty column has twenty.
        {{ listed_text(
            "case when status <> 'reported' and position_in_status <= 5 "
            ~ "then '“' || term_label_zh || '”' || " ~ status_zh('status') ~ " end",
            '、', 'side desc, row_order, column_order'
        ) }} as missing_zh,
        {{ listed_text(
            "case when status <> 'reported' and position_in_status <= 5 "
            ~ "then '\"' || term_label_en || '\" ' || " ~ status_en('status') ~ " end",
            ', ', 'side desc, row_order, column_order'
        ) }} as missing_en
    from terms
    group by report_id, rule_id, subject
),

judged as (
    select
        sums.report_id,
        sums.rule_id,
        sums.subject,
        case
            when sums.missing_count > 0 then 'not_assessable'
            when sums.expected = sums.actual then 'pass'
            else 'fail'
        end as outcome,
        case when sums.missing_count = 0 then sums.expected end as expected,
        case when sums.missing_count = 0 then sums.actual end as actual,
        case
            when sums.missing_count = 0 then null
            when not printed_tables.is_printed then '本文档中没有该表'
            when sums.missing_count > 5
                then sums.missing_zh || '等' || {{ number_text('sums.missing_count') }} || '格没有数字'
            else sums.missing_zh
        end as reason_zh,
        case
            when sums.missing_count = 0 then null
            when not printed_tables.is_printed then 'the ' || {{ table_en('sums.table_code') }} || ' is absent'
            when sums.missing_count > 5
                then {{ number_text('sums.missing_count') }} || ' cells carry no number, among them ' || sums.missing_en
            else sums.missing_en
        end as reason,
        {{ table_zh('sums.table_code') }} || '“' || sums.subject_label_zh || '”'
        || case when sums.subject like 'column:%' then '列' else '行' end as place_zh,
        'In the ' || {{ table_en('sums.table_code') }}
        || case when sums.subject like 'column:%' then ', column "' else ', row "' end
        || sums.subject_label_en || '"' as place_en
    from sums
    inner join printed_tables
        on
            sums.report_id = printed_tables.report_id
            and sums.table_code = printed_tables.table_code
),

assessed as (
    select
        judged.report_id,
        judged.rule_id,
        judged.subject,
        judged.outcome,
        judged.expected,
        judged.actual,
        judged.reason,
        case
            when judged.outcome = 'not_assessable' then judged.place_zh || '无法核对：' || judged.reason_zh || '。'
            else
                judged.place_zh || '：' || rules.expected_zh || '=' || {{ number_text('judged.expected') }}
                || '，' || rules.actual_zh || '=' || {{ number_text('judged.actual') }}
                || case
                    when judged.outcome = 'pass' then '，相符。'
                    else '，相差' || {{ number_text('abs(judged.expected - judged.actual)') }} || '。'
                end
        end as message_zh,
        case
            when judged.outcome = 'not_assessable' then judged.place_en || ': not assessable, ' || judged.reason || '.'
            else
                judged.place_en || ': ' || rules.expected_en || ' = ' || {{ number_text('judged.expected') }}
                || ', ' || rules.actual_en || ' = ' || {{ number_text('judged.actual') }}
                || case
                    when judged.outcome = 'pass' then '; they agree.'
                    else '; they differ by ' || {{ number_text('abs(judged.expected - judged.actual)') }} || '.'
                end
        end as message_en
    from judged
    inner join rules on judged.rule_id = rules.rule_id
),

with_identities as (
    select distinct
        report_id,
        rule_id
    from sums
),

-- A report whose form has no such table still gets its answer: that the rule says nothing of it.
without_identities as (
    select
        reports.report_id,
        identity_rules.rule_id,
        'report' as subject,
        'not_assessable' as outcome,
        {{ no_form_reason_en('reports.form') }} as reason,
        {{ table_zh('identity_rules.table_code') }} || '无法核对：' || {{ no_form_reason_zh('reports.form') }}
        || '。' as message_zh,
        'The ' || {{ table_en('identity_rules.table_code') }} || ' is not assessable: '
        || {{ no_form_reason_en('reports.form') }} || '.' as message_en
    from reports
    cross join identity_rules
    left join with_identities
        on
            reports.report_id = with_identities.report_id
            and identity_rules.rule_id = with_identities.rule_id
    where with_identities.report_id is null
)

select
    report_id,
    rule_id,
    subject,
    outcome,
    expected,
    actual,
    reason,
    message_zh,
    message_en
from assessed
union all
select
    report_id,
    rule_id,
    subject,
    outcome,
    null as expected,
    null as actual,
    reason,
    message_zh,
    message_en
from without_identities
