"""The dbt manifest, always there and never older than the project: Dagster reads it when it loads the assets."""

import fcntl
import hashlib
import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

DBT_PROJECT = Path(__file__).resolve().parent.parent / "dbt_project"

# Beside the interpreter, so that it is found in an environment that was not activated.
DBT_EXECUTABLE = Path(sys.executable).with_name("dbt")

_TARGET = DBT_PROJECT / "target"
_FINGERPRINT = _TARGET / "manifest.fingerprint"
_SOURCE_SUFFIXES = {".sql", ".yml", ".yaml", ".csv", ".md"}


class DbtProjectError(Exception):
    """The dbt project cannot be parsed; the message is dbt's."""


def load_manifest() -> dict[str, Any]:
    """The manifest of the dbt project as it is now; parses the project first (about 5 s) when any of its files changed.

    Processes that start together wait for the one that parses. Raises DbtProjectError when dbt cannot parse it.
    """
    _TARGET.mkdir(exist_ok=True)
    with (_TARGET / "manifest.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        manifest = _TARGET / "manifest.json"
        fingerprint = _project_fingerprint()
        if not (manifest.exists() and _FINGERPRINT.exists() and _FINGERPRINT.read_text() == fingerprint):
            _FINGERPRINT.unlink(missing_ok=True)
            _parse()
            _FINGERPRINT.write_text(fingerprint)
        content: dict[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))
    return content


def _parse() -> None:
    project = str(DBT_PROJECT)
    command = [str(DBT_EXECUTABLE), "--quiet", "parse", "--project-dir", project, "--profiles-dir", project]
    # Parsing needs the names of the folders, not the folders: any value serves.
    names = ("OGI_PARSED", "OGI_RAW", "OGI_REFERENCE", "OGI_PREVIOUS")
    folders = {name: os.environ.get(name, "unset") for name in names}
    environment = os.environ | folders | {"DBT_SEND_ANONYMOUS_USAGE_STATS": "false", "DBT_TARGET_PATH": str(_TARGET)}
    environment["DBT_LOG_PATH"] = str(_TARGET)
    result = subprocess.run(  # noqa: S603 our own command
        command, env=environment, cwd=DBT_PROJECT, capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise DbtProjectError(f"dbt cannot parse {DBT_PROJECT}:\n{result.stdout}{result.stderr}")


def _project_fingerprint() -> str:
    digest = hashlib.sha256(f"{version('dbt-core')} {version('dbt-duckdb')}".encode())
    for path in sorted(DBT_PROJECT.rglob("*")):
        relative = path.relative_to(DBT_PROJECT)
        if path.suffix in _SOURCE_SUFFIXES and relative.parts[0] not in {"target", "logs"}:
            digest.update(relative.as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
