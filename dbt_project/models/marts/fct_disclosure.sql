select
    report_id,
    form,
    row_code,
    column_code,
    value,
    unit,
    status,
    value_raw,
    locator,
    text_start,
    text_end
from {{ ref('int_cells_deduplicated') }}
where table_code = 'disclosure'
