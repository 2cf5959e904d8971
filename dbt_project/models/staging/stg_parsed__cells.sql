with

source as (
    select * from {{ source('parsed', 'cells') }}
)

select
    report_id,
    collection_id,
    table_code,
    row_code,
    column_code,
    value,
    unit,
    status,
    value_raw,
    locator,
    text_start,
    text_end
from source
