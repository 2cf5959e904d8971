-- Rule M1: a report does not change after it was published. Each version is held against the version before it; the
-- same content under other bytes is no change.

with

reports as (
    select * from {{ ref('int_reports_versioned') }}
),

pairs as (
    select * from {{ ref('int_version_pairs_formed') }}
),

compared as (
    select * from {{ ref('int_versions_compared') }}
),

form_cells as (
    select * from {{ ref('stg_reference__form_cells') }}
),

sections as (
    select * from {{ ref('report_sections') }}
),

counts as (
    select
        report_id,
        count(case when is_change then 1 end) as change_count,
        count(case when is_uncertain then 1 end) as uncertain_count,
        count(case when difference_kind = 'same' then 1 end) as same_count
    from compared
    group by report_id
),

-- Five changes show what was changed; the mart lists all.
named_changes as (
    select
        compared.report_id,
        row_number() over (
            partition by compared.report_id
            order by
                compared.section_code nulls first, compared.table_code, form_cells.row_order, compared.row_code,
                form_cells.column_order, compared.column_code, compared.occurrence
        ) as change_order,
        case
            when compared.difference_kind = 'form_changed'
                then '格式由' || compared.earlier_text || '年改为' || compared.later_text || '年'
            when compared.section_code is not null
                then '“' || coalesce(sections.title_zh, '概述') || '”一节文字'
            else
                '“' || coalesce(form_cells.row_label_zh || '/' || form_cells.column_label_zh, compared.row_code)
                || '”由' || {{ printed_zh('compared.earlier_text', 'compared.earlier_status') }}
                || '改为' || {{ printed_zh('compared.later_text', 'compared.later_status') }}
        end as change_zh,
        case
            when compared.difference_kind = 'form_changed'
                then 'the form, from that of ' || compared.earlier_text || ' to that of ' || compared.later_text
            when compared.section_code is not null
                then 'the text of the section "' || coalesce(sections.title_en, 'Summary') || '"'
            else
                '"' || coalesce(form_cells.row_label_en || ' / ' || form_cells.column_label_en, compared.row_code)
                || '" from ' || {{ printed_en('compared.earlier_text', 'compared.earlier_status') }}
                || ' to ' || {{ printed_en('compared.later_text', 'compared.later_status') }}
        end as change_en
    from compared
    inner join reports on compared.report_id = reports.report_id
    left join form_cells
        on
            case when compared.table_code = 'application' then reports.application_form else reports.form end
            = form_cells.form
            and compared.table_code = form_cells.table_code
            and compared.row_code = form_cells.row_code
            and compared.column_code = form_cells.column_code
    left join sections on compared.section_code = sections.section_code
    where compared.is_change
),

change_lists as (
    select
        report_id,
        {{ listed_text("change_zh", '、', 'change_order') }} as changes_zh,
        {{ listed_text("change_en", ', ', 'change_order') }} as changes_en
    from named_changes
    where change_order <= 5
    group by report_id
),

judged as (
    select
        pairs.report_id,
        'version:' || pairs.earlier_report_id as subject,
        case
            when counts.change_count > 0 and pairs.is_on_two_sites then 'copies_conflict'
            when counts.change_count > 0 then 'changed'
            when coalesce(counts.same_count, 0) = 0 then 'nothing_to_compare'
            when counts.uncertain_count > 0 then 'partly_compared'
            else 'unchanged'
        end as case_code,
        coalesce(counts.change_count, 0) as change_count,
        counts.uncertain_count,
        coalesce(pairs.source_host, '') as source_host,
        coalesce(pairs.earlier_source_host, '') as earlier_source_host,
        change_lists.changes_zh || {{ and_more_zh('counts.change_count') }} as changes_zh,
        change_lists.changes_en || {{ and_more_en('counts.change_count') }} as changes_en,
        reports.version_number
    from pairs
    inner join reports on pairs.report_id = reports.report_id
    left join counts on pairs.report_id = counts.report_id
    left join change_lists on pairs.report_id = change_lists.report_id
),

worded as (
    select
        *,
        case case_code
            when 'unchanged' then 'pass'
            when 'changed' then 'fail'
            when 'copies_conflict' then 'fail'
            else 'not_assessable'
        end as outcome,
        case case_code
            when 'copies_conflict' then earlier_source_host || '与' || source_host || '：' || changes_zh
            when 'changed' then changes_zh
            when 'partly_compared' then {{ number_text('uncertain_count') }} || '处'
        end as detail_zh,
        case case_code
            when 'copies_conflict' then earlier_source_host || ' and ' || source_host || ': ' || changes_en
            when 'changed' then changes_en
            when 'partly_compared' then {{ number_text('uncertain_count') }}
        end as detail_en
    from judged
),

single_versions as (
    select
        report_id,
        case
            when organ_id is null or report_year is null then 'no_organ_or_year'
            when version_count = 1 then 'single_version'
            else 'first_version'
        end as case_code
    from reports
    where version_number = 1
)

select
    report_id,
    'M1' as rule_id,
    subject,
    outcome,
    case_code,
    cast(case when outcome <> 'not_assessable' then 0 end as decimal(38, 4)) as expected,
    cast(case when outcome <> 'not_assessable' then change_count end as decimal(38, 4)) as actual,
    '第' || {{ number_text('version_number') }} || '版与前一版' as subject_zh,
    'version ' || {{ number_text('version_number') }} || ' and the version before it' as subject_en,
    detail_zh,
    detail_en,
    case when outcome = 'not_assessable' then case_code end as reason_code
from worded
union all
select
    report_id,
    'M1' as rule_id,
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
from single_versions
