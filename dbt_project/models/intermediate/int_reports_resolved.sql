-- Which organ a report is of. The name as printed is the organ until its variants are brought together.

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
    case when organ_name is not null then {{ stable_id(['organ_name']) }} end as organ_id
from {{ ref('int_reports_deduplicated') }}
where is_report
