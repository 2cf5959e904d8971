"""The store of raw documents and the taking in of collections.

A document is kept once, under the SHA-256 of its bytes, and never changed. A collection's catalogue says, for every
path that was seen, which document it is or why it was refused.
"""

import hashlib
import os
import re
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, Self

import pyarrow as pa
import pyarrow.parquet as pq

from ingest.errors import UnreadableDocumentError, issue
from ingest.home import check_collection_id
from ingest.report import Issue
from ingest.sources.containers.limits import ContainerLimits
from ingest.sources.containers.opening import FoundDocument
from ingest.sources.documents import find_documents

_CATALOGUE_COLUMNS: dict[str, pa.DataType] = {
    "collection_id": pa.string(),
    "source_path": pa.string(),
    "source_url": pa.string(),  # where the document was published, if its container tells
    "document_id": pa.string(),  # SHA-256 in hex; null when the bytes were refused
    "size_bytes": pa.int64(),
    "modified_at": pa.timestamp("us", tz="UTC"),
    "taken_in_at": pa.timestamp("us", tz="UTC"),
    "status": pa.string(),  # stored | duplicate | refused
    "issue_code": pa.string(),
    "issue_message": pa.string(),
}
# One row per path seen while taking in a collection.
CATALOGUE_SCHEMA = pa.schema(_CATALOGUE_COLUMNS)

_SHA256 = re.compile(r"[0-9a-f]{64}")
_CATALOGUE_BATCH = 1000
_KEPT_IN_MEMORY = 1024 * 1024
# Copying 32 MiB never takes an hour: an unfinished copy that old was left by a run that was killed.
_LEFTOVER_SECONDS = 3600


class RawStore:
    """Documents under `<root>/<first 2 hex digits>/<sha256>`: each once, complete or not there at all, read-only."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._unfinished = root / "unfinished"

    def path_of(self, sha256: str) -> Path:
        """Where the document with this hash is, or would be. Raises ValueError for what is no SHA-256 in hex."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"{sha256!r} is no SHA-256 in lower-case hex")
        return self._root / sha256[:2] / sha256

    def add(self, blocks: Iterable[bytes]) -> "AddedDocument":
        """Keep a document, given in blocks, unless its bytes are there already.

        A small one is hashed in memory, so that taking in again what is there writes nothing. A large one is hashed
        while being copied to a temporary name and then renamed: a killed run leaves no half document. What the blocks
        raise is raised again and nothing is kept; OSError is raised when the store itself cannot be written.
        """
        incoming = iter(blocks)
        digest = hashlib.sha256()
        in_memory: list[bytes] = []
        size = 0
        for block in incoming:
            digest.update(block)
            in_memory.append(block)
            size += len(block)
            if size > _KEPT_IN_MEMORY:
                break
        else:
            if self._has(digest.hexdigest(), size):
                return AddedDocument(digest.hexdigest(), size)
        return self._write(in_memory, incoming, digest)

    def _write(self, written: Iterable[bytes], incoming: Iterable[bytes], digest: "hashlib._Hash") -> "AddedDocument":
        """Write the blocks that are in the hash already, and then those that come."""
        self._unfinished.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self._unfinished, delete=False) as copy:
            unfinished = Path(copy.name)
            try:
                copy.writelines(written)
                for block in incoming:
                    digest.update(block)
                    copy.write(block)
                copy.flush()
                os.fchmod(copy.fileno(), 0o444)
                added = AddedDocument(digest.hexdigest(), copy.tell())
                if not self._has(*added):
                    target = self.path_of(added.document_id)
                    target.parent.mkdir(exist_ok=True)
                    unfinished.replace(target)
            finally:
                unfinished.unlink(missing_ok=True)
        return added

    def _has(self, document_id: str, size: int) -> bool:
        """Whether a document is there. A power failure may leave it short, for it is not synced to disk."""
        try:
            return self.path_of(document_id).stat().st_size == size
        except FileNotFoundError:
            return False

    def remove_leftovers(self) -> None:
        """Remove copies that killed runs left unfinished more than an hour ago."""
        for path in self._unfinished.glob("*"):
            if time.time() - path.stat().st_mtime > _LEFTOVER_SECONDS:
                path.unlink(missing_ok=True)


class AddedDocument(NamedTuple):
    """A document in the store: the SHA-256 of its bytes in hex, and how many they are."""

    document_id: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class TakeInSummary:
    """How many paths of a collection were stored, were duplicates of an earlier path, or were refused."""

    stored: int
    duplicates: int
    refused: int


