"""Totals of a year and region: no request counted twice, no missing cell as zero, every report in the count."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import duckdb
import pytest
from warehouse.built_warehouse import Inputs, Warehouse, dbt_build
from warehouse.constructed_reports import a_report, report_id
from warehouse.panel_reports import a_region

from curation.reference import write_tables
from ingest.report import CellStatus, Evidence, Report

pytestmark = pytest.mark.xdist_group("warehouse")

_REGIONS = [
    ("100000", "全国", "national", None),
    *(("110000", "一省", "province", "100000"), ("120000", "二省", "province", "100000")),
    *(("110100", "一市", "prefecture", "110000"), ("110200", "二市", "prefecture", "110000")),
    *(("110101", "甲县", "county", "110100"), ("110102", "乙县", "county", "110100")),
    *(("110201", "丙县", "county", "110200"), ("110202", "丁县", "county", "110200")),
    *(("110103", "戊县", "county", "110100"), ("120101", "己县", "county", "120000")),
    ("110101100", "甲镇", "township", "110101"),
]
# name: (kind, region, organ above)
_ORGANS: dict[str, tuple[str | None, str | None, str | None]] = {
    "province": ("government", "110000", None),
    "city": ("government", "110100", "province"),
    "county": ("government", "110101", "city"),
    "town": ("government", "110101100", "county"),
    "bureau": ("department", "110101", "county"),
    "blank county": ("government", "110102", "city"),
    "town bureau": ("department", "110102", "blank county"),
    "silent county": ("government", "110103", "city"),
    "third county": ("government", "110201", None),
    "fourth county": ("government", "110202", None),
    "fourth bureau": ("department", "110202", "fourth county"),
    "far county": ("government", "120101", None),
    "unknown": (None, None, None),
}
# (organ, year): requests received; each outcome but "denied" is printed as 1.
_REPORTS: dict[tuple[str, int], int | CellStatus] = {
    # 2020: the city reports, its county too; 2021: the city does not, and of its counties one prints no total.
    ("city", 2020): 100,
    ("county", 2020): 40,
    ("town", 2020): 9,
    ("bureau", 2020): 7,
    ("third county", 2020): 5,
    ("unknown", 2020): 1000,
    ("county", 2021): 50,
    ("bureau", 2021): 8,
    ("blank county", 2021): "blank",
    ("town bureau", 2021): 3,
    # 2022: the third county declares to include the fourth.
    ("third county", 2022): 30,
    ("fourth county", 2022): 20,
    # 2023: the third county declares to include a bureau that stands under the fourth, which reports too.
    ("third county", 2023): 30,
    ("fourth county", 2023): 20,
    ("far county", 2022): 2,
}


def _constructed(organ: str, year: int, received: int | CellStatus) -> Report:
    outcomes = ("granted", "granted_in_part", "unavailable_not_held", "other")
    cells: dict[tuple[str, str, str], int | CellStatus] = {
        ("application", "received_new", "total"): received,
        ("application", "total_processed", "total"): 50,
        **{("application", row, "total"): 1 for row in outcomes},
    }
    report = a_report(f"{organ} {year}", organ_name=organ, form="2019", cells=cells)
    return replace(report, report_year=year)


@pytest.fixture(scope="module")
def totals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    inputs = Inputs(tmp_path_factory.mktemp("inputs"))
    inputs.add_collection("totals", [_constructed(*key, received) for key, received in _REPORTS.items()])
    inputs.add_collection("nobody", [replace(_constructed("nobody", 2020, 5), organ_name=Evidence(None, None))])
    inputs.finish()
    levels = {code: level for code, _, level, _ in _REGIONS}
    rows: dict[str, list[dict[str, Any]]] = {
        "regions": [a_region(*region) for region in _REGIONS],
        "organs": [
            {
                "organ_id": name,
                "organ_name": name,
                "kind": kind,
                "level": levels.get(str(region)),
                "region_code": region,
                "parent_organ_id": above,
                "resolution_rule": "test",
                "is_resolved": kind is not None,
            }
            for name, (kind, region, above) in _ORGANS.items()
        ],
        "report_organs": [
            {"report_id": report_id(f"{organ} {year}"), "organ_id": organ, "rule": "test"} for organ, year in _REPORTS
        ],
        "expected_reports": [{"organ_id": "silent county", "report_year": 2020, "reason": "list"}],
        "roll_ups": [
            {"parent_organ_id": "third county", "child_organ_id": child, "first_year": year, "last_year": year}
            for child, year in (("fourth county", 2022), ("fourth bureau", 2023))
        ],
    }
    write_tables(inputs.root / "reference", rows)
    selected = ("--select", "+fct_year_total", "--indirect-selection", "cautious")
    build = dbt_build(inputs, tmp_path_factory.mktemp("build"), *selected)
    assert build.exit_status == 0, build.output
    with duckdb.connect(str(build.database), read_only=True) as connection:
        yield Warehouse(connection)


def _sums(totals: Warehouse, region: str, year: int) -> tuple[Any, ...]:
    """How many reports there are, how many are counted, and the requests that these received."""
    (row,) = totals.rows(
        "select report_count, counted_report_count, requests_received_count from marts.fct_year_total"
        " where region_code = ? and report_year = ?",
        region,
        year,
    )
    return row


def test_the_report_of_the_upper_government_is_taken_and_none_below_it(totals: Warehouse) -> None:
    assert _sums(totals, "110100", 2020) == (4, 1, 100)
    assert _sums(totals, "110000", 2020) == (5, 2, 105)


def test_in_its_own_region_the_lower_government_counts(totals: Warehouse) -> None:
    assert _sums(totals, "110101", 2020) == (3, 1, 40)


def test_a_report_with_a_missing_cell_is_in_no_sum(totals: Warehouse) -> None:
    assert _sums(totals, "110102", 2021) == (2, 0, None)
    assert _sums(totals, "110100", 2021) == (4, 1, 50)


def test_what_is_not_summed_is_not_known_and_not_zero(totals: Warehouse) -> None:
    condition = "region_code = '110102' and report_year = 2021 and counted_report_count = 0"
    groups = ("granted", "granted_in_part", "denied", "unavailable", "not_processed", "other")
    for group in groups:
        assert totals.count("marts.fct_year_total", f"{condition} and {group}_count is null") == 1


def test_a_declared_roll_up_is_taken_in_place_of_what_it_includes(totals: Warehouse) -> None:
    assert _sums(totals, "110200", 2022) == (2, 1, 30)
    assert _sums(totals, "110202", 2022) == (1, 1, 20)


def test_a_roll_up_that_overlaps_another_report_is_left_out(totals: Warehouse) -> None:
    assert _sums(totals, "110200", 2023) == (2, 1, 20)
    assert _sums(totals, "110201", 2023) == (1, 1, 30)


def test_the_country_counts_the_reports_of_unknown_organs_and_does_not_sum_them(totals: Warehouse) -> None:
    assert _sums(totals, "100000", 2020) == (7, 2, 105)
    assert _sums(totals, "100000", 2022) == (3, 2, 32)


def test_outcomes_are_summed_by_group(totals: Warehouse) -> None:
    (outcomes,) = totals.rows(
        "select granted_count, granted_in_part_count, denied_count, unavailable_count, not_processed_count, other_count"
        " from marts.fct_year_total where region_code = '110000' and report_year = 2020"
    )
    assert outcomes == (2, 2, 0, 2, 0, 2)


def test_expected_and_missing_are_those_of_the_ledger(totals: Warehouse) -> None:
    counts = "expected_count, received_count, late_count, missing_count"
    sql = f"select {counts} from marts.fct_year_total where region_code = ? and report_year = ?"  # noqa: S608
    assert totals.rows(sql, "110103", 2020) == [(1, 0, 0, 1)]
    # Of the city, 2021: city, county, town, bureau are expected since they reported before.
    assert totals.rows(sql, "110100", 2021) == [(4, 4, 0, 2)]


def test_a_region_and_year_without_report_and_expectation_has_no_row(totals: Warehouse) -> None:
    assert totals.count("marts.fct_year_total", "region_code = '120000' and report_year = 2020") == 0
