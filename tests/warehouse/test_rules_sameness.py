"""S1: prose as last year or as another organ has it, tables copied unchanged; and what only looks like that."""

import pytest
from warehouse.built_warehouse import Warehouse
from warehouse.constructed_reports import report_id
from warehouse.likeness_reports import CROWD, LIKENESS

pytestmark = pytest.mark.xdist_group("likeness")

OUTCOMES = {
    "as_last_year": "fail",
    "as_another_organ": "fail",
    "table_copied": "fail",
    "unlike_last_year": "pass",
    "unlike_others": "pass",
    "table_changed": "pass",
}


@pytest.mark.parametrize(
    ("name", "subject", "case_code", "reason_code"),
    [
        ("finance_2020", "prose:previous_year", "as_last_year", None),
        ("finance_2020", "section:problems", "as_last_year", None),
        ("finance_2020", "table:application", "table_copied", None),
        ("finance_2020", "prose:other_organs", "unlike_others", None),
        ("finance_2019", "prose:previous_year", "no_previous_report", "no_previous_report"),
        ("finance_2019", "prose:other_organs", "unlike_others", None),
        ("water_2020", "prose:previous_year", "unlike_last_year", None),
        ("water_2020", "section:problems", "unlike_last_year", None),
        ("water_2020", "table:application", "table_changed", None),
        ("quiet_2020", "table:legal", "few_numbers", "few_numbers"),
        ("water_2020", "prose:other_organs", "as_another_organ", None),
        ("schools_2020", "prose:other_organs", "as_another_organ", None),
        ("quiet_2020", "section:problems", "prose_too_short", "prose_too_short"),
        ("quiet_2020", "prose:previous_year", "prose_too_short", "prose_too_short"),
        ("quiet_2020", "prose:other_organs", "prose_too_short", "prose_too_short"),
        ("quiet_2020", "table:application", "few_numbers", "few_numbers"),
        ("quiet_2021", "prose:previous_year", "last_year_too_short", "prose_too_short"),
        ("quiet_2021", "table:application", "other_form", "other_form"),
        ("grain_2020", "table:application", "cells_missing", "cells_missing"),
        ("county_2019", "table:application", "other_form", "other_form"),
        ("nameless", "report", "no_organ_or_year", "no_organ_or_year"),
        ("older_version", "report", "superseded_version", "superseded_version"),
    ],
)
def test_sameness_comes_out_as_the_reports_deserve(
    likeness: Warehouse, name: str, subject: str, case_code: str, reason_code: str | None
) -> None:
    finding = likeness.finding(name, "S1", subject)
    assert (finding["case_code"], finding["reason_code"]) == (case_code, reason_code)
    assert finding["outcome"] == OUTCOMES.get(case_code, "not_assessable")


@pytest.mark.parametrize("name", [name for name in LIKENESS if not name.startswith("crowd_")])
def test_every_report_is_answered(likeness: Warehouse, name: str) -> None:
    assert likeness.outcomes(name, "S1")


def test_a_copy_of_last_year_is_told_with_its_share_and_its_sentences(likeness: Warehouse) -> None:
    finding = likeness.finding("finance_2020", "S1", "prose:previous_year")
    assert finding["expected"] == 80
    assert 85 <= finding["actual"] <= 100
    assert finding["message_zh"] == (
        f"正文与上一年度报告雷同：相似度约{finding['actual']:.0f}%，达到80%的界限；有36个语句相同。"
    )
    assert finding["message_en"].endswith("(limit 80 %); sentences that are the same: 36.")


def test_a_copy_of_another_organ_names_it(likeness: Warehouse) -> None:
    copy, model = (likeness.finding(name, "S1", "prose:other_organs") for name in ("schools_2020", "water_2020"))
    assert "乙县水利局2020年报告（有36个语句相同）" in copy["message_zh"]
    assert "乙县教育局2020年报告（有36个语句相同）" in model["message_zh"]


def test_the_passages_stand_side_by_side(likeness: Warehouse) -> None:
    rows = likeness.rows(
        "select section_code, sentence_text, other_sentence_text from marts.fct_shared_sentence"
        " where report_id = ? and other_report_id = ? order by sentence_index",
        report_id("schools_2020"),
        report_id("water_2020"),
    )
    assert len(rows) == 36
    assert all(text.replace("乙县教育局", "") == other for _, text, other in rows)
    assert {section for section, _, _ in rows} == {"overview", "problems"}


def test_a_finding_shows_the_longest_passages_and_the_copied_cells(likeness: Warehouse) -> None:
    evidence = likeness.rows(
        "select side, evidence_report_id, count(*), count(printed_text) from quality.fct_finding_evidence"
        " where finding_id = ? group by all order by side",
        likeness.finding("finance_2020", "S1", "prose:previous_year")["finding_id"],
    )
    assert evidence == [("actual", report_id("finance_2020"), 5, 5), ("expected", report_id("finance_2019"), 5, 5)]
    cells = likeness.value(
        "select count(*) from quality.fct_finding_evidence where finding_id = ?",
        likeness.finding("finance_2020", "S1", "table:application")["finding_id"],
    )
    assert cells == 2 * 9


def test_only_copies_are_listed_as_such(likeness: Warehouse) -> None:
    pairs = likeness.rows(
        "select report_id, other_report_id, relation from marts.fct_similar_report where is_too_alike"
        " and not is_of_a_crowd order by relation, report_id"
    )
    finance = (report_id("finance_2020"), report_id("finance_2019"), "same_organ_previous_year")
    assert finance in pairs
    water, schools = report_id("water_2020"), report_id("schools_2020")
    outside = [pair for pair in pairs if pair[2] == "other_organ" and {pair[0], pair[1]} & {water, schools}]
    assert sorted(outside) == sorted([(water, schools, "other_organ"), (schools, water, "other_organ")])


def test_a_template_that_many_use_is_found_and_does_not_explode(likeness: Warehouse) -> None:
    crowd = [report_id(f"crowd_{number}") for number in range(CROWD)]
    for name in range(CROWD):
        assert likeness.finding(f"crowd_{name}", "S1", "prose:other_organs")["case_code"] == "as_another_organ"
    assert likeness.count("marts.fct_similar_report", "is_of_a_crowd") > 0
    told = likeness.finding("crowd_7", "S1", "prose:other_organs")["message_zh"]
    assert "相似报告过多，未逐一比对" in told
    assert likeness.count("marts.fct_similar_report", "report_id in (select unnest(?))", crowd) <= CROWD * (CROWD - 1)
    most = likeness.value(
        "select max(others) from (select count(distinct other_report_id) as others from marts.fct_shared_sentence"
        " where report_id in (select unnest(?)) group by report_id)",
        crowd,
    )
    assert 2 <= most <= 5