def take_in(
    paths: Iterable[Path],
    collection_id: str,
    store: RawStore,
    catalogue_path: Path,
    on_progress: Callable[[int], None] | None = None,
    limits: ContainerLimits | None = None,
) -> TakeInSummary:
    """Store every document that the paths name and write the collection's catalogue, replacing the former one whole.

    Folders are walked as in `ingest.sources.folders` (sorted; hidden files left out), containers as in
    `ingest.sources.containers`: each member is a document with a row of its own. What cannot be read becomes a row
    with status "refused" and its issue, and so does what is to be said of a container, under the container's own path;
    the second path with the same bytes becomes one with status "duplicate". `on_progress` is called with the number of
    paths seen so far. Memory stays flat however many paths there are, and however large a container is.

    Raises ValueError for an id that cannot be a file name and OSError when the data folder cannot be written; then the
    former catalogue stands.
    """
    check_collection_id(collection_id)
    store.remove_leftovers()
    with _CatalogueWriter(catalogue_path, collection_id) as catalogue, closing(_SeenDocuments()) as seen:
        for count, found in enumerate(find_documents(paths, limits or ContainerLimits()), start=1):
            _take_in_one(found, store, seen, catalogue)
            if on_progress:
                on_progress(count)
    return TakeInSummary(**catalogue.counts)


def _take_in_one(found: FoundDocument, store: RawStore, seen: "_SeenDocuments", catalogue: "_CatalogueWriter") -> None:
    if found.refusal:
        catalogue.write(found, "refused", found.refusal)
        return
    try:
        added = store.add(found.blocks)
    except UnreadableDocumentError as error:
        catalogue.write(found, "refused", issue(error.code, str(error)))
        return
    first = seen.first_path(added.document_id, found.source_path)
    duplicate = issue("duplicate_document", f"the same bytes as {first}") if first else None
    catalogue.write(found, "duplicate" if duplicate else "stored", duplicate, added)


class _CatalogueWriter:
    """Writes rows to a file beside the catalogue, which takes its place when all are there."""

    def __init__(self, target: Path, collection_id: str) -> None:
        self._target = target
        self._unfinished = target.with_suffix(".unfinished")
        self._collection_id = collection_id
        self._rows: list[dict[str, Any]] = []
        self.counts = {"stored": 0, "duplicates": 0, "refused": 0}

    def __enter__(self) -> Self:
        self._target.parent.mkdir(parents=True, exist_ok=True)
        self._writer = pq.ParquetWriter(self._unfinished, CATALOGUE_SCHEMA, compression="zstd")
        return self

    def write(
        self, found: FoundDocument, status: str, problem: Issue | None = None, added: AddedDocument | None = None
    ) -> None:
        self.counts["duplicates" if status == "duplicate" else status] += 1
        self._rows.append(
            {
                "collection_id": self._collection_id,
                "source_path": found.source_path,
                "source_url": found.source_url,
                "document_id": added.document_id if added else None,
                "size_bytes": added.size_bytes if added else None,
                "modified_at": found.modified_at if added else None,
                "taken_in_at": datetime.now(UTC),
                "status": status,
                "issue_code": problem.code if problem else None,
                "issue_message": problem.message if problem else None,
            }
        )
        if len(self._rows) >= _CATALOGUE_BATCH:
            self._flush()

    def _flush(self) -> None:
        self._writer.write_table(pa.Table.from_pylist(self._rows, schema=CATALOGUE_SCHEMA))
        self._rows = []

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._flush()
        self._writer.close()
        if kind is None:
            self._unfinished.replace(self._target)
        else:
            self._unfinished.unlink(missing_ok=True)


class _SeenDocuments:
    """Which path of this collection first had each document. On disk: a set of a million hashes takes 150 MiB."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("")  # a temporary file that SQLite removes
        self._database.execute("create table seen (document_id text primary key, path text not null) without rowid")

    def first_path(self, document_id: str, path: str) -> str | None:
        """The path that had these bytes before, or None, and then `path` is remembered."""
        found = self._database.execute("select path from seen where document_id = ?", (document_id,)).fetchone()
        if found is None:
            self._database.execute("insert into seen values (?, ?)", (document_id, path))
            return None
        return str(found[0])

    def close(self) -> None:
        self._database.close()
