with

source as (
    select * from {{ source('reference', 'form_identities') }}
)

select
    form,
    rule_id,
    subject,
    side,
    table_code,
    row_code,
    column_code
from source
