with

source as (
    select * from {{ source('reference', 'expected_reports') }}
)

select
    organ_id,
    report_year,
    reason,
    source_file,
    source_line
from source
