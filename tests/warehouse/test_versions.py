"""Several versions of one report: which is current, what differs between them, and what rule M1 says of it."""

import pytest
from warehouse.built_warehouse import Warehouse
from warehouse.constructed_reports import report_id

pytestmark = pytest.mark.xdist_group("panel")


def _against(panel: Warehouse, later: str, earlier: str) -> dict[str, object]:
    return panel.finding(later, "M1", f"version:{report_id(earlier)}")


def test_every_version_is_kept_with_its_number_and_why_it_is_current(panel: Warehouse) -> None:
    versions = panel.rows(
        "select report_id, version_number, version_count, is_current, current_because from marts.dim_report"
        " where organ_name = '甲县教育局' order by version_number"
    )
    assert versions == [
        (report_id("corrected_first"), 1, 2, False, "published_last"),
        (report_id("corrected_second"), 2, 2, True, "published_last"),
    ]


@pytest.mark.parametrize(
    ("later", "earlier", "case_code", "outcome", "actual"),
    [
        ("corrected_second", "corrected_first", "changed", "fail", 3),
        ("copied_there", "copied_here", "copies_conflict", "fail", 1),
        ("republished_second", "republished_first", "unchanged", "pass", 0),
        ("imaged_second", "imaged_first", "partly_compared", "not_assessable", None),
        ("added_to_second", "added_to_first", "partly_compared", "not_assessable", None),
    ],
)
def test_a_version_is_held_against_the_one_before(
    panel: Warehouse, later: str, earlier: str, case_code: str, outcome: str, actual: int | None
) -> None:
    finding = _against(panel, later, earlier)
    assert (finding["case_code"], finding["outcome"], finding["actual"]) == (case_code, outcome, actual)


@pytest.mark.parametrize(("name", "case_code"), [("county_2020", "single_version"), ("copied_here", "first_version")])
def test_what_has_no_version_before_it_is_not_assessable(panel: Warehouse, name: str, case_code: str) -> None:
    finding = panel.finding(name, "M1", "report")
    assert (finding["outcome"], finding["case_code"]) == ("not_assessable", case_code)


def test_a_change_is_told_with_what_stood_before(panel: Warehouse) -> None:
    assert _against(panel, "corrected_second", "corrected_first")["message_zh"] == (
        "第2版与前一版有3处不同：“一、本年新收政府信息公开申请数量/总计”由“0”改为“5”、"
        "“(一)予以公开/总计”由“0”改为空白、“总体情况”一节文字。"
    )


def test_conflicting_copies_are_told_with_their_sites(panel: Warehouse) -> None:
    message = _against(panel, "copied_there", "copied_here")["message_en"]
    assert "mz.gov.cn and portal.gov.cn" in str(message)


def test_differences_are_listed_in_cells_and_prose(panel: Warehouse) -> None:
    differences = panel.rows(
        "select difference_kind, row_code, section_code, earlier_value, later_value, earlier_text, later_text"
        " from marts.fct_version_difference where report_id = ? order by 1",
        report_id("corrected_second"),
    )
    assert differences == [
        ("emptied", "granted", None, 0, None, "0", ""),
        (
            "prose_changed",
            None,
            "overview",
            None,
            None,
            "今年工作有序推进，收到申请4件。",
            "今年工作有序推进，收到申请5件。",
        ),
        ("value_changed", "received_new", None, 0, 5, "0", "5"),
    ]


def test_what_could_not_be_read_in_one_version_is_no_change(panel: Warehouse) -> None:
    kinds = panel.rows(
        "select difference_kind, is_change, count(*) from marts.fct_version_difference where report_id in (?, ?)"
        " group by all order by all",
        report_id("imaged_second"),
        report_id("added_to_second"),
    )
    assert kinds == [("longer_at_the_end", False, 1), ("unread", False, 198)]


def test_identical_content_under_other_bytes_lists_no_difference(panel: Warehouse) -> None:
    assert panel.count("marts.fct_version_difference", "report_id = ?", report_id("republished_second")) == 0


def test_a_change_leads_to_the_cells_of_both_versions(panel: Warehouse) -> None:
    evidence = panel.rows(
        "select evidence_report_id, side, printed_text from quality.fct_finding_evidence where finding_id = ?"
        " order by side desc",
        _against(panel, "copied_there", "copied_here")["finding_id"],
    )
    assert evidence == [(report_id("copied_here"), "expected", "0"), (report_id("copied_there"), "actual", "1")]
