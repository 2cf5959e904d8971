"""The whole program on a province: every planted problem is found, and nothing else is flagged."""

import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from province.home import FORMATS, ORGANS, SEED, province_folder
from province.judging import Verdict, expected_failures
from province.oracle_over_years import carried_over_columns
from province.panel import Panel
from province.planting import faulty_panel
from province.publishing import Publication, publish
from province.running import EXACT_RULES, Run, finished_run, judge_run


@dataclass(frozen=True)
class Found:
    """A province, its files, and the run of the program on them."""

    panel: Panel
    publications: list[Publication]
    run: Run
    verdicts: Mapping[str, Verdict]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    run = finished_run(province_folder(tmp_path_factory) / "home")
    panel = faulty_panel(ORGANS, SEED)
    # The same seed gives the same files.
    publications = publish(panel, tmp_path_factory.mktemp("province"), SEED, FORMATS)
    return Found(panel, publications, run, judge_run(run, panel, publications))


@pytest.mark.parametrize("rule_id", EXACT_RULES)
def test_an_exact_rule_finds_every_planted_problem_and_flags_nothing_else(found: Found, rule_id: str) -> None:
    verdict = found.verdicts[rule_id]
    assert verdict.missed == ()
    assert verdict.false_alarms == ()
    assert verdict.precision == verdict.recall == 1


def test_every_cell_has_the_value_that_was_printed(found: Found) -> None:
    printed = {(p.report_id, *key): value for p in found.publications for key, value in p.report.values().items()}
    read: dict[tuple[str, str, str, str], object] = {}
    for mart, table in (("application", "application"), ("disclosure", "disclosure"), ("legal_review", "legal")):
        sql = f"select report_id, row_code, column_code, value from marts.fct_{mart} where value is not null"  # noqa: S608
        read |= {(report_id, table, row, column): value for report_id, row, column, value in found.run.rows(sql)}
    assert read == printed


def test_one_organ_stays_one_under_all_its_names_and_two_never_become_one(found: Found) -> None:
    reports = {p.report_id: p.report for p in found.publications}
    sql = "select r.report_id, r.organ_id, o.kind, o.level, o.region_code, o.is_resolved from marts.dim_report as r"
    rows = found.run.rows(f"{sql} inner join marts.dim_organ as o on r.organ_id = o.organ_id")
    assert {row[0] for row in rows} == set(reports)
    organs = {(reports[report_id].office.key, organ_id) for report_id, organ_id, *_ in rows}
    assert len(organs) == len({key for key, _ in organs}) == len({organ_id for _, organ_id in organs})
    for report_id, _, kind, level, region_code, is_resolved in rows:
        office = reports[report_id].office
        assert is_resolved
        assert (kind, region_code) == (office.kind, office.region_code), office.key
        # A zone stands beside the levels.
        assert level == (None if office.kind == "zone" else office.level), office.key


def test_the_ledger_lists_every_missing_and_late_report_and_no_other(found: Found) -> None:
    key_of = {p.report_id: p.report.office.key for p in found.publications}
    rows = found.run.rows("select report_id, organ_id from marts.dim_report")
    office_of = {organ_id: key_of[report_id] for report_id, organ_id in rows}
    ledger: dict[str, set[tuple[str, int]]] = {"missing": set(), "received": set(), "received_late": set()}
    for organ_id, year, status in found.run.rows("select organ_id, report_year, status from marts.fct_coverage"):
        ledger[status].add((office_of[organ_id], year))
    late = {(e.office_key, e.year) for e in expected_failures(found.panel) if e.rule_id == "T1"}
    assert ledger["missing"] == found.panel.withheld
    assert ledger["received_late"] == late
    assert ledger["received"] == set(found.panel.current()) - late


def test_carry_over_is_assessed_in_all_seven_columns_of_every_pair_of_reports(found: Found) -> None:
    sql = "select count(*) from quality.fct_finding where rule_id = 'Y1' and outcome in ('pass', 'fail')"
    ((assessed,),) = found.run.rows(sql)
    assert assessed == carried_over_columns(found.panel)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_answers_to_the_twenty_questions_are_those_of_the_province(found: Found, language: str) -> None:
    path = Path(__file__).parents[2] / "docs" / "questions.py"
    spec = importlib.util.spec_from_file_location("questions_page", path)
    assert spec is not None
    assert spec.loader is not None
    questions = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(questions)
    with duckdb.connect(str(found.run.warehouse), read_only=True) as connection:
        page = questions.page(connection, language)
    assert questions.PAGES[language].read_text(encoding="utf-8") == page, "run `make questions`"
