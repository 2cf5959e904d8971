-- Each version of a report with the version before it.

with

versions as (
    select
        report_id,
        organ_id,
        report_year,
        form,
        form_basis,
        version_number,
        {{ url_host('source_url') }} as source_host
    from {{ ref('int_reports_versioned') }}
    where version_count > 1
)

select
    later.report_id,
    earlier.report_id as earlier_report_id,
    later.source_host,
    earlier.source_host as earlier_source_host,
    coalesce(later.source_host <> earlier.source_host, false) as is_on_two_sites,
    -- What was prescribed for the year says nothing of what is printed.
    coalesce(
        later.form <> earlier.form
        and later.form_basis = 'printed_labels'
        and earlier.form_basis = 'printed_labels', false
    ) as is_on_two_forms,
    earlier.form as earlier_form,
    later.form as later_form
from versions as later
inner join versions as earlier
    on
        later.organ_id = earlier.organ_id
        and later.report_year = earlier.report_year
        and later.version_number = earlier.version_number + 1
