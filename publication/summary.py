"""What a person wants to know of a warehouse in one glance: counts of reports, cells by status, findings by outcome."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

_CELLS_BY_STATUS = """
    select status, count(*)
    from (
        select status from marts.fct_application
        union all
        select status from marts.fct_disclosure
        union all
        select status from marts.fct_legal_review
    )
    group by status
    order by count(*) desc, status
"""

_FINDINGS_BY_RULE = """
    select rule_id, outcome, count(*)
    from quality.fct_finding
    group by rule_id, outcome
    order by rule_id, outcome
"""


@dataclass(frozen=True, slots=True)
class WarehouseSummary:
    """Counts over the whole warehouse. `findings_by_rule` has one entry per rule and outcome that occurs."""

    reports: int
    cells_by_status: dict[str, int]
    findings_by_rule: tuple[tuple[str, str, int], ...]

    @property
    def findings_by_outcome(self) -> dict[str, int]:
        """Findings by outcome, those that fail first."""
        counts: dict[str, int] = {}
        for _, outcome, count in sorted(self.findings_by_rule, key=lambda finding: finding[1]):
            counts[outcome] = counts.get(outcome, 0) + count
        return counts


def summarise(warehouse: Path) -> WarehouseSummary:
    """Read the counts of a built or published warehouse. Raises duckdb.Error when it is none."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        reports = connection.execute("select count(*) from marts.dim_report").fetchone()
        return WarehouseSummary(
            reports=int(reports[0]) if reports else 0,
            cells_by_status=dict(connection.execute(_CELLS_BY_STATUS).fetchall()),
            findings_by_rule=tuple(connection.execute(_FINDINGS_BY_RULE).fetchall()),
        )
