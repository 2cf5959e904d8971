"""Two publications in a row: the second says what is new, corrected and withdrawn since the first."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from ingest.home import Home
from orchestration.pipeline import run_pipeline
from orchestration.progress import Stage

from .conftest import SAMPLES, Materialised

_RECEIVED = "一、本年新收政府信息公开申请数量"
Row = dict[str, Any]


class _Silent:
    def report(self, stage: Stage, done: int, total: int | None) -> None:
        """Nobody looks."""


def _changes(home: Home, subject_kind: str) -> list[Row]:
    rows = pq.read_table(home.feeds / "v1" / "feed_change.parquet").to_pylist()
    return [row for row in rows if row["subject_kind"] == subject_kind]


@pytest.fixture(scope="module")
def changed(materialised: Materialised, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """The collection "mixed" again: a sample with another number, one taken away, one more; "left-behind" as it was."""
    assert materialised.result.problems == ()
    folder, home = tmp_path_factory.mktemp("changed"), Home(tmp_path_factory.mktemp("home") / "home")
    shutil.copytree(materialised.home.root, home.root, symlinks=True)
    shutil.copy(SAMPLES / "guidong_county_2020.txt", folder)
    text = (SAMPLES / "shule_county_2020.txt").read_text(encoding="utf-8")
    assert f"{_RECEIVED} 0 0 0 0 0 0 0" in text
    corrected = text.replace(f"{_RECEIVED} 0 0 0 0 0 0 0", f"{_RECEIVED} 3 0 0 0 0 0 3")
    (folder / "shule_county_2020.txt").write_text(corrected, encoding="utf-8")
    before = dict(os.environ)
    result = run_pipeline(home, "mixed", [folder], _Silent())
    assert result.problems == ()
    yield home
    os.environ.clear()
    os.environ.update(before)


def test_in_the_first_publication_every_report_is_new_and_nothing_else_changed(materialised: Materialised) -> None:
    reports = pq.read_table(materialised.home.feeds / "v1" / "feed_report.parquet").to_pylist()
    changes = _changes(materialised.home, "report")
    assert {change["report_id"] for change in changes} == {report["report_id"] for report in reports}
    assert {(change["change_kind"], change["reason"], change["previous_report_id"]) for change in changes} == {
        ("new", None, None)
    }
    assert _changes(materialised.home, "cell") == _changes(materialised.home, "finding") == []


def test_reports_are_new_corrected_or_withdrawn(changed: Home) -> None:
    changes = {change["change_kind"]: change for change in _changes(changed, "report")}
    assert len(_changes(changed, "report")) == len(changes)
    assert {kind: (change["organ_name"], change["reason"]) for kind, change in changes.items()} == {
        "new": ("桂东县人民政府", None),
        "corrected": ("疏勒县人民政府", "new_version"),
        "withdrawn": ("乌恰县政务服务和公共资源交易中心", None),
    }
    assert changes["withdrawn"]["report_id"] is None
    assert changes["new"]["previous_report_id"] is None
    assert changes["corrected"]["report_id"] != changes["corrected"]["previous_report_id"]


def test_the_cells_of_a_corrected_report_are_listed_with_both_numbers(changed: Home) -> None:
    cells = _changes(changed, "cell")
    told = ("change_kind", "reason", "table_code", "row_code", "value", "previous_value", "status", "previous_status")
    assert {tuple(cell[name] for name in told) for cell in cells} == {
        ("changed", "new_version", "application", "received_new", 3, 0, "reported", "reported")
    }
    assert sorted(cell["column_code"] for cell in cells) == ["natural_person", "total"]
    assert {cell["row_label_zh"] for cell in cells} == {_RECEIVED}


def test_findings_that_appear_are_listed_and_those_of_new_and_withdrawn_reports_are_not(changed: Home) -> None:
    findings = _changes(changed, "finding")
    assert {(finding["rule_id"], finding["change_kind"]) for finding in findings} >= {("A1", "appeared")}
    assert {finding["organ_name"] for finding in findings} == {"疏勒县人民政府"}
    assert all(finding["message_zh"] and finding["message_en"] for finding in findings)


def test_the_warehouse_and_the_feed_tell_the_same(changed: Home) -> None:
    with duckdb.connect(str(changed.warehouse), read_only=True) as connection:
        counts = connection.execute(
            "select (select count(*) from marts.fct_change), (select count(*) from feeds.feed_change)"
        ).fetchone()
    assert counts == (len(pq.read_table(changed.feeds / "v1" / "feed_change.parquet")),) * 2
