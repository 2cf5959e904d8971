"""Rule U1: an amount out by ten thousand is found by prose, by other years of its organ, by peers; nothing else is."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import duckdb
import pytest
from warehouse.built_warehouse import Inputs, Warehouse, dbt_build
from warehouse.constructed_reports import a_figure, a_report, report_id

from curation.reference import write_tables
from ingest.report import CellStatus, Figure, Report

pytestmark = pytest.mark.xdist_group("units")

FEES = ("disclosure", "administrative_fees", "fee_amount")
PROCURED = ("disclosure", "government_procurement", "procurement_amount")
ROWS = {"2021": "row:administrative_fees", "2019": "row:government_procurement"}


def _amounts(
    organ: str, amounts: dict[int, int | CellStatus], figures: dict[int, int] | None = None
) -> Iterator[tuple[str, str, Report]]:
    """(name of the report, organ, report) of an organ with an amount in each year, and in the prose of some."""
    for year, amount in amounts.items():
        name = f"{organ}-{year}"
        said: list[Figure] = []
        if figures and year in figures:
            topic = "fee_amount" if year > 2020 else "procurement_amount"
            said = [replace(a_figure(0, topic, figures[year]), unit="CNY")]
        form, cell = ("2021", FEES) if year > 2020 else ("2019", PROCURED)
        report = a_report(name, form=form, cells={cell: amount}, figures=said, organ_name=organ)
        yield name, organ, replace(report, report_year=year)


SERIES: dict[str, tuple[dict[int, int | CellStatus], dict[int, int] | None]] = {
    "one slip": ({2021: 520_000, 2022: 5_400_000_000, 2023: 500_000, 2024: 610_000}, None),
    "first slip": ({2021: 5_200_000_000, 2022: 540_000, 2023: 500_000}, None),
    "two years": ({2021: 520_000, 2022: 54}, None),
    "growing": ({2021: 520_000, 2022: 52_000_000}, None),
    "borne out by prose": ({2021: 520_000, 2022: 5_400_000_000}, {2022: 5_400_000_000}),
    "denied by prose": ({2020: 618_834_000}, {2020: 61_883}),
    "rounded in prose": ({2020: 618_834_000}, {2020: 620_000_000}),
    "alone": ({2022: 100}, None),
    "nothing": ({2021: 520_000, 2022: 0}, None),
    "blank": ({2021: 520_000, 2022: "blank"}, None),
    "unread": ({2021: 520_000, 2022: "ambiguous"}, None),
    "absent": ({2021: 520_000, 2022: "absent"}, None),
    "other forms": ({2020: 520_000, 2021: 5_200_000_000}, None),
    "slip among peers": ({2023: 3_000_000_000}, None),
    "large among peers": ({2023: 3_000_000}, None),
}
OLD = replace(a_report("old units"), report_year=2016, form="pre-2019", cells=())


def _organs(names: list[str]) -> list[dict[str, Any]]:
    kinds = {name: "office" if "peer" in name else "department" for name in names}
    return [
        {
            "organ_id": name,
            "organ_name": name,
            "kind": kinds[name],
            "level": "county",
            "region_code": "430001",
            "resolution_rule": "test",
            "is_resolved": True,
        }
        for name in names
    ]


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    series = SERIES | {f"peer {n}": ({2023: 200_000 + 40_000 * n}, None) for n in range(10)}
    printed = [one for organ, (amounts, figures) in series.items() for one in _amounts(organ, amounts, figures)]
    inputs = Inputs(tmp_path_factory.mktemp("inputs"))
    inputs.add_collection("units", [*(report for _, _, report in printed), OLD])
    inputs.finish()
    write_tables(
        inputs.root / "reference",
        {
            "organs": _organs(list(series)),
            "report_organs": [
                {"report_id": report_id(name), "organ_id": organ, "rule": "test"} for name, organ, _ in printed
            ],
        },
    )
    selection = ["--select", "+fct_finding", "+fct_finding_evidence", "--indirect-selection", "cautious"]
    build = dbt_build(inputs, tmp_path_factory.mktemp("build"), *selection)
    assert build.exit_status == 0, build.output
    with duckdb.connect(str(build.database), read_only=True) as connection:
        yield Warehouse(connection)


@pytest.mark.parametrize(
    ("organ", "cases"),
    [
        ("one slip", {2021: "near_years", 2022: "far_from_years", 2023: "near_years", 2024: "near_years"}),
        ("first slip", {2021: "far_from_years", 2022: "near_years", 2023: "near_years"}),
        ("two years", {2021: "nothing_to_compare", 2022: "far_from_years"}),
        ("growing", {2021: "near_years", 2022: "near_years"}),
        ("borne out by prose", {2022: "near_prose"}),
        ("denied by prose", {2020: "far_from_prose"}),
        ("rounded in prose", {2020: "near_prose"}),
        ("alone", {2022: "nothing_to_compare"}),
        ("nothing", {2021: "nothing_to_compare", 2022: "zero_amount"}),
        ("blank", {2022: "cells_missing"}),
        ("unread", {2022: "cells_unread"}),
        ("absent", {2022: "table_absent"}),
        ("other forms", {2020: "nothing_to_compare", 2021: "nothing_to_compare"}),
        ("slip among peers", {2023: "far_from_peers"}),
        ("large among peers", {2023: "near_peers"}),
    ],
)
def test_the_nearest_witness_decides(units: Warehouse, organ: str, cases: dict[int, str]) -> None:
    found = {
        year: units.finding(f"{organ}-{year}", "U1", ROWS["2021" if year > 2020 else "2019"])["case_code"]
        for year in cases
    }
    assert found == cases


def test_a_slip_is_told_with_both_amounts(units: Warehouse) -> None:
    finding = units.finding("one slip-2022", "U1", ROWS["2021"])
    assert (finding["expected"], finding["actual"], finding["severity"]) == (520_000, 5_400_000_000, "warning")
    assert finding["problem_kind"] == "printing"
    assert finding["message_zh"] == (
        "“行政事业性收费/本年收费金额”：本年为5400000000元，2021年为520000元，相差约一万倍，可能混用了元和万元。"
    )


def test_its_evidence_are_the_cells_of_all_years(units: Warehouse) -> None:
    rows = units.rows(
        "select side, evidence_report_id, value from quality.fct_finding_evidence where finding_id = ? order by value",
        units.finding("first slip-2021", "U1", ROWS["2021"])["finding_id"],
    )
    assert rows == [
        ("expected", report_id("first slip-2023"), 500_000),
        ("expected", report_id("first slip-2022"), 540_000),
        ("actual", report_id("first slip-2021"), 5_200_000_000),
    ]


def test_what_cannot_be_assessed_tells_whose_problem_it_is(units: Warehouse) -> None:
    kinds = {
        organ: units.finding(f"{organ}-2022", "U1", ROWS["2021"])["problem_kind"]
        for organ in ("blank", "unread", "absent", "alone")
    }
    assert kinds == {"blank": "printing", "unread": "reading", "absent": "copy", "alone": None}


def test_a_form_without_amounts_is_told_so(units: Warehouse) -> None:
    assert units.finding("old units", "U1", "report")["case_code"] == "form_without_table"
