select
    report_id,
    row_number,
    row_name,
    indicator,
    heading_path,
    indicator_code,
    printed_unit,
    column_code,
    value,
    unit,
    status,
    value_raw,
    locator,
    text_start,
    text_end
from {{ ref('int_statistics_deduplicated') }}
