"""Reviews stay with their finding from build to build, close what was dismissed or explained, and are never lost."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from warehouse.built_warehouse import Inputs, dbt_build
from warehouse.constructed_reports import BALANCED, REPORTS, a_report, report_id

from curation.reference import write_tables
from ingest.report import Report

pytestmark = pytest.mark.xdist_group("reviews")

FAILING = REPORTS["unbalanced"]
GONE = a_report("gone")


def _review(name: str, rule_id: str, subject: str, decision: str, ids: tuple[str, str | None]) -> dict[str, Any]:
    finding_id, state_id = ids
    return {
        "finding_id": finding_id,
        "state_id": state_id,
        "report_id": report_id(name),
        "rule_id": rule_id,
        "subject": subject,
        "decision": decision,
        "note": f"looked at by hand: {decision}",
        "reviewer": "王某",
        "reviewed_on": date(2024, 5, 6),
        "source_file": "reviews.csv",
        "source_line": 2,
    }


@dataclass(frozen=True)
class Built:
    database: Path

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(sql).fetchall()


def _build(folder: Path, reports: list[Report], reviews: list[dict[str, Any]]) -> Built:
    inputs = Inputs(folder / "inputs")
    inputs.add_collection("spring", reports)
    inputs.finish()
    write_tables(inputs.root / "reference", {"reviews": reviews})
    selection = ["--select", "+fct_review", "--exclude-resource-type", "test", "--exclude-resource-type", "unit_test"]
    build = dbt_build(inputs, folder, *selection)
    assert build.exit_status == 0, build.output
    return Built(build.database)


REVIEWED = [
    ("unbalanced", "A1", "column:total", "dismissed"),
    ("unbalanced", "A2", "column:total", "explained"),
    ("unbalanced", "P1", "topic:requests_received", "confirmed"),
    ("unbalanced", "A1", "column:other_organization", "confirmed"),
    ("gone", "A1", "column:total", "dismissed"),
    ("unbalanced", "L1", "row:reconsideration", "dismissed"),
]
# Decided about the numbers that were seen: those of the first build, and others.
SEEN = ("A1", "column:total")
SEEN_OTHERS = ("L1", "row:reconsideration")


def _state_seen(rule_id: str, subject: str, state_id: str) -> str | None:
    return {SEEN: state_id, SEEN_OTHERS: "0" * 32}.get((rule_id, subject))


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return _build(tmp_path_factory.mktemp("first"), [FAILING, GONE], [])


@pytest.fixture(scope="module")
def again(first: Built, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The next build: reviews were written by the ids of the first, another report came in, and one is gone."""
    ids = {
        (report, rule_id, subject): (finding_id, _state_seen(rule_id, subject, state_id))
        for finding_id, state_id, report, rule_id, subject in first.rows(
            "select finding_id, state_id, report_id, rule_id, subject from quality.fct_finding"
        )
    }
    reviews = [
        _review(name, rule_id, subject, decision, ids[report_id(name), rule_id, subject])
        for name, rule_id, subject, decision in REVIEWED
    ]
    return _build(tmp_path_factory.mktemp("again"), [a_report("another", cells=BALANCED), FAILING], reviews)


def test_without_reviews_every_failure_is_open_and_nothing_else(first: Built) -> None:
    assert first.rows("select distinct outcome = 'fail', is_open from quality.fct_finding order by all") == [
        (False, False),
        (True, True),
    ]
    assert first.rows("select count(*) from quality.fct_review") == [(0,)]


def test_a_finding_carries_its_review(again: Built) -> None:
    sql = (
        "select rule_id, subject, outcome, review_decision, reviewer, reviewed_on, is_open from quality.fct_finding"
        " where review_decision is not null order by all"
    )
    assert again.rows(sql) == [
        ("A1", "column:other_organization", "pass", "confirmed", "王某", date(2024, 5, 6), False),
        ("A1", "column:total", "fail", "dismissed", "王某", date(2024, 5, 6), False),
        ("A2", "column:total", "fail", "explained", "王某", date(2024, 5, 6), False),
        ("P1", "topic:requests_received", "fail", "confirmed", "王某", date(2024, 5, 6), True),
    ]


def test_only_what_was_dismissed_or_explained_is_closed(again: Built) -> None:
    closed = again.rows("select rule_id, subject from quality.fct_finding where outcome = 'fail' and not is_open")
    assert sorted(closed) == [("A1", "column:total"), ("A2", "column:total")]


def test_every_review_is_listed_with_what_became_of_it(again: Built) -> None:
    sql = "select report_id, rule_id, subject, review_decision, review_status, outcome from quality.fct_review"
    assert sorted(again.rows(sql), key=str) == sorted(
        (
            (report_id(name), rule_id, subject, decision, *status)
            for (name, rule_id, subject, decision), status in zip(
                REVIEWED,
                [
                    ("applied", "fail"),
                    ("applied", "fail"),
                    ("applied", "fail"),
                    ("outcome_changed", "pass"),
                    ("finding_gone", None),
                    ("numbers_changed", "fail"),
                ],
                strict=True,
            )
        ),
        key=str,
    )


def test_a_failure_with_other_numbers_than_those_that_were_dismissed_is_open_again(again: Built) -> None:
    failed = "outcome = 'fail' and subject = 'row:reconsideration'"
    sql = f"select review_decision, is_open from quality.fct_finding where {failed}"  # noqa: S608 our own words
    assert again.rows(sql) == [(None, True)]
