with

changes as (
    select * from {{ ref('fct_change') }}
),

organs as (
    select * from {{ ref('dim_organ') }}
),

regions as (
    select * from {{ ref('dim_region') }}
),

form_cells as (
    select * from {{ ref('dim_form_cell') }}
),

rules as (
    select * from {{ ref('dim_rule') }}
),

findings as (
    select * from {{ ref('fct_finding') }}
)

select
    changes.change_id,
    changes.subject_kind,
    changes.change_kind,
    changes.reason,
    changes.organ_id,
    coalesce(organs.organ_name, changes.organ_name) as organ_name,
    organs.region_code,
    regions.region_name,
    regions.province_code,
    changes.report_year,
    changes.report_id,
    changes.previous_report_id,
    changes.form,
    changes.table_code,
    changes.row_code,
    form_cells.row_label_zh,
    form_cells.row_label_en,
    changes.column_code,
    form_cells.column_label_zh,
    form_cells.column_label_en,
    changes.unit,
    changes.value,
    changes.previous_value,
    changes.status,
    changes.previous_status,
    changes.rule_id,
    rules.title_zh as rule_title_zh,
    rules.title_en as rule_title_en,
    changes.subject,
    changes.subject_zh,
    changes.subject_en,
    case changes.change_kind
        when 'appeared' then findings.message_zh when 'disappeared' then changes.previous_message_zh
    end as message_zh,
    case changes.change_kind
        when 'appeared' then findings.message_en when 'disappeared' then changes.previous_message_en
    end as message_en
from changes
left join organs on changes.organ_id = organs.organ_id
left join regions on organs.region_code = regions.region_code
left join form_cells
    on
        changes.form = form_cells.form
        and changes.table_code = form_cells.table_code
        and changes.row_code = form_cells.row_code
        and changes.column_code = form_cells.column_code
left join rules on changes.rule_id = rules.rule_id
left join findings
    on
        changes.report_id = findings.report_id
        and changes.rule_id = findings.rule_id
        and changes.subject = findings.subject
