"""The real sample reports give exactly the cells that were read from them by hand, and nothing else."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ingest.forms import CellKey, form_keys
from ingest.parse import parse_path
from ingest.report import Report

REPOSITORY = Path(__file__).parents[2]
SHIPPED = sorted((REPOSITORY / "samples").glob("*.txt"))
GOLDEN = REPOSITORY / "tests" / "golden"
# Further real reports with their truth may lie beside the repository; they are not part of it.
MORE_REPORTS = REPOSITORY.parent / "shared" / "samples"

Values = dict[CellKey, Decimal | None]


def golden(stem: str) -> dict[str, Any]:
    return json.loads((GOLDEN / f"{stem}.json").read_text(encoding="utf-8"), parse_float=Decimal)


def golden_values(truth: dict[str, Any]) -> Values:
    return {
        CellKey(table, row, column): Decimal(value)
        for table, rows in truth["cells"].items()
        for row, columns in rows.items()
        for column, value in columns.items()
    }


def read_values(report: Report) -> Values:
    tables = ("disclosure", "application", "legal")
    return {CellKey(c.table, c.row, c.column): c.value for c in report.cells if c.table in tables}


def beside_repository(name: str) -> tuple[Report, dict[str, Any]]:
    path = MORE_REPORTS / "reports" / name
    if not path.exists():
        pytest.skip(f"the further sample {name} is not beside this copy of the repository")
    truth = json.loads((MORE_REPORTS / "truth" / f"{path.stem}.json").read_text("utf-8"), parse_float=Decimal)
    return parse_path(path), truth


def test_every_shipped_sample_has_its_golden_and_no_golden_is_left_over() -> None:
    assert [p.stem for p in SHIPPED] == sorted(p.stem for p in GOLDEN.glob("*.json"))
    assert sum(len(golden_values(golden(p.stem))) for p in SHIPPED) == 198 + 198 + 198 + 200 + 0


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.stem)
def test_a_shipped_sample_gives_exactly_its_golden_cells(path: Path) -> None:
    read = {key: value for key, value in read_values(parse_path(path)).items() if value is not None}
    assert read == golden_values(golden(path.stem))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.stem)
def test_a_shipped_sample_lists_every_cell_of_its_form_once(path: Path) -> None:
    report = parse_path(path)
    assert report.form in ("2019", "2021")
    keys = [CellKey(c.table, c.row, c.column) for c in report.cells]
    assert sorted(keys) == sorted(form_keys(report.form))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.stem)
def test_a_shipped_sample_gives_its_year_form_organ_and_date(path: Path) -> None:
    report, truth = parse_path(path), golden(path.stem)
    assert report.is_report
    assert report.report_year == truth["report_year"]
    assert report.form == truth["form"]
    assert report.organ_name.value == truth["organ"]
    assert (report.published_on.isoformat() if report.published_on else None) == truth["published_on"]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.stem)
def test_every_value_of_a_shipped_sample_leads_back_to_its_printed_text(path: Path) -> None:
    text = path.read_bytes().decode("utf-8-sig")
    for cell in parse_path(path).cells:
        if cell.value is None:
            continue
        assert cell.locator is not None, cell
        start, end = map(int, cell.locator.removeprefix("char:").split("-"))
        assert text[start:end] == cell.value_raw, cell


def test_tables_that_were_images_give_absent_cells_and_never_zeros() -> None:
    report = parse_path(REPOSITORY / "samples" / "xuanzhou_district_2020.txt")
    assert {(c.status, c.value) for c in report.cells} == {("absent", None)}
    assert "table_absent" in {issue.code for issue in report.issues}


def test_a_real_report_without_separators_gives_no_wrong_and_no_spurious_value() -> None:
    report, truth = beside_repository("pingtan_zone_2022.txt")
    known = {CellKey(*cell[:3]): Decimal(cell[3]) for cell in truth["cells"]}
    read = {key: value for key, value in read_values(report).items() if value is not None}
    assert {key: (value, known.get(key)) for key, value in read.items() if known.get(key) != value} == {}
    assert (report.report_year, report.form) == (truth["report_year"], truth["form"])


def test_a_real_report_from_before_the_forms_gives_no_cell_of_the_forms() -> None:
    report, truth = beside_repository("pingtan_zone_2014.txt")
    assert {key: value for key, value in read_values(report).items() if value is not None} == {}
    assert report.report_year == truth["report_year"]


def test_a_real_report_from_before_the_forms_gives_every_row_of_its_statistics_sheet() -> None:
    report, truth = beside_repository("pingtan_zone_2014.txt")
    expected = {}
    for row in truth["statistics_table"]:
        unit = "CNY" if row["unit"] == "元" else row["unit"]
        expected[row["indicator"], "year_value"] = (row["year_value"], unit)
        expected[row["indicator"], "cumulative_value"] = (row["cumulative"], unit)
    assert report.form == truth["form"] == "pre-2019"
    assert {(c.row, c.column): (c.value, c.unit) for c in report.cells if c.table == "statistics"} == expected
    assert [row.name for row in report.statistic_rows] == [row["indicator"] for row in truth["statistics_table"]]


@pytest.mark.parametrize("name", ["hongze_district_2024.pdf", "shanghai_office_2019.html"])
def test_a_real_report_in_another_format_gives_exactly_its_cells(name: str) -> None:
    report, truth = beside_repository(name)
    known = {CellKey(*cell[:3]): Decimal(cell[3]) for cell in truth["cells"] if cell[3] is not None}
    assert {key: value for key, value in read_values(report).items() if value is not None} == known
    assert (report.report_year, report.form) == (truth["report_year"], truth["form"])
