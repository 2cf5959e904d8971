with

pairs as (
    select * from {{ ref('int_reports_paired') }}
),

changes as (
    select
        'report' as subject_kind,
        case
            when previous_report_id is null then 'new' when report_id is null then 'withdrawn' else 'corrected'
        end as change_kind,
        report_id,
        previous_report_id,
        cast(null as string) as form,
        cast(null as string) as table_code,
        cast(null as string) as row_code,
        cast(null as string) as column_code,
        cast(null as string) as unit,
        cast(null as decimal(24, 4)) as value,
        cast(null as decimal(24, 4)) as previous_value,
        cast(null as string) as status,
        cast(null as string) as previous_status,
        cast(null as string) as rule_id,
        cast(null as string) as subject,
        cast(null as string) as subject_zh,
        cast(null as string) as subject_en,
        cast(null as string) as previous_message_zh,
        cast(null as string) as previous_message_en
    from pairs
    where report_id is null or previous_report_id is null or is_corrected
    union all
    select
        'cell' as subject_kind,
        'changed' as change_kind,
        report_id,
        previous_report_id,
        form,
        table_code,
        row_code,
        column_code,
        unit,
        value,
        previous_value,
        status,
        previous_status,
        null as rule_id,
        null as subject,
        null as subject_zh,
        null as subject_en,
        null as previous_message_zh,
        null as previous_message_en
    from {{ ref('int_cells_changed') }}
    union all
    select
        'finding' as subject_kind,
        change_kind,
        report_id,
        previous_report_id,
        null as form,
        null as table_code,
        null as row_code,
        null as column_code,
        null as unit,
        null as value,
        null as previous_value,
        null as status,
        null as previous_status,
        rule_id,
        subject,
        subject_zh,
        subject_en,
        message_zh as previous_message_zh,
        message_en as previous_message_en
    from {{ ref('int_findings_changed') }}
)

select
    {{ stable_id([
        'changes.subject_kind', 'changes.change_kind', 'changes.report_id', 'changes.previous_report_id',
        'changes.table_code', 'changes.row_code', 'changes.column_code', 'changes.rule_id', 'changes.subject'
    ]) }} as change_id,
    changes.subject_kind,
    changes.change_kind,
    case
        when changes.report_id is null or changes.previous_report_id is null then null
        when changes.report_id <> changes.previous_report_id then 'new_version'
        else 'other_reading'
    end as reason,
    pairs.organ_id,
    pairs.organ_name,
    pairs.report_year,
    changes.report_id,
    changes.previous_report_id,
    changes.form,
    changes.table_code,
    changes.row_code,
    changes.column_code,
    changes.unit,
    changes.value,
    changes.previous_value,
    changes.status,
    changes.previous_status,
    changes.rule_id,
    changes.subject,
    changes.subject_zh,
    changes.subject_en,
    changes.previous_message_zh,
    changes.previous_message_en
from changes
inner join pairs
    on
        changes.report_id is not distinct from pairs.report_id
        and changes.previous_report_id is not distinct from pairs.previous_report_id
