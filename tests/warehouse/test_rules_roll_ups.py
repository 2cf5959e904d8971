"""H1: a report that sums up others is not less than they are; what is missing is named, with the bounds."""

import pytest
from warehouse.built_warehouse import Warehouse
from warehouse.constructed_reports import report_id
from warehouse.likeness_reports import LIKENESS

pytestmark = pytest.mark.xdist_group("likeness")


@pytest.mark.parametrize(
    ("name", "subject", "outcome", "case_code", "expected", "actual", "reason_code"),
    [
        ("county_2020", "row:received_new", "pass", "units_add_up", 22, 22, None),
        ("county_2020", "row:received_carried_over", "fail", "units_exceed", 4, 5, None),
        ("county_2020", "row:total_processed", "pass", "own_part", 33, 31, None),
        ("county_2020", "row:carried_forward", "not_assessable", "units_missing", None, None, "cells_missing"),
        ("county_2020", "row:reconsideration", "pass", "units_add_up", 0, 0, None),
        ("county_2020", "row:litigation_direct", "not_assessable", "cells_missing", None, None, "cells_missing"),
        ("county_2019", "row:received_new", "not_assessable", "units_missing", None, None, "reports_missing"),
        ("county_2019", "row:total_processed", "fail", "units_exceed", 29, 30, None),
        ("county_2018", "report", "not_assessable", "form_without_table", None, None, "form_without_table"),
        ("county_2021", "report", "not_assessable", "no_roll_up", None, None, "no_roll_up"),
        ("finance_2020", "report", "not_assessable", "no_roll_up", None, None, "no_roll_up"),
        ("nameless", "report", "not_assessable", "no_organ_or_year", None, None, "no_organ_or_year"),
        ("older_version", "report", "not_assessable", "superseded_version", None, None, "superseded_version"),
    ],
)
def test_a_roll_up_comes_out_as_its_units_deserve(
    likeness: Warehouse,
    name: str,
    subject: str,
    outcome: str,
    case_code: str,
    expected: int | None,
    actual: int | None,
    reason_code: str | None,
) -> None:
    finding = likeness.finding(name, "H1", subject)
    assert (finding["outcome"], finding["case_code"]) == (outcome, case_code)
    assert (finding["expected"], finding["actual"], finding["reason_code"]) == (expected, actual, reason_code)


@pytest.mark.parametrize("name", LIKENESS)
def test_every_report_is_answered(likeness: Warehouse, name: str) -> None:
    assert likeness.outcomes(name, "H1")


def test_missing_units_are_named_with_the_bounds(likeness: Warehouse) -> None:
    finding = likeness.finding("county_2019", "H1", "row:received_new")
    assert finding["message_zh"] == (
        "申请表“一、本年新收政府信息公开申请数量”无法核对：3个单位中有1个没有数字（乙县教育局）；其余单位之和为34，"
        "汇总数为40，缺少的单位与本级合计应为6。"
    )
    assert "1 of 3 units have no number (乙县教育局); the others add up to 34" in finding["reason_en"]


def test_units_without_any_number_have_no_sum_of_zero(likeness: Warehouse) -> None:
    finding = likeness.finding("county_2020", "H1", "row:litigation_after_reconsideration")
    assert (finding["outcome"], finding["case_code"]) == ("not_assessable", "units_missing")
    assert "3个单位都没有数字，汇总数为0。" in finding["message_zh"]
    assert "none of 3 units has a number; the total is 0" in finding["reason_en"]


def test_a_failure_tells_how_many_units_and_what_is_left_for_the_own_offices(likeness: Warehouse) -> None:
    exceeding = likeness.finding("county_2019", "H1", "row:total_processed")
    assert "汇总数=29，小于所汇总单位之和30，相差1（3个单位，其中1个没有数字）。" in exceeding["message_zh"]
    assert "其余2为本级数" in likeness.finding("county_2020", "H1", "row:total_processed")["message_zh"]


def test_the_numbers_of_the_units_are_evidence_from_their_own_reports(likeness: Warehouse) -> None:
    evidence = likeness.rows(
        "select side, evidence_report_id, value from quality.fct_finding_evidence where finding_id = ?"
        " order by side, value",
        likeness.finding("county_2020", "H1", "row:received_new")["finding_id"],
    )
    assert evidence == [
        ("actual", report_id("schools_2020"), 2),
        ("actual", report_id("water_2020"), 3),
        ("actual", report_id("finance_2020"), 17),
        ("expected", report_id("county_2020"), 22),
    ]
