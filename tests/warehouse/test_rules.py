"""Each rule on whole reports: when it passes, when it fails, and when it has to say that it cannot tell."""

import pytest
from warehouse.built_warehouse import Warehouse
from warehouse.constructed_reports import REPORTS, report_id

from ingest.forms import identities

pytestmark = pytest.mark.xdist_group("warehouse")

RULES = ("A1", "A2", "A3", "L1", "V1", "C1", "P1", "P2", "P3")
TABLE_RULES = ("A1", "A2", "A3", "L1", "V1")


@pytest.mark.parametrize(
    ("name", "rule_id", "subject", "outcome"),
    [
        ("balanced", "A1", "column:total", "pass"),
        ("balanced", "A2", "column:total", "pass"),
        ("balanced", "A3", "row:received_new", "pass"),
        ("balanced", "L1", "row:reconsideration", "pass"),
        ("balanced", "V1", "table:disclosure", "pass"),
        ("balanced", "V1", "row:rules", "pass"),
        ("balanced", "C1", "section:problems", "pass"),
        ("balanced", "C1", "table:legal", "pass"),
        ("balanced", "P1", "topic:requests_received", "pass"),
        ("balanced", "P2", "figure:1", "pass"),
        ("balanced", "P3", "prose", "pass"),
        ("unbalanced", "A1", "column:total", "fail"),
        ("unbalanced", "A2", "column:total", "fail"),
        ("unbalanced", "A3", "row:total_processed", "fail"),
        ("unbalanced", "A3", "row:received_new", "pass"),
        ("unbalanced", "L1", "row:reconsideration", "fail"),
        ("unbalanced", "V1", "table:legal", "fail"),
        ("unbalanced", "C1", "section:other_matters", "fail"),
        ("unbalanced", "P1", "topic:requests_received", "fail"),
        ("unbalanced", "P2", "figure:1", "fail"),
        ("blanks", "A1", "column:total", "not_assessable"),
        ("blanks", "V1", "table:legal", "not_assessable"),
        ("blanks", "V1", "row:rules", "fail"),
        ("blanks", "V1", "row:normative_documents", "not_assessable"),
        ("blanks", "C1", "table:application", "pass"),
        ("blanks", "P1", "topic:requests_received", "not_assessable"),
        ("blanks", "P2", "prose", "not_assessable"),
        ("blanks", "P3", "figure:1", "fail"),
        ("tableless", "A1", "column:total", "not_assessable"),
        ("tableless", "C1", "table:application", "fail"),
        ("tableless", "P3", "prose", "not_assessable"),
        ("cut", "C1", "section:problems", "not_assessable"),
        ("cut", "C1", "section:disclosure", "pass"),
        ("stale", "P3", "statistics_period", "fail"),
        ("old", "A1", "report", "not_assessable"),
        ("old", "C1", "report", "not_assessable"),
        ("old", "P2", "figure:0", "pass"),
        ("unknown", "L1", "report", "not_assessable"),
    ],
)
def test_a_rule_comes_out_as_the_report_deserves(
    warehouse: Warehouse, name: str, rule_id: str, subject: str, outcome: str
) -> None:
    finding = warehouse.finding(name, rule_id, subject)
    assert (finding["outcome"], finding["message_zh"]) == (outcome, finding["message_zh"])


def test_a_failure_tells_both_numbers_in_both_languages(warehouse: Warehouse) -> None:
    finding = warehouse.finding("unbalanced", "A1", "column:total")
    assert (finding["expected"], finding["actual"], finding["severity"]) == (74, 75, "error")
    assert finding["message_zh"] == "申请表“总计”列：本年新收+上年结转=74，办结+结转下年=75，相差1。"
    assert finding["message_en"] == (
        'In the application table, column "Total": new + carried over = 74, processed + carried forward = 75;'
        " they differ by 1."
    )


