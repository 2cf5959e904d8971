"""The build manifest: `manifest.json` of a publication says what was built, when, from what, by which versions."""

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb

from publication.integrity import MANIFEST_NAME, describe_files, describe_folders

_FORMAT_VERSION = 1

# What the numbers depend on; the rest of the environment is pinned by the lock file.
_DISTRIBUTIONS = ("ogi-warehouse", "dbt-core", "dbt-duckdb", "duckdb", "pyarrow", "dagster")

_PROJECT = Path(__file__).resolve().parent.parent
_CODE_FOLDERS = ("ingest", "dbt_project/models", "dbt_project/macros", "dbt_project/seeds", "publication")

# The schemas that are read by others; staging and intermediate tables are ours.
_COUNTED_SCHEMAS = ("marts", "quality", "views", "feeds")


def write_manifest(
    publication: Path,
    *,
    build_id: str,
    run_id: str,
    created: datetime,
    row_counts: Mapping[str, int],
    collections: Sequence[dict[str, Any]],
) -> dict[str, Any]:
    """Write the manifest of a publication whose other files are all there."""
    manifest = {
        "format_version": _FORMAT_VERSION,
        "build_id": build_id,
        "run_id": run_id,
        "created": created.isoformat(),
        "versions": {
            "code_sha256": code_fingerprint(),
            "python": platform.python_version(),
            **{name: version(name) for name in _DISTRIBUTIONS},
        },
        "collections": list(collections),
        "row_counts": dict(row_counts),
        "files": describe_files(publication),
        "folders": describe_folders(publication),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    (publication / MANIFEST_NAME).write_text(text, encoding="utf-8")
    return manifest


def row_counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Rows of every table and view that others read, by `schema.name`."""
    names = connection.execute(
        "select table_schema, table_name from information_schema.tables"
        " where table_schema in (select unnest(?)) order by all",
        [list(_COUNTED_SCHEMAS)],
    ).fetchall()
    counts = {}
    for schema, name in names:
        row = connection.execute(f'select count(*) from "{schema}"."{name}"').fetchone()  # noqa: S608 names of our models
        counts[f"{schema}.{name}"] = int(row[0]) if row else 0
    return counts


def code_fingerprint() -> str:
    """SHA-256 over the source files that decide the numbers: the same code gives the same, with or without git."""
    digest = hashlib.sha256()
    for folder in _CODE_FOLDERS:
        for path in sorted((_PROJECT / folder).rglob("*")):
            if path.suffix in {".py", ".csv", ".sql", ".yml"}:
                digest.update(path.relative_to(_PROJECT).as_posix().encode() + b"\0")
                digest.update(path.read_bytes())
    return digest.hexdigest()
