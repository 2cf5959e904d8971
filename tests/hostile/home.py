"""The hostile reports, taken in by the program: made once for all tests that look at them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from built_once import built_once

from hostile.reports import write_hostile_curation, write_reports

PROGRAM = Path(__file__).resolve().parents[2]


def hostile_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder in which `ogi run` published the hostile reports; OGI_TEST_HOMES may name one that is built."""
    if folder := os.environ.get("OGI_TEST_HOMES"):
        return Path(folder).resolve() / "hostile"
    return built_once(tmp_path_factory, "hostile", make_home) / "home"


def make_home(folder: Path) -> None:
    """Write the reports into `folder / "reports"` and take them in with the data folder `folder / "home"`."""
    write_reports(folder / "reports")
    write_hostile_curation(folder / "home" / "curation")
    command = [sys.executable, "-m", "ogi", "run", folder / "reports", "--quiet", "--collection", "hostile"]
    environment = os.environ | {"OGI_HOME": str(folder / "home")}
    run = subprocess.run(command, cwd=PROGRAM, env=environment, capture_output=True, text=True, check=False)
    # Status 1: some of it is refused as what no report is, which is right.
    assert run.returncode in (0, 1), run.stdout + run.stderr
