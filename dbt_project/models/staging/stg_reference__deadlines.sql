with

source as (
    select * from {{ source('reference', 'deadlines') }}
)

select
    organ_id,
    region_code,
    kind,
    level,
    report_year,
    deadline,
    reason,
    source_file,
    source_line
from source
