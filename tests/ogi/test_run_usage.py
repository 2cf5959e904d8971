"""`ogi run` refuses what makes no sense before it touches anything."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no-such-folder"], "no such file or folder: no-such-folder"),
        (["--collection", "../x", "."], "collection id '../x'"),
        (["--collection", "unknown"], "no paths are known for the collection 'unknown'"),
        (["--workers", "0"], "Invalid value for '--workers'"),
    ],
)
def test_wrong_usage_changes_nothing_and_gives_status_2(tmp_path: Path, arguments: list[str], message: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "ogi", "run", *arguments],
        env=os.environ | {"OGI_HOME": str(tmp_path / "home")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2, result.stderr
    assert message in result.stderr
    assert result.stdout == ""
    assert not (tmp_path / "home").exists()
