"""The facts: every report once, every prescribed cell with its status, and never a zero for what is missing."""

import pytest
from warehouse.built_warehouse import Warehouse
from warehouse.constructed_reports import REPORTS, report_id, sha256_of

pytestmark = pytest.mark.xdist_group("warehouse")

_FACTS = ("marts.fct_application", "marts.fct_disclosure", "marts.fct_legal_review")


def test_a_document_of_two_collections_is_not_counted_twice(warehouse: Warehouse) -> None:
    balanced = report_id("balanced")
    assert warehouse.rows("select collection_id from marts.dim_report where report_id = ?", balanced) == [("spring",)]
    assert [warehouse.count(fact, "report_id = ?", balanced) for fact in _FACTS] == [161, 22, 15]
    assert warehouse.count("marts.fct_figure", "report_id = ?", balanced) == 5


def test_only_reports_are_reports(warehouse: Warehouse) -> None:
    ids = {id_ for (id_,) in warehouse.rows("select report_id from marts.dim_report where collection_id <> 'samples'")}
    assert ids == {report_id(name) for name in REPORTS}


@pytest.mark.parametrize(
    ("name", "cells"),
    [("balanced", 198), ("unbalanced", 200), ("mixed", 186), ("tableless", 198), ("old", 0), ("unknown", 0)],
)
def test_a_report_has_the_cells_of_its_form(warehouse: Warehouse, name: str, cells: int) -> None:
    assert sum(warehouse.count(fact, "report_id = ?", report_id(name)) for fact in _FACTS) == cells


@pytest.mark.parametrize("fact", [*_FACTS, "marts.fct_figure", "marts.fct_statistic"])
def test_missing_is_never_zero(warehouse: Warehouse, fact: str) -> None:
    assert warehouse.count(fact, "status <> 'reported'") > 0
    assert warehouse.count(fact, "status <> 'reported' and value is not null") == 0
    assert warehouse.count(fact, "status = 'reported' and value is null") == 0


def test_a_printed_zero_stays_a_zero(warehouse: Warehouse) -> None:
    printed = warehouse.rows(
        "select value, value_raw, status, unit, locator from marts.fct_disclosure"
        " where report_id = ? and column_code = 'procurement_amount'",
        report_id("balanced"),
    )
    assert printed == [(0, "0", "reported", "CNY", "char:10-11")]


def test_the_application_table_keeps_its_own_form(warehouse: Warehouse) -> None:
    counts = [warehouse.count(fact, "report_id = ? and form = '2019'", report_id("mixed")) for fact in _FACTS]
    assert counts == [161, 0, 0]


def test_the_version_published_last_is_current(warehouse: Warehouse) -> None:
    versions = warehouse.rows(
        "select report_id, is_current, version_count from marts.dim_report where organ_name = 'versioned'"
        " order by published_on"
    )
    assert versions == [(report_id("first_version"), False, 2), (report_id("second_version"), True, 2)]


@pytest.mark.parametrize(
    "feed",
    [
        "feeds.feed_report",
        "feeds.feed_application",
        "feeds.feed_disclosure",
        "feeds.feed_legal_review",
        "feeds.feed_finding",
    ],
)
def test_a_feed_holds_the_current_version_only(warehouse: Warehouse, feed: str) -> None:
    assert warehouse.count(feed, "report_id = ?", report_id("second_version")) > 0
    assert warehouse.count(feed, "report_id = ?", report_id("first_version")) == 0


def test_every_path_is_accounted_for(warehouse: Warehouse) -> None:
    documents = warehouse.rows(
        "select collection_id, source_path, status, is_report, issue_code from marts.dim_document"
        " where is_report is distinct from true or document_id = ? order by all",
        sha256_of("balanced"),
    )
    assert documents == [
        ("spring", "/home/someone/balanced.txt", "stored", True, None),
        ("spring", "/home/someone/page.html", "stored", False, None),
        ("summer", "/home/someone/balanced.txt", "stored", True, None),
        ("summer", "huge.pdf", "refused", None, "too_large"),
    ]


def test_problems_of_reading_are_kept_with_their_path(warehouse: Warehouse) -> None:
    problems = warehouse.rows(
        "select issue_code, source_path, report_id is null from marts.fct_issue"
        " where collection_id <> 'samples' order by all"
    )
    assert problems == [
        ("not_a_report", "/home/someone/page.html", False),
        ("too_large", "huge.pdf", True),
        ("truncated_report", "/home/someone/cut.txt", False),
        ("year_conflict", "/home/someone/stale.txt", False),
    ]


def test_a_part_leads_to_its_total(warehouse: Warehouse) -> None:
    parts = warehouse.rows(
        "select parts.value from marts.fct_figure as parts"
        " inner join marts.fct_figure as totals on parts.total_figure_id = totals.figure_id"
        " where totals.report_id = ? and totals.value = 106 order by parts.figure_index",
        report_id("balanced"),
    )
    assert parts == [(78,), (12,), (16,)]


def test_a_feed_does_not_tell_the_folders_of_the_machine(warehouse: Warehouse) -> None:
    name = warehouse.value("select source_name from feeds.feed_report where report_id = ?", report_id("balanced"))
    assert name == "balanced.txt"
    for feed, column in warehouse.rows(
        "select table_name, column_name from duckdb_columns() where schema_name = 'feeds' and data_type = 'VARCHAR'"
    ):
        assert warehouse.count(f"feeds.{feed}", f"{column} like '%/home/%'") == 0, feed


def test_the_report_feed_counts_cells_and_findings(warehouse: Warehouse) -> None:
    counts = warehouse.rows(
        "select prescribed_cell_count, reported_cell_count, absent_cell_count, failed_finding_count"
        " from feeds.feed_report where report_id in (?, ?) order by absent_cell_count",
        report_id("balanced"),
        report_id("tableless"),
    )
    assert counts == [(198, 198, 0, 0), (198, 0, 198, 3)]


def test_a_statistics_sheet_keeps_its_rows_as_printed(warehouse: Warehouse) -> None:
    rows = warehouse.rows(
        "select row_number, row_name, heading_path, indicator_code, printed_unit, column_code, value, unit, status"
        " from feeds.feed_statistic where report_id = ? order by row_number, column_code desc",
        report_id("old"),
    )
    assert rows == [
        (1, "主动公开数", None, None, "条", "year_value", 25, "条", "reported"),
        (1, "主动公开数", None, None, "条", "cumulative_value", 780, "条", "reported"),
        (2, "行政复议数 > 维持数", "行政复议数", None, "件", "year_value", None, "件", "not_applicable"),
        (3, "收取的费用", None, "fees", "万元", "year_value", 15000, "CNY", "reported"),
    ]


def test_a_statistic_is_no_prescribed_cell(warehouse: Warehouse) -> None:
    counts = warehouse.rows(
        "select prescribed_cell_count, reported_cell_count from feeds.feed_report where report_id = ?", report_id("old")
    )
    assert counts == [(0, 0)]
