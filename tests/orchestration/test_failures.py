"""Runs that fail, are killed or come again: what was published stays, and the next run succeeds."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import dagster as dg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ingest.home import Home
from orchestration.instance import open_instance
from orchestration.pipeline import run_pipeline
from orchestration.progress import Stage
from orchestration.reading_state import unread_collections
from orchestration.writer_lock import hold_writer_lock
from publication.integrity import verify

from .conftest import SAMPLES, Materialised, RecordedProgress

pytestmark = pytest.mark.xdist_group("materialised")

_OGI = [sys.executable, "-m", "ogi"]


def _rewrite(path: Path, rows: list[dict[str, object]]) -> None:
    pq.write_table(pa.Table.from_pylist(rows, schema=pq.read_schema(path)), path)


def _feed_files(publication: Path) -> dict[str, str]:
    """The hash of every feed file but the package, which carries the time of the build, and what changed since it."""
    files = verify(publication)["files"]
    return {
        file["path"]: file["sha256"]
        for file in files
        if file["path"].startswith("feeds/")
        and not file["path"].endswith("datapackage.json")
        and "/feed_change." not in file["path"]
    }


def test_a_lost_document_stops_the_run_before_anything_is_built(copied_home: Home) -> None:
    published = copied_home.current.readlink()
    reports = copied_home.parsed / "reports" / "left-behind.parquet"
    _rewrite(reports, [])
    result = run_pipeline(copied_home, "mixed", [copied_home.root], RecordedProgress())
    assert result.problems[0].startswith("check every_stored_document_is_read of parsed/reports: 1 documents are lost")
    assert copied_home.current.readlink() == published
    verify(copied_home.current)


def test_a_broken_invariant_publishes_nothing(copied_home: Home) -> None:
    published = copied_home.current.readlink()
    cells = copied_home.parsed / "cells" / "left-behind.parquet"
    rows = pq.read_table(cells).to_pylist()
    # A cell that comes twice breaks the key of every table of cells.
    _rewrite(cells, [*rows, rows[0]])
    result = subprocess.run(
        [*_OGI, "run", "--collection", "mixed"], capture_output=True, text=True, check=False, env=os.environ
    )
    assert result.returncode == 3, result.stderr
    assert result.stdout == ""
    (failed_check,) = re.findall(r"error: check (\w+) of staging/stg_parsed__cells", result.stderr)
    assert "Nothing was published; what was published before stays" in result.stderr
    log = Path(result.stderr.rsplit("The log is ", 1)[1].strip())
    assert failed_check in log.read_text(encoding="utf-8")
    assert copied_home.current.readlink() == published
    verify(copied_home.current)


def test_a_run_killed_while_dbt_builds_leaves_the_last_publication_and_the_next_run_succeeds(
    copied_home: Home,
) -> None:
    published = copied_home.current.readlink()
    before = _feed_files(copied_home.current)
    command = [*_OGI, "run", "--collection", "mixed"]
    process = subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ
    )
    deadline = time.monotonic() + 120
    while not list(copied_home.build.glob("*/warehouse.duckdb")):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)
    (killed_run,) = (path.name for path in copied_home.build.iterdir())
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert copied_home.current.readlink() == published
    verify(copied_home.current)

    again = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)
    assert again.returncode == 1, again.stderr
    assert copied_home.current.readlink() != published
    assert not copied_home.build.exists()
    with open_instance(copied_home) as instance:
        run = instance.get_run_by_id(killed_run)
        assert run
        assert run.status == dg.DagsterRunStatus.FAILURE

    # The inputs are the same, so are the feeds, and nothing was read again.
    assert _feed_files(copied_home.current) == before
    assert json.loads((copied_home.feeds / "v1" / "feed_change.json").read_text(encoding="utf-8")) == []
    assert "its tables are kept" in max(copied_home.root.glob("logs/*.log")).read_text(encoding="utf-8")

    # What the person is told.
    assert "reports     3\n" in again.stdout
    assert f"warehouse   {copied_home.warehouse}\n" in again.stdout
    assert "ogi ui" in again.stdout
    assert "notes.txt: not_a_report: " in again.stderr
    assert "empty.txt: empty_file: " in again.stderr
    assert "DEBUG" not in again.stderr
    assert "\x1b" not in again.stdout + again.stderr


class _InterruptedWhileReading(RecordedProgress):
    """Ctrl-C in the middle of a stage."""

    def report(self, stage: Stage, done: int, total: int | None) -> None:
        super().report(stage, done, total)
        if stage == "reading":
            signal.raise_signal(signal.SIGINT)


def test_an_interrupted_run_is_no_failure_of_ours_and_the_next_run_repeats_it(copied_home: Home) -> None:
    published = copied_home.current.readlink()
    progress = _InterruptedWhileReading()
    with pytest.raises(KeyboardInterrupt):
        run_pipeline(copied_home, "new", [SAMPLES / "guidong_county_2020.txt"], progress)
    assert progress.last["reading"] == (1, 1)
    assert copied_home.current.readlink() == published
    assert unread_collections(copied_home) == ["new"]
    with hold_writer_lock(copied_home.lock, on_wait=None):
        verify(copied_home.current)


def test_part_of_the_warehouse_is_never_built_alone(copied_home: Home, materialised: Materialised) -> None:
    from orchestration.definitions import defs  # noqa: PLC0415

    published = copied_home.current.readlink()
    with open_instance(copied_home) as instance:
        result = (
            defs()
            .resolve_job_def("ogi")
            .execute_in_process(
                instance=instance,
                partition_key="mixed",
                asset_selection=[dg.AssetKey(["marts", "dim_report"])],
                raise_on_error=False,
            )
        )
    assert not result.success
    assert copied_home.current.readlink() == published
    assert materialised.result.run_id != result.run_id
