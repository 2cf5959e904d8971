with

source as (
    select * from {{ source('reference', 'organ_corrections') }}
)

select
    report_id,
    printed_name,
    source_host,
    organ_id,
    reason,
    source_file,
    source_line
from source
