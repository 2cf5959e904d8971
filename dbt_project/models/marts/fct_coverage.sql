select
    coverage_id,
    organ_id,
    report_year,
    status,
    is_expected,
    expected_because,
    listed_reason,
    report_id,
    version_count,
    deadline,
    days_late
from {{ ref('int_reports_expected') }}
