select
    rule_id,
    slug,
    title_zh,
    title_en,
    formula_zh,
    formula_en,
    basis_zh,
    basis_en,
    forms,
    severity,
    tolerance,
    expected_zh,
    expected_en,
    actual_zh,
    actual_en,
    assessed_by
from {{ ref('rules') }}
