select
    rule_id,
    title_zh,
    title_en,
    formula,
    basis,
    forms,
    severity,
    tolerance,
    expected_zh,
    expected_en,
    actual_zh,
    actual_en
from {{ ref('rules') }}
