with

reports as (
    select * from {{ ref('int_reports_resolved') }}
),

-- The current version of an organ's report for a year is the one published last; a known date comes before an unknown
-- one, then what was taken in last, then the greater id so that the choice is the same in every build.
ranked as (
    select
        *,
        count(*) over (partition by organ_id, report_year) as report_count,
        row_number() over (
            partition by organ_id, report_year
            order by published_on desc nulls last, taken_in_at desc nulls last, report_id desc
        ) as version_rank
    from reports
)

select
    report_id,
    document_id,
    collection_id,
    source_path,
    source_url,
    media_type,
    encoding,
    title,
    title_basis,
    organ_name,
    organ_name_basis,
    report_year,
    report_year_basis,
    published_on,
    published_on_basis,
    document_number,
    document_number_basis,
    index_number,
    index_number_basis,
    form,
    form_basis,
    application_form,
    taken_in_at,
    organ_id,
    -- Without organ or year nothing says that two documents are versions of one report.
    organ_id is null or report_year is null or version_rank = 1 as is_current,
    case when organ_id is null or report_year is null then 1 else report_count end as version_count
from ranked
