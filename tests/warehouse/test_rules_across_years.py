"""The rules that look beyond one report: the year before (Y1, Y2, Y3) and the deadline (T1)."""

import pytest
from warehouse.built_warehouse import Warehouse
from warehouse.constructed_reports import report_id
from warehouse.panel_reports import PANEL

pytestmark = pytest.mark.xdist_group("panel")

COLUMNS = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_interest_organization",
    "legal_services_organization",
    "other_organization",
    "total",
)


@pytest.mark.parametrize(
    ("name", "rule_id", "subject", "case_code", "expected", "actual"),
    [
        ("county_2020", "Y1", "column:total", "agrees", 2, 2),
        ("county_2020", "Y1", "column:other_organization", "agrees", 0, 0),
        ("county_2021", "Y1", "column:total", "differs", 1, 3),
        ("county_2021", "Y1", "column:natural_person", "agrees", 0, 0),
        ("county_2022", "Y1", "column:commercial_enterprise", "cells_missing", None, None),
        ("county_2022", "Y1", "column:research_institution", "cells_unread", None, None),
        ("county_2022", "Y1", "column:total", "agrees", 0, 0),
        ("county_2019", "Y1", "report", "no_previous_report", None, None),
        ("county_2024", "Y1", "report", "no_previous_report", None, None),
        ("bureau_2019", "Y1", "report", "other_form", None, None),
        ("bureau_2020", "Y1", "column:total", "table_absent", None, None),
        ("corrected_first", "Y1", "report", "superseded_version", None, None),
        ("county_2022", "Y2", "row:rules", "agrees", 2, 2),
        ("county_2022", "Y2", "row:normative_documents", "differs", 14, 13),
        ("county_2021", "Y2", "report", "other_form", None, None),
        ("county_2024", "Y2", "report", "no_previous_report", None, None),
        ("county_2020", "Y3", "row:administrative_licensing", "agrees", 7, 7),
        ("county_2020", "Y3", "row:administrative_penalties", "differs", 5, 6),
        ("county_2020", "Y3", "row:administrative_fees", "cells_missing", None, None),
        ("county_2021", "Y3", "report", "other_year", None, None),
        ("bureau_2019", "Y3", "report", "other_year", None, None),
        ("county_2020", "T1", "report", "on_time", 0, -70),
        ("county_2022", "T1", "report", "late", 0, 2),
        ("bureau_2018", "T1", "report", "on_time", 0, -70),
        ("bureau_2019", "T1", "report", "late", 0, 3),
        ("town_2019", "T1", "report", "no_deadline", None, None),
        ("town_2020", "T1", "report", "late", 0, 2),
        ("zone_2020", "T1", "report", "no_deadline", None, None),
        ("undated", "T1", "report", "no_date", None, None),
        ("misdated", "T1", "report", "date_impossible", None, None),
        ("corrected_second", "T1", "report", "on_time", 0, -11),
        ("corrected_first", "T1", "report", "superseded_version", None, None),
    ],
)
def test_a_rule_comes_out_as_two_years_deserve(
    panel: Warehouse, name: str, rule_id: str, subject: str, case_code: str, expected: int | None, actual: int | None
) -> None:
    finding = panel.finding(name, rule_id, subject)
    assert (finding["case_code"], finding["expected"], finding["actual"]) == (case_code, expected, actual)
    outcome = {"agrees": "pass", "on_time": "pass", "differs": "fail", "late": "fail"}.get(case_code, "not_assessable")
    assert finding["outcome"] == outcome
    assert (finding["reason_code"] is None) == (outcome != "not_assessable")


def test_carry_over_is_compared_in_every_column(panel: Warehouse) -> None:
    outcomes = panel.outcomes("county_2020", "Y1")
    assert outcomes == {f"column:{column}": "pass" for column in COLUMNS}


@pytest.mark.parametrize("name", PANEL)
def test_every_report_is_answered_by_every_rule(panel: Warehouse, name: str) -> None:
    assert all(panel.outcomes(name, rule_id) for rule_id in ("Y1", "Y2", "Y3", "T1", "M1"))


def test_where_there_is_no_year_before_one_row_says_so(panel: Warehouse) -> None:
    for rule_id in ("Y1", "Y2", "Y3"):
        assert panel.outcomes("county_2019", rule_id) == {"report": "not_assessable"}


def test_no_planted_problem_but_these_fails(panel: Warehouse) -> None:
    failed = panel.rows(
        "select report_id, rule_id, subject from quality.fct_finding"
        " where outcome = 'fail' and rule_id in ('Y1', 'Y2', 'Y3', 'T1')"
    )
    assert set(failed) == {
        (report_id(name), rule_id, subject)
        for name, rule_id, subject in (
            ("county_2021", "Y1", "column:total"),
            ("county_2022", "Y2", "row:normative_documents"),
            ("county_2020", "Y3", "row:administrative_penalties"),
            ("county_2022", "T1", "report"),
            ("bureau_2019", "T1", "report"),
            ("town_2020", "T1", "report"),
        )
    }


def test_a_finding_between_years_leads_to_the_cells_of_both_reports(panel: Warehouse) -> None:
    evidence = panel.rows(
        "select evidence_report_id, side, column_code, value from quality.fct_finding_evidence"
        " where finding_id = ? order by side desc, column_code",
        panel.finding("county_2022", "Y2", "row:normative_documents")["finding_id"],
    )
    before, after = report_id("county_2021"), report_id("county_2022")
    assert evidence == [
        (before, "expected", "in_force", 10),
        (after, "expected", "issued_this_year", 5),
        (after, "expected", "repealed_this_year", 1),
        (after, "actual", "in_force", 13),
    ]


def test_the_words_tell_both_years(panel: Warehouse) -> None:
    finding = panel.finding("county_2021", "Y1", "column:total")
    assert finding["message_zh"] == "申请表“总计”列：上年结转下年度=1，本年上年结转=3，相差2。"
    assert finding["message_en"] == (
        'In the application table, column "Total": carried forward by last year\'s report = 1,'
        " carried over in this one = 3; they differ by 2."
    )
    missing = panel.finding("county_2022", "Y1", "column:commercial_enterprise")
    assert missing["reason_zh"] == "本年“二、上年结转政府信息公开申请数量”空白"


def test_a_late_report_is_told_both_dates_and_what_sets_the_deadline(panel: Warehouse) -> None:
    assert panel.finding("town_2020", "T1", "report")["message_zh"] == (
        "逾期2天公开：公开日期2021-02-12，期限2021-02-10（甲县通知）。"
    )
    assert panel.finding("bureau_2019", "T1", "report")["message_en"] == (
        "Published 3 days late: published on 2020-02-03, due on 2020-01-31"
        " (Regulations on OGI (State Council decree 711), art. 49)."
    )
