"""What people write by hand is checked in every run: a wrong line stops it before anything is built."""

import os
import subprocess
import sys
from collections.abc import Callable

import duckdb
import pytest

from ingest.home import Home
from orchestration.pipeline import run_pipeline
from publication.integrity import verify

from .conftest import SAMPLES, Materialised, RecordedProgress

pytestmark = pytest.mark.xdist_group("materialised")

_HEADER = "report_id,printed_name,source_host,organ,region_code,reason\n"


def test_a_wrong_line_stops_the_run_before_anything_is_built(copied_home: Home) -> None:
    published = copied_home.current.readlink()
    reference = {path.name: path.read_bytes() for path in copied_home.reference.iterdir()}
    copied_home.curation.mkdir()
    (copied_home.curation / "organ_corrections.csv").write_text(
        f"{_HEADER}r0000000000000000,,,疏勒县人民政府,,看过原文\n", encoding="utf-8"
    )
    run = subprocess.run(
        [sys.executable, "-m", "ogi", "run", "--collection", "mixed"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ,
    )
    assert run.returncode == 3
    assert "organ_corrections.csv, line 2: report_id r0000000000000000 is no report that was read" in run.stderr
    assert "Nothing was published; what was published before stays" in run.stderr
    assert copied_home.current.readlink() == published
    verify(copied_home.current)
    assert not list(copied_home.build.glob("*/warehouse.duckdb"))
    assert {path.name: path.read_bytes() for path in copied_home.reference.iterdir()} == reference


def test_a_correction_holds_in_the_next_run(copied_home: Home) -> None:
    copied_home.curation.mkdir()
    (copied_home.curation / "organ_corrections.csv").write_text(
        f"{_HEADER},隆阳区西邑乡人民政府,,隆阳区人民政府,,试验\n", encoding="utf-8"
    )
    assert run_pipeline(copied_home, "mixed", [SAMPLES / "guidong_county_2020.txt"], RecordedProgress()).problems == ()
    with duckdb.connect(str(copied_home.warehouse), read_only=True) as warehouse:
        found = warehouse.execute(
            "select dim_organ.organ_name, organ_rule from marts.dim_report"
            " inner join marts.dim_organ using (organ_id) where dim_report.organ_name = '隆阳区西邑乡人民政府'"
        ).fetchall()
    assert found == [("隆阳区人民政府", "correction")]


def test_the_run_says_how_many_organs_are_resolved(
    materialised: Materialised, latest_metadata: Callable[..., dict[str, object]]
) -> None:
    reports = latest_metadata("reference", "report_organs")
    assert (reports["reports"], reports["resolved_reports"], reports["resolved_pct"]) == (3, 3, 100.0)
    assert "place\\_in\\_name" in str(reports["by_rule"])
    assert latest_metadata("reference", "organ_names")["unresolved_names"] == 0
    assert materialised.progress.last["resolving"] == (3, 3)
