-- The same bytes may come in with two collections; they are one report, read the same way both times. The first
-- collection in order is kept, so that taking a collection in again moves nothing.
-- Nearly every model asks this one, so it is built once.
{{ config(materialized='table') }}

with

reports as (
    select * from {{ ref('stg_parsed__reports') }}
),

first_readings as (
    select *
    from reports
    qualify row_number() over (partition by report_id order by collection_id, source_path) = 1
),

arrivals as (
    select
        document_id,
        min(taken_in_at) as taken_in_at,
        -- One arrival may tell the address where the other does not.
        min(source_url) as source_url
    from {{ ref('stg_raw__catalogue') }}
    where document_id is not null
    group by document_id
)

select
    first_readings.report_id,
    first_readings.collection_id,
    first_readings.document_id,
    first_readings.source_path,
    coalesce(first_readings.source_url, arrivals.source_url) as source_url,
    first_readings.media_type,
    first_readings.encoding,
    first_readings.is_report,
    first_readings.title,
    first_readings.title_basis,
    first_readings.organ_name,
    first_readings.organ_name_basis,
    first_readings.report_year,
    first_readings.report_year_basis,
    first_readings.published_on,
    first_readings.published_on_basis,
    first_readings.document_number,
    first_readings.document_number_basis,
    first_readings.index_number,
    first_readings.index_number_basis,
    first_readings.form,
    first_readings.form_basis,
    coalesce(first_readings.application_form, first_readings.form) as application_form,
    arrivals.taken_in_at
from first_readings
left join arrivals on first_readings.document_id = arrivals.document_id
