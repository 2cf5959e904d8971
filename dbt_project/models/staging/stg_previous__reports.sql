with

source as (
    select * from {{ source('previous', 'feed_report') }}
)

select
    report_id,
    organ_id,
    organ_name,
    title,
    form,
    application_form,
    document_number,
    index_number,
    report_year,
    published_on
from source
