-- Every cell and every section of prose of two versions, side by side. What could not be read in one of them tells
-- nothing about a change, nor does what only one of them has: a label or a heading may have been lost in a copy.
{{ config(materialized='table') }}

with

pairs as (
    select * from {{ ref('int_version_pairs_formed') }}
),

numbers as (
    select
        report_id,
        table_code,
        row_code,
        column_code,
        1 as occurrence,
        value,
        unit,
        status,
        value_raw,
        locator
    from {{ ref('int_cells_deduplicated') }}
    union all
    select
        report_id,
        'statistics' as table_code,
        row_name as row_code,
        column_code,
        row_number() over (partition by report_id, row_name, column_code order by row_number) as occurrence,
        value,
        unit,
        status,
        value_raw,
        locator
    from {{ ref('int_statistics_deduplicated') }}
),

later_numbers as (
    select
        pairs.report_id,
        pairs.earlier_report_id,
        numbers.table_code,
        numbers.row_code,
        numbers.column_code,
        numbers.occurrence,
        numbers.value,
        numbers.unit,
        numbers.status,
        numbers.value_raw,
        numbers.locator
    from numbers
    inner join pairs on numbers.report_id = pairs.report_id
),

earlier_numbers as (
    select
        pairs.report_id,
        pairs.earlier_report_id,
        numbers.table_code,
        numbers.row_code,
        numbers.column_code,
        numbers.occurrence,
        numbers.value,
        numbers.unit,
        numbers.status,
        numbers.value_raw,
        numbers.locator
    from numbers
    inner join pairs on numbers.report_id = pairs.earlier_report_id
),

compared_numbers as (
    select
        coalesce(later.report_id, earlier.report_id) as report_id,
        coalesce(later.earlier_report_id, earlier.earlier_report_id) as earlier_report_id,
        coalesce(later.table_code, earlier.table_code) as table_code,
        coalesce(later.row_code, earlier.row_code) as row_code,
        coalesce(later.column_code, earlier.column_code) as column_code,
        coalesce(later.occurrence, earlier.occurrence) as occurrence,
        coalesce(later.unit, earlier.unit) as unit,
        case
            when later.status is null then 'only_in_earlier'
            when earlier.status is null then 'only_in_later'
            when later.status = 'reported' and earlier.status = 'reported'
                then case when later.value = earlier.value then 'same' else 'value_changed' end
            when
                {{ is_unread('later.status') }} or {{ is_unread('earlier.status') }}
                or later.status = 'absent' or earlier.status = 'absent'
                then
                    case
                        when
                            later.status = earlier.status
                            and coalesce(later.value_raw, '') = coalesce(earlier.value_raw, '')
                            then 'same_unread'
                        else 'unread'
                    end
            when later.status = 'reported' then 'filled_in'
            when earlier.status = 'reported' then 'emptied'
            when later.status = earlier.status then 'same'
            else 'marked_otherwise'
        end as difference_kind,
        earlier.value as earlier_value,
        later.value as later_value,
        earlier.status as earlier_status,
        later.status as later_status,
        earlier.value_raw as earlier_text,
        later.value_raw as later_text,
        earlier.locator as earlier_locator,
        later.locator as later_locator
    from later_numbers as later
    full outer join earlier_numbers as earlier
        on
            later.report_id = earlier.report_id
            and later.table_code = earlier.table_code
            and later.row_code = earlier.row_code
            and later.column_code = earlier.column_code
            and later.occurrence = earlier.occurrence
),

-- The preface is the page around the report, and the text of the other three sections is mostly their tables.
sections as (
    select
        report_id,
        section_code,
        {{ listed_text('section_text', ' ', 'section_index') }} as section_text,
        max(section_index) as section_index,
        min(locator) as locator
    from {{ ref('int_sections_deduplicated') }}
    where section_code in ('summary', 'overview', 'problems', 'other_matters')
    group by report_id, section_code
),

last_sections as (
    select
        report_id,
        max(section_index) as section_index
    from {{ ref('int_sections_deduplicated') }}
    group by report_id
),

prose as (
    select
        sections.report_id,
        sections.section_code,
        sections.section_text,
        sections.locator,
        {{ comparable_text('sections.section_text') }} as comparable_text,
        sections.section_index = last_sections.section_index as is_last
    from sections
    inner join last_sections on sections.report_id = last_sections.report_id
),

later_prose as (
    select
        pairs.report_id,
        pairs.earlier_report_id,
        prose.section_code,
        prose.section_text,
        prose.locator,
        prose.comparable_text,
        prose.is_last
    from prose
    inner join pairs on prose.report_id = pairs.report_id
),

earlier_prose as (
    select
        pairs.report_id,
        pairs.earlier_report_id,
        prose.section_code,
        prose.section_text,
        prose.locator,
        prose.comparable_text,
        prose.is_last
    from prose
    inner join pairs on prose.report_id = pairs.earlier_report_id
),

compared_prose as (
    select
        coalesce(later.report_id, earlier.report_id) as report_id,
        coalesce(later.earlier_report_id, earlier.earlier_report_id) as earlier_report_id,
        coalesce(later.section_code, earlier.section_code) as section_code,
        case
            when later.section_code is null then 'only_in_earlier'
            when earlier.section_code is null then 'only_in_later'
            when later.comparable_text = earlier.comparable_text then 'same'
            -- Behind the last words of a report stands the rest of the page it was copied from, unless its own.
            when
                (later.is_last or earlier.is_last)
                and (
                    substring(later.comparable_text, 1, length(earlier.comparable_text)) = earlier.comparable_text
                    or substring(earlier.comparable_text, 1, length(later.comparable_text)) = later.comparable_text
                )
                then 'longer_at_the_end'
            else 'prose_changed'
        end as difference_kind,
        earlier.section_text as earlier_text,
        later.section_text as later_text,
        earlier.locator as earlier_locator,
        later.locator as later_locator
    from later_prose as later
    full outer join earlier_prose as earlier
        on
            later.report_id = earlier.report_id
            and later.section_code = earlier.section_code
),

compared_forms as (
    select
        report_id,
        earlier_report_id,
        earlier_form,
        later_form
    from pairs
    where is_on_two_forms
),

compared as (
    select
        report_id,
        earlier_report_id,
        table_code,
        row_code,
        column_code,
        occurrence,
        cast(null as string) as section_code,
        unit,
        difference_kind,
        earlier_value,
        later_value,
        earlier_status,
        later_status,
        earlier_text,
        later_text,
        earlier_locator,
        later_locator
    from compared_numbers
    union all
    select
        report_id,
        earlier_report_id,
        null as table_code,
        null as row_code,
        null as column_code,
        null as occurrence,
        section_code,
        null as unit,
        difference_kind,
        null as earlier_value,
        null as later_value,
        null as earlier_status,
        null as later_status,
        earlier_text,
        later_text,
        earlier_locator,
        later_locator
    from compared_prose
    union all
    select
        report_id,
        earlier_report_id,
        null as table_code,
        null as row_code,
        null as column_code,
        null as occurrence,
        null as section_code,
        null as unit,
        'form_changed' as difference_kind,
        null as earlier_value,
        null as later_value,
        null as earlier_status,
        null as later_status,
        earlier_form as earlier_text,
        later_form as later_text,
        null as earlier_locator,
        null as later_locator
    from compared_forms
)

select
    *,
    difference_kind in (
        'value_changed', 'filled_in', 'emptied', 'marked_otherwise', 'prose_changed', 'form_changed'
    ) as is_change,
    difference_kind in ('unread', 'only_in_earlier', 'only_in_later', 'longer_at_the_end') as is_uncertain
from compared
