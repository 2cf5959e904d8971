with

source as (
    select * from {{ source('parsed', 'reports') }}
)

select
    report_id,
    collection_id,
    document_id,
    source_path,
    source_url,
    media_type,
    encoding,
    is_report,
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
    application_form
from source