def test_what_cannot_be_assessed_names_the_cells_and_their_status(warehouse: Warehouse) -> None:
    finding = warehouse.finding("blanks", "L1", "row:reconsideration")
    assert (
        finding["reason_en"]
        == '"Upheld" blank, "Corrected" blank, "Other result" blank, "Pending" blank, "Total" blank'
    )
    assert (finding["expected"], finding["actual"]) == (None, None)


def test_a_report_without_tables_is_told_so_by_every_table_rule(warehouse: Warehouse) -> None:
    for rule_id in TABLE_RULES:
        outcomes = warehouse.outcomes("tableless", rule_id)
        assert set(outcomes.values()) == {"not_assessable"}, rule_id
        reasons = warehouse.rows(
            "select distinct reason_en from quality.fct_finding where report_id = ? and rule_id = ? and subject not in"
            " ('row:rules', 'row:normative_documents')",  # two cells of one table; they are named one by one
            report_id("tableless"),
            rule_id,
        )
        assert all(reason.endswith("table is absent") for (reason,) in reasons), reasons


def test_an_old_report_is_told_that_its_form_has_no_such_table(warehouse: Warehouse) -> None:
    assert warehouse.finding("old", "A2", "report")["reason_en"] == "the form of 2014–2018 has no such table"


def test_a_mixed_report_is_held_to_the_identities_of_its_application_form(warehouse: Warehouse) -> None:
    assert len(warehouse.outcomes("mixed", "A3")) == 23
    assert set(warehouse.outcomes("mixed", "A2").values()) == {"pass"}
    evidence = warehouse.rows(
        "select distinct row_code from quality.fct_finding_evidence"
        " where report_id = ? and rule_id = 'A2' and row_code like 'other%'",
        report_id("mixed"),
    )
    assert evidence == [("other",)]


def test_a_report_has_one_finding_for_each_identity_of_its_form(warehouse: Warehouse) -> None:
    for name, form in (("balanced", "2019"), ("unbalanced", "2021"), ("tableless", "2019")):
        found = {(r, s) for r in ("A1", "A2", "A3", "L1") for s in warehouse.outcomes(name, r)}
        assert found == {(identity.rule_id, identity.subject) for identity in identities(form)}


@pytest.mark.parametrize("name", REPORTS)
def test_every_rule_answers_every_report(warehouse: Warehouse, name: str) -> None:
    assert {rule_id for rule_id in RULES if warehouse.outcomes(name, rule_id)} == set(RULES)


def test_a_finding_leads_to_the_printed_cells(warehouse: Warehouse) -> None:
    evidence = warehouse.rows(
        "select evidence.side, row_code, printed_text, locator from quality.fct_finding_evidence as evidence"
        " where finding_id = ? order by side, row_code",
        warehouse.finding("unbalanced", "A1", "column:total")["finding_id"],
    )
    assert evidence == [
        ("actual", "carried_forward", "0", "char:10-11"),
        ("actual", "total_processed", "75", "char:10-11"),
        ("expected", "received_carried_over", "0", "char:10-11"),
        ("expected", "received_new", "74", "char:10-11"),
    ]


def test_a_failure_on_the_prose_leads_to_its_words(warehouse: Warehouse) -> None:
    evidence = warehouse.value(
        "select evidence from feeds.feed_finding where report_id = ? and rule_id = 'P2' and outcome = 'fail'",
        report_id("unbalanced"),
    )
    assert evidence == "共计501件 (char:5-9); 共计288件 (char:5-9); 共计212件 (char:5-9)"


def test_a_finding_keeps_its_id_from_build_to_build(warehouse: Warehouse) -> None:
    finding = warehouse.finding("unbalanced", "A1", "column:total")
    assert finding["finding_id"] == warehouse.value("select md5(? || '|A1|column:total|')", report_id("unbalanced"))


def test_every_message_is_there_in_both_languages(warehouse: Warehouse) -> None:
    incomplete = "select count(*) from quality.fct_finding where message_zh not like '%。' or message_en not like '%.'"
    assert warehouse.value(incomplete) == 0
