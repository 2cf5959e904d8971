"""Reading is skipped only when it would give the same."""

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import orchestration.reading_state
from ingest.home import Home
from ingest.parsed_tables import ParsedWriter
from ingest.store import CATALOGUE_SCHEMA
from orchestration.reading_state import had_passing_problems, is_read, remember_reading, unread_collections


def _write_catalogue(home: Home, document_id: str = "a" * 64, path: str = "a.txt") -> None:
    home.catalogues.mkdir(parents=True, exist_ok=True)
    row = {
        "collection_id": "c",
        "source_path": path,
        "document_id": document_id,
        "taken_in_at": datetime.now(UTC),
        "status": "stored",
    }
    pq.write_table(pa.Table.from_pylist([row], schema=CATALOGUE_SCHEMA), home.catalogue_of("c"))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A collection that was read."""
    home = Home(tmp_path)
    _write_catalogue(home)
    with ParsedWriter(home.parsed, "c"):
        pass
    remember_reading(home, "c")
    return home


def test_the_same_documents_taken_in_later_are_read(home: Home) -> None:
    _write_catalogue(home)
    assert is_read(home, "c")
    assert unread_collections(home) == []


def test_another_document_has_to_be_read(home: Home) -> None:
    _write_catalogue(home, document_id="b" * 64)
    assert unread_collections(home) == ["c"]


def test_a_document_under_another_path_has_to_be_read(home: Home) -> None:
    _write_catalogue(home, path="b.txt")
    assert not is_read(home, "c")


def test_another_program_has_to_read(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "program").mkdir()
    (tmp_path / "program" / "__init__.py").write_text("x = 1\n", encoding="utf-8")
    monkeypatch.setattr(orchestration.reading_state.ingest, "__file__", str(tmp_path / "program" / "__init__.py"))
    assert not is_read(home, "c")


def test_a_missing_table_has_to_be_read(home: Home) -> None:
    (home.parsed / "cells" / "c.parquet").unlink()
    assert not is_read(home, "c")


def test_a_document_that_could_not_be_read_in_time_may_be_read_the_next_time(home: Home) -> None:
    issues = home.parsed / "issues" / "c.parquet"
    schema = pq.read_schema(issues)
    assert not had_passing_problems(home, "c")
    pq.write_table(pa.Table.from_pylist([{"code": "not_a_report"}, {"code": "time_limit"}], schema=schema), issues)
    assert had_passing_problems(home, "c")


def test_an_older_program_that_wrote_fewer_tables_has_left_them_to_be_read(home: Home) -> None:
    (home.parsed / "texts" / "c.parquet").unlink()
    assert unread_collections(home) == ["c"]
