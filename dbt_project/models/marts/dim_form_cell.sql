select
    form,
    table_code,
    row_code,
    column_code,
    row_order,
    column_order,
    group_code,
    row_role,
    row_label_zh,
    column_label_zh,
    row_label_en,
    column_label_en,
    unit
from {{ ref('stg_reference__form_cells') }}
