-- Rules A1, A2, A3 and L1: sum(actual) = sum(expected), within the tolerance of the catalogue. One term without a
-- number makes the identity not assessable, and then no partial sum is given, since it would look like a total.

with

reports as (
    select * from {{ ref('int_reports_deduplicated') }}
    where is_report
),

rules as (
    select * from {{ ref('rules') }}
),

terms as (
    select * from {{ ref('int_identity_terms_joined') }}
),

-- An identity over a column takes its terms from rows, so the row's label tells them apart; and conversely.
labels as (
    select
        identities.form,
        identities.rule_id,
        identities.subject,
        identities.table_code,
        identities.row_code,
        identities.column_code,
        form_cells.row_order,
        form_cells.column_order,
        case
            when identities.subject like 'column:%' then form_cells.column_label_zh else form_cells.row_label_zh
        end as subject_label_zh,
        case
            when identities.subject like 'column:%' then form_cells.column_label_en else form_cells.row_label_en
        end as subject_label_en,
        case
            when identities.subject like 'column:%' then form_cells.row_label_zh else form_cells.column_label_zh
        end as term_label_zh,
        case
            when identities.subject like 'column:%' then form_cells.row_label_en else form_cells.column_label_en
        end as term_label_en
    from {{ ref('stg_reference__form_identities') }} as identities
    inner join {{ ref('stg_reference__form_cells') }} as form_cells
        on
            identities.form = form_cells.form
            and identities.table_code = form_cells.table_code
            and identities.row_code = form_cells.row_code
            and identities.column_code = form_cells.column_code
),

subjects as (
    select distinct
        form,
        rule_id,
        subject,
        table_code,
        subject_label_zh,
        subject_label_en
    from labels
),

identity_rules as (
    select distinct
        rule_id,
        table_code
    from labels
),

sums as (
    select
        report_id,
        form,
        rule_id,
        subject,
        count(case when status <> 'reported' then 1 end) as missing_count,
        count(case when {{ is_unread('status') }} then 1 end) as unread_count,
        sum(case when side = 'expected' then value end) as expected,
        sum(case when side = 'actual' then value end) as actual
    from terms
    group by report_id, form, rule_id, subject
),

-- The cells of a table are all absent when the document prints no such table.
printed_tables as (
    select distinct
        report_id,
        table_code
    from {{ ref('int_cells_deduplicated') }}
    where status <> 'absent'
),

missing_terms as (
    select
        terms.report_id,
        terms.rule_id,
        terms.subject,
        terms.status,
        labels.row_order,
        labels.column_order,
        labels.term_label_zh,
        labels.term_label_en
    from terms
    inner join printed_tables
        on
            terms.report_id = printed_tables.report_id
            and terms.table_code = printed_tables.table_code
    inner join labels
        on
            terms.form = labels.form
            and terms.rule_id = labels.rule_id
            and terms.subject = labels.subject
            and terms.row_code = labels.row_code
            and terms.column_code = labels.column_code
    where terms.status <> 'reported'
    -- Five names show what is missing; an empty column has twenty.
    qualify row_number() over (
        partition by terms.report_id, terms.rule_id, terms.subject
        order by labels.row_order asc, labels.column_order asc
    ) <= 5
),

missing_lists as (
    select
        report_id,
        rule_id,
        subject,
        {{ listed_text(
            "'“' || term_label_zh || '”' || " ~ status_zh('status'), '、', 'row_order, column_order'
        ) }} as missing_zh,
        {{ listed_text(
            "'\"' || term_label_en || '\" ' || " ~ status_en('status'), ', ', 'row_order, column_order'
        ) }} as missing_en
    from missing_terms
    group by report_id, rule_id, subject
),

judged as (
    select
        sums.report_id,
        sums.rule_id,
        sums.subject,
        case
            when sums.missing_count = 0 and abs(sums.expected - sums.actual) <= rules.tolerance then 'agrees'
            when sums.missing_count = 0 then 'differs'
            when missing_lists.missing_zh is null then 'table_absent'
            when sums.unread_count > 0 then 'cells_unread'
            else 'cells_missing'
        end as case_code,
        case when sums.missing_count = 0 then sums.expected end as expected,
        case when sums.missing_count = 0 then sums.actual end as actual,
        {{ table_zh('subjects.table_code') }} || '“' || subjects.subject_label_zh || '”'
        || case when sums.subject like 'column:%' then '列' else '行' end as subject_zh,
        {{ table_en('subjects.table_code') }}
        || case when sums.subject like 'column:%' then ', column "' else ', row "' end
        || subjects.subject_label_en || '"' as subject_en,
        missing_lists.missing_zh || {{ and_more_zh('sums.missing_count') }} as detail_zh,
        missing_lists.missing_en || {{ and_more_en('sums.missing_count') }} as detail_en
    from sums
    inner join subjects
        on
            sums.form = subjects.form
            and sums.rule_id = subjects.rule_id
            and sums.subject = subjects.subject
    inner join rules on sums.rule_id = rules.rule_id
    left join missing_lists
        on
            sums.report_id = missing_lists.report_id
            and sums.rule_id = missing_lists.rule_id
            and sums.subject = missing_lists.subject
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
        {{ no_form_code('reports.form') }} as case_code,
        {{ table_zh('identity_rules.table_code') }} as subject_zh,
        {{ table_en('identity_rules.table_code') }} as subject_en
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
    case case_code when 'agrees' then 'pass' when 'differs' then 'fail' else 'not_assessable' end as outcome,
    case_code,
    cast(expected as decimal(38, 4)) as expected,
    cast(actual as decimal(38, 4)) as actual,
    subject_zh,
    subject_en,
    detail_zh,
    detail_en,
    case when case_code not in ('agrees', 'differs') then case_code end as reason_code
from judged
union all
select
    report_id,
    rule_id,
    'report' as subject,
    'not_assessable' as outcome,
    case_code,
    null as expected,
    null as actual,
    subject_zh,
    subject_en,
    null as detail_zh,
    null as detail_en,
    case_code as reason_code
from without_identities
