"""Reading documents where they lie, without the store: files by their paths, members of containers as they come."""

import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

from ingest.errors import UnreadableDocumentError, issue
from ingest.report import Report, SourceDocument
from ingest.sources.containers.opening import FoundDocument
from ingest.sources.documents import find_documents
from ingest.workers import DocumentToRead, read_documents

# What is larger goes to a worker by way of a file, so that the few documents under way fit in memory.
_SENT_AS_BYTES = 1024 * 1024


def read_in_place(paths: Iterable[Path], workers: int | None = None) -> Iterator[Report]:
    """One report per document that the paths lead to, in their order; see `read_documents` and `find_documents`.

    Nothing is written but large members of containers, each to a temporary folder until it is read; the folder is
    removed at the end, on an error and on Ctrl-C.
    """
    with ExitStack() as at_end:
        spool = _Spool(at_end)
        under_way: deque[Path | None] = deque()

        def incoming() -> Iterator[DocumentToRead | Report]:
            for found in find_documents(paths):
                entry = _entry(found, spool)
                content = entry.content if isinstance(entry, DocumentToRead) and found.file is None else None
                under_way.append(content if isinstance(content, Path) else None)
                yield entry

        for report in read_documents(incoming(), workers):
            if spooled := under_way.popleft():
                spooled.unlink()
            yield report


class _Spool:
    """A temporary folder, made when the first file is to be put there."""

    def __init__(self, at_end: ExitStack) -> None:
        self._at_end = at_end
        self._folder: Path | None = None
        self._names = map(str, count())

    def keep(self, content: bytes) -> Path:
        if self._folder is None:
            self._folder = Path(self._at_end.enter_context(tempfile.TemporaryDirectory(prefix="ogi-")))
        path = self._folder / next(self._names)
        path.write_bytes(content)
        return path


def _entry(found: FoundDocument, spool: _Spool) -> DocumentToRead | Report:
    if found.refusal:
        return _unread(found.source_path, found.refusal.code, found.refusal.message)
    if found.file is not None:
        return DocumentToRead(found.file, found.source_path)
    try:
        content = b"".join(found.blocks)
    except UnreadableDocumentError as error:
        return _unread(found.source_path, error.code, str(error))
    kept = spool.keep(content) if len(content) > _SENT_AS_BYTES else content
    return DocumentToRead(kept, found.source_path, source_url=found.source_url)


def _unread(source_path: str, code: str, message: str) -> Report:
    return Report(SourceDocument(source_path, None, None), is_report=False, issues=(issue(code, message),))
