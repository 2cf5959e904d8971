"""Organs over the years: the crosswalk of the forms, the long series with their breaks, the ledger of the missing."""

from typing import Any

import pytest
from warehouse.built_warehouse import Warehouse
from warehouse.constructed_reports import report_id
from warehouse.panel_reports import BUREAU, COUNTY, TOWN, ZONE

pytestmark = pytest.mark.xdist_group("panel")


def _series(panel: Warehouse, organ_id: str, series_code: str, *columns: str) -> list[tuple[Any, ...]]:
    return panel.rows(
        f"select report_year, {', '.join(columns)} from marts.fct_series"  # noqa: S608 words of the tests
        " where organ_id = ? and series_code = ? order by report_year",
        organ_id,
        series_code,
    )


@pytest.mark.parametrize(
    ("form", "row_code", "column_code", "series_code", "comparability"),
    [
        ("2021", "received_new", "total", "application.received_new.total", "comparable"),
        ("2019", "received_new", "total", "application.received_new.total", "break"),
        ("pre-2019", "requests_received", "year_value", "application.received_new.total", "not_comparable"),
        ("2019", "received_new", "natural_person", "application.received_new.natural_person", "not_comparable"),
        ("2019", "denied_third_party_rights", "total", "application.denied_third_party_rights.total", "merged"),
        (
            "2021",
            "normative_documents",
            "issued_this_year",
            "disclosure.normative_documents.issued_this_year",
            "break",
        ),
        ("2019", "normative_documents", "made_this_year", "disclosure.normative_documents.issued_this_year", "break"),
        ("2021", "normative_documents", "in_force", "disclosure.normative_documents.in_force", "not_comparable"),
        (
            "2019",
            "normative_documents",
            "disclosed_total",
            "disclosure.normative_documents.disclosed_total",
            "not_comparable",
        ),
        ("2021", "administrative_fees", "fee_amount", "disclosure.administrative_fees.fee_amount", "not_comparable"),
        ("2021", "other_remaining", "total", "application.other_remaining.total", "not_comparable"),
    ],
)
def test_a_cell_has_its_series_and_how_it_compares(
    panel: Warehouse, form: str, row_code: str, column_code: str, series_code: str, comparability: str
) -> None:
    cells = panel.rows(
        "select series_code, comparability from marts.dim_form_cell"
        " where form = ? and row_code = ? and column_code = ?",
        form,
        row_code,
        column_code,
    )
    assert cells == [(series_code, comparability)]


def test_every_form_has_its_cells(panel: Warehouse) -> None:
    counts = panel.rows("select form, count(*) from marts.dim_form_cell group by form order by form")
    assert counts == [("2019", 198), ("2021", 200), ("pre-2019", 58)]


def test_a_row_that_was_split_goes_on_as_a_sum_after_a_break(panel: Warehouse) -> None:
    series = _series(
        panel,
        COUNTY,
        "application.other.total",
        "value",
        "status",
        "cell_count",
        "comparability",
        "is_break_before",
        "comparable_with_previous_year",
    )
    assert series == [
        (2019, 4, "reported", 1, None, False, False),
        (2020, 6, "reported", 1, "comparable", False, True),
        (2021, 4, "reported", 3, "split", True, False),
        (2022, None, "incomplete", 3, "comparable", False, True),
        (2024, 0, "reported", 3, "comparable", False, False),
    ]


def test_what_is_disclosed_in_all_is_not_continued_by_what_is_in_force(panel: Warehouse) -> None:
    assert [year for year, _ in _series(panel, COUNTY, "disclosure.rules.disclosed_total", "value")] == [2019, 2020]
    in_force = _series(panel, COUNTY, "disclosure.rules.in_force", "value", "comparability", "is_break_before")
    assert in_force[0] == (2021, 3, "not_comparable", False)


def test_a_year_without_a_report_is_a_gap_and_no_zero(panel: Warehouse) -> None:
    series = _series(panel, COUNTY, "application.received_new.total", "is_gap_before", "comparable_with_previous_year")
    assert [row for row in series if row[0] >= 2022] == [(2022, False, True), (2024, True, False)]


def test_a_series_reaches_back_to_the_sheets_over_a_break(panel: Warehouse) -> None:
    series = _series(panel, BUREAU, "application.received_new.total", "value", "status", "form", "is_break_before")
    assert series == [
        (2018, 7, "reported", "pre-2019", False),
        (2019, 9, "reported", "2019", True),
        (2020, None, "absent", "2019", False),
    ]


def test_two_reasons_of_the_sheet_are_added_up_to_the_one_that_followed(panel: Warehouse) -> None:
    series = _series(
        panel, BUREAU, "application.denied_third_party_rights.total", "value", "cell_count", "comparability"
    )
    assert series[:2] == [(2018, 3, 2, None), (2019, 0, 1, "merged")]


def test_a_number_of_a_series_leads_to_its_report_and_cell(panel: Warehouse) -> None:
    place = panel.rows(
        "select report_id, table_code, row_code, column_code from marts.fct_series"
        " where organ_id = ? and series_code = 'application.received_new.total' and report_year = 2018",
        BUREAU,
    )
    assert place == [(report_id("bureau_2018"), "statistics", "requests_received", "year_value")]


def test_the_ledger_says_what_is_missing_and_why_it_was_expected(panel: Warehouse) -> None:
    ledger = panel.rows(
        "select organ_id, report_year, status, expected_because, days_late from marts.fct_coverage"
        " where organ_id in (?, ?, ?, '甲县档案局') and report_year <= 2020 order by all",
        BUREAU,
        TOWN,
        ZONE,
    )
    assert ledger == sorted(
        [
            (BUREAU, 2018, "received", "first_report", -70),
            (BUREAU, 2019, "received_late", "published_before", 3),
            (BUREAU, 2020, "received", "published_before", -11),
            (TOWN, 2019, "received", "first_report", None),
            (TOWN, 2020, "received_late", "published_before", 2),
            (ZONE, 2020, "received", "listed", None),
            ("甲县档案局", 2020, "missing", "listed", None),
        ]
    )


def test_a_year_between_two_reports_is_missing(panel: Warehouse) -> None:
    ledger = panel.rows(
        "select report_year, status from marts.fct_coverage where organ_id = ? order by report_year", COUNTY
    )
    assert ledger == [
        (2019, "received"),
        (2020, "received"),
        (2021, "received"),
        (2022, "received_late"),
        (2023, "missing"),
        (2024, "received"),
    ]


def test_no_year_is_missing_after_the_last_that_anyone_can_have_reported_on(panel: Warehouse) -> None:
    # The report for 2024 was taken in in May 2024: it says nothing about the years that others owe.
    ledger = panel.rows(
        "select report_year, status from marts.fct_coverage where organ_id = ? and report_year > 2020 order by all",
        TOWN,
    )
    assert ledger == [(2021, "missing"), (2022, "missing"), (2023, "received")]
