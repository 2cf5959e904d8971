"""From a stream of bytes to the documents in it: itself, or those of the container that it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ingest.errors import UnreadableDocumentError, issue
from ingest.report import Issue
from ingest.sources.containers.decompression import bunzip2, gunzip, unxz
from ingest.sources.containers.forward_reader import ForwardReader, file_blocks, seekable
from ingest.sources.containers.json_lines import json_line_members
from ingest.sources.containers.limits import Budget
from ingest.sources.containers.member import Member, Notes, Source
from ingest.sources.containers.member_names import UsedNames
from ingest.sources.containers.recognition import Kind, recognised
from ingest.sources.containers.tar_members import tar_members
from ingest.sources.containers.zip_members import zip_members
from ingest.sources.files import check_size, document_blocks
from ingest.zip_directory import is_document

_COMPRESSIONS = {Kind.GZIP: gunzip, Kind.BZIP2: bunzip2, Kind.XZ: unxz}


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document found in a source, or with `refusal` the reason why there is none under this path.

    `blocks` are its bytes, to be read once and before the next document is asked for; reading them raises
    UnreadableDocumentError for what is empty, too large or damaged. `file` is the path of a document that is a file of
    its own. `modified_at` (UTC) and `source_url` are None where the source does not tell.
    """

    source_path: str
    blocks: Iterable[bytes] = ()
    refusal: Issue | None = None
    modified_at: datetime | None = None
    source_url: str | None = None
    file: Path | None = None


def documents_in(
    source: Source, path: str, budget: Budget, file: Path | None = None, layer: int = 0
) -> Iterator[FoundDocument]:
    """The documents in `source`, which has the path `path`, within `layer` containers; it never raises for them.

    `file` is given for a file of its own. OSError is raised when that cannot be read, or nothing be kept on disk.
    """
    try:
        kind = recognised(source.reader)
        if kind is None:
            yield _document(source, path, file)
        elif layer >= budget.limits.layers:
            message = f"it is within {layer} archives or compressions; more are not opened"
            yield FoundDocument(path, refusal=issue("nested_too_deep", message))
        elif kind in _COMPRESSIONS:
            # A compressed file is what it was made from: it has no member with a path of its own.
            content = ForwardReader(_COMPRESSIONS[kind](source.reader.rest(), budget))
            inner = Source(content, modified_at=source.modified_at, source_url=source.source_url)
            yield from documents_in(inner, path, budget, layer=layer + 1)
        elif kind in (Kind.ZIP, Kind.PARQUET):
            yield from _documents_in_file(kind, source, path, budget, file, layer)
        else:
            notes = Notes()
            yield from _documents_of(_streamed_members(kind, source, budget, notes), notes, path, budget, layer)
    except UnreadableDocumentError as error:
        yield FoundDocument(path, refusal=issue(error.code, str(error)))


def _document(source: Source, path: str, file: Path | None) -> FoundDocument:
    if source.size is not None:
        check_size(source.size)
    blocks = document_blocks(source.reader.rest())
    return FoundDocument(path, blocks, None, source.modified_at, source.source_url, file)


def _documents_in_file(
    kind: Kind, source: Source, path: str, budget: Budget, own_file: Path | None, layer: int
) -> Iterator[FoundDocument]:
    """A container that must be read here and there, since what is where stands at its end."""
    file = source.file or seekable(source.reader, budget.limits.nested_bytes)
    try:
        if kind is Kind.ZIP and is_document(file):
            size = file.seek(0, 2)
            file.seek(0)
            content = Source(ForwardReader(file_blocks(file)), file, size, source.modified_at, source.source_url)
            yield _document(content, path, own_file)
            return
        notes = Notes()
        if kind is Kind.ZIP:
            members = zip_members(file, budget, notes)
        else:
            from ingest.sources.containers.parquet_rows import parquet_members  # noqa: PLC0415 - takes 100 ms to import

            members = parquet_members(file, budget, notes)
        yield from _documents_of(members, notes, path, budget, layer)
    finally:
        if file is not source.file:
            file.close()


def _streamed_members(kind: Kind, source: Source, budget: Budget, notes: Notes) -> Iterator[Member]:
    if kind is Kind.TAR:
        return tar_members(source.reader, notes)
    if kind is Kind.WARC:
        from ingest.sources.containers.warc_records import warc_members  # noqa: PLC0415 - as above

        return warc_members(source.reader, budget, notes)
    return json_line_members(source.reader, notes)


def _documents_of(
    members: Iterator[Member], notes: Notes, path: str, budget: Budget, layer: int
) -> Iterator[FoundDocument]:
    """The documents of all members, and then what is to be said of the container under its own path."""
    is_empty = True
    with UsedNames() as names:
        try:
            for member in members:
                is_empty = False
                budget.count_member()
                member_path = f"{path}/{names.unique(member.name)}"
                if isinstance(member.content, Issue):
                    yield FoundDocument(member_path, refusal=member.content)
                elif member.may_nest:
                    yield from documents_in(member.content, member_path, budget, layer=layer + 1)
                else:
                    yield from _rows(member.content, member_path)
                budget.check()
        except UnreadableDocumentError as error:
            notes.problem = error
    if note := notes.issue():
        yield FoundDocument(path, refusal=note)
    elif is_empty:
        yield FoundDocument(path, refusal=issue("empty_file", "the container holds no documents"))


def _rows(content: Source, path: str) -> Iterator[FoundDocument]:
    try:
        yield _document(content, path, None)
    except UnreadableDocumentError as error:
        yield FoundDocument(path, refusal=issue(error.code, str(error)))
