"""What the UI shows of a build: counts, changes, previews and pictures that cost little and in which nothing acts."""

import re
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import duckdb
import pytest
from markdown_it import MarkdownIt

from orchestration.check_descriptions import describe_check
from orchestration.defs.warehouse import MANIFEST
from orchestration.markdown import bar_table
from orchestration.model_metadata import coded_columns, failing_rows, model_metadata
from publication.build_preview import BuildPreview

HOSTILE = "=1+1 <script>alert(1)</script> [a](javascript:alert(2)) \u202egnp.exe http://evil.invalid"


@pytest.fixture
def build(tmp_path: Path) -> Iterator[BuildPreview]:
    warehouse = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("create schema marts")
        connection.execute("create table marts.dim_thing as select range as thing_id, 'odd' as kind from range(5)")
        connection.execute("create table marts.dim_name as select ? as name, repeat('长', 1000) as text", [HOSTILE])
        connection.execute("create table marts.dim_none (name varchar)")
        endless = "select count(*) as n from range(10000000000) as a where a.range % 7 = 3"
        connection.execute(f"create view marts.endless as {endless}")
    with duckdb.connect(f"{warehouse}.working") as connection:
        connection.execute("create schema staging")
        connection.execute("create view staging.stg_thing as select 1 as one")
    with BuildPreview(warehouse) as preview:
        yield preview


def _markdown(value: object) -> str:
    assert isinstance(value, dg.MarkdownMetadataValue)
    return value.md_str


def test_a_model_tells_its_rows_their_change_its_codes_and_some_rows(build: BuildPreview) -> None:
    metadata = model_metadata("marts.dim_thing", build, former=7, coded="kind")
    assert (metadata["dagster/row_count"], metadata["change_since_last_run"]) == (5, -2)
    assert "| odd | 5 | ████" in _markdown(metadata["by_kind"])
    assert "| thing\\_id | 0 | 1 | 2 |" in _markdown(metadata["preview"])


def test_models_in_the_working_file_are_shown_too(build: BuildPreview) -> None:
    assert model_metadata("staging.stg_thing", build, None, None)["dagster/row_count"] == 1


def test_text_of_reports_does_nothing_in_a_preview_and_is_cut(build: BuildPreview) -> None:
    preview = _markdown(model_metadata("marts.dim_name", build, None, None)["preview"])
    rendered = MarkdownIt("gfm-like", {"linkify": False}).enable("table").render(preview)
    assert not re.search(r"<(?!/?(table|thead|tbody|tr|th|td)\b)", rendered)
    assert "\u202e" not in preview
    assert "http://" not in preview
    assert len(preview) < 1000


def test_an_empty_table_shows_its_columns(build: BuildPreview) -> None:
    metadata = model_metadata("marts.dim_none", build, None, None)
    assert metadata["dagster/row_count"] == 0
    assert "| name |" in _markdown(metadata["preview"])


def test_what_takes_too_long_to_look_at_is_left_out(build: BuildPreview) -> None:
    assert model_metadata("marts.endless", build, None, None) == {}
    assert build.row_count("marts.dim_thing") == 5


def test_a_model_that_a_failed_build_does_not_have_tells_nothing(build: BuildPreview) -> None:
    assert model_metadata("marts.dim_other", build, None, "kind") == {}
    assert build.rows_found_by("select * from marts.dim_other", 1) is None


def test_a_failed_check_shows_the_rows_that_it_found(build: BuildPreview, tmp_path: Path) -> None:
    compiled = tmp_path / "compiled" / "ogi_warehouse" / "some_test.sql"
    compiled.parent.mkdir(parents=True)
    compiled.write_text("select thing_id from marts.dim_thing where thing_id > 3\n", encoding="utf-8")
    assert "| 4 |" in _markdown(failing_rows(tmp_path, "some_test", build)["failing_rows"])
    assert failing_rows(tmp_path, "another_test", build) == {}


def test_the_column_of_codes_is_an_outcome_or_status_first() -> None:
    columns = coded_columns(MANIFEST)
    assert columns["quality.fct_finding"] == "outcome"
    assert columns["marts.fct_statistic"] == "status"
    assert not any(relation.startswith("staging.") for relation in columns)


def test_every_check_says_what_it_checks() -> None:
    tests = [node for node in MANIFEST["nodes"].values() if node["resource_type"] == "test"]
    assert [test["name"] for test in tests if not describe_check(test)] == []


def test_bars_are_as_long_as_their_counts_and_none_is_lost() -> None:
    lines = bar_table(["status", "cells"], [("reported", 2400), (None, 1), ("blank", 0)]).splitlines()[2:]
    assert [line.count("█") for line in lines] == [24, 1, 0]
    assert "null" in lines[1]
