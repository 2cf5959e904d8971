"""Runs the program on a published province and asks the warehouse what it found."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from province.judging import Verdict, expected_failures, found_failures, judge
from province.panel import Panel
from province.publishing import Publication

PROGRAM = Path(__file__).resolve().parents[2]
# Rules of pure arithmetic: whatever else they say, here they must be right to the last finding.
EXACT_RULES = ("A1", "A2", "A3", "L1", "V1", "C1", "P1", "P2", "P3", "Y1", "Y2", "Y3", "T1", "M1", "U1", "S1", "H1")


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run of the program: exit status, messages, seconds and the largest memory of one process (bytes)."""

    warehouse: Path
    exit_status: int
    messages: str
    seconds: float
    peak_bytes: int

    def rows(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """The answer of the published warehouse."""
        with duckdb.connect(str(self.warehouse), read_only=True) as connection:
            return connection.execute(sql, parameters).fetchall()


def run_program(reports: Path, home: Path) -> Run:
    """Take in the folder `reports` with the data folder `home`, as a person would do: `ogi run`."""
    environment = os.environ | {"OGI_HOME": str(home)}
    command = [sys.executable, "-m", "ogi", "run", str(reports), "--collection", "province", "--quiet"]
    start = time.perf_counter()
    finished = subprocess.run(command, cwd=PROGRAM, env=environment, capture_output=True, text=True, check=False)
    taken = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    return Run(home / "warehouse.duckdb", finished.returncode, finished.stdout + finished.stderr, taken, peak)


def finished_run(home: Path) -> Run:
    """A run of before that published; only its warehouse is left to ask."""
    return Run(home / "warehouse.duckdb", exit_status=0, messages="", seconds=0, peak_bytes=0)


def judge_run(run: Run, panel: Panel, publications: list[Publication]) -> Mapping[str, Verdict]:
    """A verdict for every rule of the catalogue that the oracle knows."""
    rules = [rule_id for (rule_id,) in run.rows("select rule_id from quality.dim_rule order by rule_id")]
    failures = run.rows("select report_id, rule_id, subject from quality.fct_finding where outcome = 'fail'")
    found = found_failures(publications, [(a, b, c) for a, b, c in failures])
    return judge(expected_failures(panel), found, rules)
