"""Whether a collection has to be read: not when its documents, the program and its libraries are all as they were.

Reading is the longest part of a run and depends on nothing else. What was read is remembered as one fingerprint per
collection in `parsed/fingerprints/`.
"""

import hashlib
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

import pyarrow.parquet as pq

import ingest
from ingest.home import Home
from ingest.parsed_tables import SCHEMAS

# What the catalogue says of the documents; when they were seen does not matter to reading.
_CATALOGUE_COLUMNS = ["source_path", "source_url", "document_id", "status", "issue_code", "issue_message"]

# Problems that another try may not have.
_PASSING_PROBLEMS = {"reader_failed", "time_limit"}


def is_read(home: Home, collection_id: str) -> bool:
    """Whether the parsed tables of a collection are what reading it now would give."""
    state = _state_file(home, collection_id)
    tables = [home.parsed / table / f"{collection_id}.parquet" for table in SCHEMAS]
    return (
        state.exists()
        and all(table.exists() for table in tables)
        and state.read_text(encoding="utf-8") == _fingerprint(home, collection_id)
    )


def had_passing_problems(home: Home, collection_id: str) -> bool:
    """Whether a document of the collection could not be read for a reason that another try may not have."""
    issues = pq.read_table(home.parsed / "issues" / f"{collection_id}.parquet", columns=["code"])
    return not _PASSING_PROBLEMS.isdisjoint(issues["code"].to_pylist())


def remember_reading(home: Home, collection_id: str) -> None:
    """To be called when the parsed tables of a collection are complete."""
    state = _state_file(home, collection_id)
    state.parent.mkdir(parents=True, exist_ok=True)
    state.write_text(_fingerprint(home, collection_id), encoding="utf-8")


def unread_collections(home: Home) -> list[str]:
    """Collections that were taken in, but whose parsed tables a killed run or an older program left behind."""
    return [path.stem for path in sorted(home.catalogues.glob("*.parquet")) if not is_read(home, path.stem)]


def _state_file(home: Home, collection_id: str) -> Path:
    return home.parsed / "fingerprints" / f"{collection_id}.txt"


def _fingerprint(home: Home, collection_id: str) -> str:
    digest = hashlib.sha256(_program_fingerprint(Path(ingest.__file__).parent))
    catalogue = pq.ParquetFile(home.catalogue_of(collection_id))
    for batch in catalogue.iter_batches(columns=_CATALOGUE_COLUMNS):
        for row in batch.to_pylist():
            digest.update(repr(row).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


@cache
def _program_fingerprint(program: Path) -> bytes:
    """Of the program in this folder and of all libraries; taken once per process (0.5 s), as they are loaded once."""
    digest = hashlib.sha256()
    for name, version in sorted((d.name, d.version) for d in distributions()):
        digest.update(f"{name} {version}\n".encode())
    for path in sorted(program.rglob("*")):
        if path.suffix in {".py", ".csv"}:
            digest.update(path.relative_to(program).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.digest()
