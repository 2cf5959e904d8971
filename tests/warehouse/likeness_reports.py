"""Reports that are copies, look like copies, or sum up others: each way in which S1 and H1 can come out.

Who the organs are is written beside them, as the reference tables have it, so that no name has to be resolved.
"""

from datetime import date
from random import Random
from typing import Any

from warehouse.constructed_reports import report_id
from warehouse.panel_reports import Cells, of_the_sheet, of_year

from benchmarks.generated_prose import rewritten, some_prose
from ingest.report import CellStatus, Report

COUNTY, FINANCE, WATER, SCHOOLS, GRAIN = "乙县人民政府", "乙县财政局", "乙县水利局", "乙县教育局", "乙县粮食局"
QUIET, NAMELESS, CROWD = "乙县档案局", "某单位", 60

_rng = Random(20210531)
_finance, _finance_faults = some_prose(_rng), some_prose(_rng, 8)
_water_before, _water, _water_faults = some_prose(_rng), some_prose(_rng), some_prose(_rng, 8)
_template = some_prose(_rng)


def _prose(overview: list[str], problems: list[str] | None = None) -> dict[str, str]:
    return {"overview": "\n".join(overview), "problems": "\n".join(problems or ["无。"])}


def _totals(table: str = "application", **values: int | CellStatus) -> Cells:
    return {(table, row, "total"): value for row, value in values.items()}


BUSY: Cells = {
    ("application", row, column): number
    for row, numbers in {"received_new": (14, 3, 17), "granted": (9, 2, 11), "total_processed": (12, 3, 15)}.items()
    for column, number in zip(("natural_person", "commercial_enterprise", "total"), numbers, strict=True)
}
FEW: Cells = {
    ("application", row, column): 1
    for row in ("received_new", "granted", "total_processed")
    for column in ("natural_person", "total")
}

# No unit of the county has a number here in 2020.
UNSAID = _totals("legal", litigation_after_reconsideration="blank")

LIKENESS: dict[str, Report] = {
    # Last year's words with other numbers and a few sentences of its own, and last year's numbers.
    "finance_2019": of_year("finance_2019", FINANCE, 2019, cells=BUSY, prose=_prose(_finance, _finance_faults)),
    "finance_2020": of_year(
        "finance_2020",
        FINANCE,
        2020,
        cells=BUSY | UNSAID,
        prose=_prose([s.replace("件", "5件") for s in rewritten(_rng, _finance, 0.05)], _finance_faults),
    ),
    # Nothing is as it was, but for the numbers of one organ that has hardly any.
    "water_2019": of_year("water_2019", WATER, 2019, cells=BUSY, prose=_prose(_water_before, some_prose(_rng, 8))),
    "water_2020": of_year(
        "water_2020", WATER, 2020, cells=BUSY | _totals(received_new=3) | UNSAID, prose=_prose(_water, _water_faults)
    ),
    # The words of another organ of the same year, with its own name in the place of the other's.
    "schools_2020": of_year(
        "schools_2020",
        SCHOOLS,
        2020,
        cells=_totals(received_new=2, received_carried_over=5, total_processed=1, carried_forward="blank") | UNSAID,
        prose=_prose([f"{SCHOOLS}{s}" for s in rewritten(_rng, _water, 0.05)], _water_faults),
    ),
    "quiet_2019": of_year("quiet_2019", QUIET, 2019, cells=FEW),
    "quiet_2020": of_year("quiet_2020", QUIET, 2020, cells=FEW),
    "quiet_2021": of_year("quiet_2021", QUIET, 2021, form="2021", cells=FEW, prose=_prose(some_prose(_rng))),
    "grain_2019": of_year("grain_2019", GRAIN, 2019, cells=BUSY),
    "grain_2020": of_year(
        "grain_2020", GRAIN, 2020, cells=BUSY | {("application", "granted", "other_organization"): "blank"}
    ),
    # Sums up finance, water and schools until 2020; there is no report of the schools for 2019.
    "county_2018": of_the_sheet("county_2018", COUNTY, 2018, disclosed=1),
    "county_2019": of_year("county_2019", COUNTY, 2019, cells=_totals(received_new=40, total_processed=29)),
    "county_2020": of_year(
        "county_2020",
        COUNTY,
        2020,
        cells=_totals(received_new=22, received_carried_over=4, total_processed=33, carried_forward=9)
        | _totals("legal", litigation_direct="absent"),
    ),
    "county_2021": of_year("county_2021", COUNTY, 2021, form="2021"),
    "nameless": of_year("nameless", NAMELESS, 2020),
    "older_version": of_year("older_version", "乙县统计局", 2020),
    "newer_version": of_year("newer_version", "乙县统计局", 2020, published_on=date(2021, 3, 1)),
    **{
        f"crowd_{number}": of_year(f"crowd_{number}", f"丙市第{number}中学", 2020, prose=_prose(_template))
        for number in range(CROWD)
    },
}


def likeness_reference_rows() -> dict[str, list[dict[str, Any]]]:
    """The organs of these reports, and the units that the county's report sums up."""
    named = {report.organ_name.value for report in LIKENESS.values()} - {NAMELESS, None}
    return {
        "organs": [
            {"organ_id": name, "organ_name": name, "kind": "department", "level": "county", "is_resolved": True}
            for name in sorted(named, key=str)
        ],
        "report_organs": [
            {
                "report_id": report_id(name),
                "organ_id": None if name == "nameless" else report.organ_name.value,
                "rule": "test",
            }
            for name, report in LIKENESS.items()
        ],
        "roll_ups": [
            {"parent_organ_id": COUNTY, "child_organ_id": unit, "last_year": 2020, "reason": "报告说明"}
            for unit in (FINANCE, WATER, SCHOOLS)
        ],
    }
