"""Reading many documents at once, each so that it cannot harm the others: a limit of time, a limit of memory, and a
process that may die.

The readers are Python and bound by the processor, hence processes. Reports come in the order of the documents and only
a few are under way at a time, so memory stays flat and the result does not depend on the number of workers.
"""

import faulthandler
import hashlib
import multiprocessing
import os
import resource
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain, islice
from multiprocessing.connection import wait
from pathlib import Path

from ingest.allocator import keep_memory
from ingest.errors import UnreadableDocumentError, issue
from ingest.parse import parse_bytes
from ingest.readers.formats import PDF_MARK, PDF_WINDOW
from ingest.report import Issue, Report, SourceDocument
from ingest.sources.files import read_file

# Reading this many reports takes 0.1 s here (5 ms each); starting the workers would take longer than that.
_WORTH_STARTING_WORKERS = 20
# Enough that no worker waits for the reader of the results, few enough that memory stays flat.
_UNDER_WAY_PER_WORKER = 4

_BETWEEN_ALARMS = 0.1  # seconds

# Libraries that a single report may do without; loaded once here, not once in every worker.
_LOADED_WHEN_MET = (
    "cn2an",
    "ingest.readers.html",
    "ingest.readers.pdf",
    "ingest.readers.word",
    "ingest.sameness.reading",
)

Parse = Callable[[bytes, str], Report]


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one document may take. A sample takes 5 ms; 32 MiB of hostile text 800 MiB and the full time."""

    seconds: float = 30
    memory_bytes: int = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class DocumentToRead:
    """A document to be read under the name `source_path`: the content of a file, or bytes that are no file.

    With `document_id`, the bytes must have that SHA-256. `source_url` is passed on to the report.
    """

    content: Path | bytes
    source_path: str
    document_id: str | None = None
    source_url: str | None = None


def default_workers() -> int:
    """One worker per processor that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else (os.cpu_count() or 1)


def read_documents(
    documents: Iterable[DocumentToRead | Report],
    workers: int | None = None,
    parse: Parse = parse_bytes,
    limits: Limits | None = None,
) -> Iterator[Report]:
    """One report per document, in their order; what is a `Report` already (a refused path) is passed on in its place.

    Never fails for a document: a file that cannot be read, takes too long or too much memory, or crashes the reader
    gives a report with is_report=False and the issue (unreadable_path, time_limit, reader_failed).
    """
    limits = limits or Limits()
    incoming = iter(documents)
    first = list(islice(incoming, _WORTH_STARTING_WORKERS))
    # Signals, and with them the limit of time, work in the main thread only.
    is_main = threading.current_thread() is threading.main_thread()
    if len(first) < _WORTH_STARTING_WORKERS and is_main and not any(map(_is_pdf, first)):
        for document in first:
            yield document if isinstance(document, Report) else _read(document, parse, limits)
    else:
        yield from _read_in_workers(chain(first, incoming), workers or default_workers(), parse, limits)


def _is_pdf(document: DocumentToRead | Report) -> bool:
    """Whether a document may be a PDF: PDFium is C++, so what breaks it must not break this process."""
    if isinstance(document, Report):
        return False
    if isinstance(document.content, bytes):
        return PDF_MARK in document.content[:PDF_WINDOW]
    try:
        if not document.content.is_file():
            return False
        with document.content.open("rb") as file:
            return PDF_MARK in file.read(PDF_WINDOW)
    except OSError:
        return False  # reading it will tell why


def _read_in_workers(
    documents: Iterable[DocumentToRead | Report], workers: int, parse: Parse, limits: Limits
) -> Iterator[Report]:
    under_way: deque[tuple[DocumentToRead, Future[Report]] | Report] = deque()
    pool = _pool(workers, limits)

    def oldest() -> Report:
        entry = under_way.popleft()
        if isinstance(entry, Report):
            return entry
        document, future = entry
        try:
            return future.result()
        except BrokenProcessPool:
            # A worker died and took all that was under way with it; alone, only the culprit dies again.
            return _read_alone(document, parse, limits)

    try:
        for document in documents:
            if isinstance(document, Report):
                under_way.append(document)
            else:
                try:
                    future = pool.submit(_read_guarded, document, parse, limits)
                except BrokenProcessPool:
                    pool = _pool(workers, limits)
                    future = pool.submit(_read_guarded, document, parse, limits)
                under_way.append((document, future))
            if len(under_way) >= workers * _UNDER_WAY_PER_WORKER:
                yield oldest()
        while under_way:
            yield oldest()
    finally:
        pool.shutdown(cancel_futures=True)


def _read_alone(document: DocumentToRead, parse: Parse, limits: Limits) -> Report:
    with _pool(1, limits) as pool:
        try:
            return pool.submit(_read_guarded, document, parse, limits).result()
        except BrokenProcessPool:
            problem = issue("reader_failed", "the process that read this document died")
            return _unread(document, document.document_id, problem)


def _pool(workers: int, limits: Limits) -> ProcessPoolExecutor:
    # A fork of this process could inherit a lock that one of its threads holds; a fork of the server cannot, and the
    # server has imported the readers already (a worker starts in 5 ms, the first one in 90 ms).
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, *_LOADED_WHEN_MET])
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker, initargs=(limits,))


def _start_worker(limits: Limits) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends its workers
    if sys.platform == "linux":
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, hard))
    keep_memory()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that is killed tells nobody; without this its workers would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _read_guarded(document: DocumentToRead, parse: Parse, limits: Limits) -> Report:
    # The alarm of `_read` waits for Python code; a reader stuck inside a C library is ended with its process.
    faulthandler.dump_traceback_later(2 * limits.seconds, exit=True)
    try:
        return _read(document, parse, limits)
    finally:
        faulthandler.cancel_dump_traceback_later()


def _read(document: DocumentToRead, parse: Parse, limits: Limits) -> Report:
    document_id = document.document_id
    try:
        with _time_limit(limits.seconds):
            raw = document.content if isinstance(document.content, bytes) else read_file(document.content)
            document_id = hashlib.sha256(raw).hexdigest()
            if document.document_id not in (None, document_id):
                problem = issue("unreadable_path", "the stored copy is damaged: remove it and take it in again")
                return _unread(document, document.document_id, problem)
            return _with_address(parse(raw, document.source_path), document.source_url)
    except _TimeLimitError:
        return _unread(
            document, document_id, issue("time_limit", f"reading was ended after {limits.seconds:g} seconds")
        )
    except UnreadableDocumentError as error:
        return _unread(document, document_id, issue(error.code, str(error)))
    except Exception as error:  # noqa: BLE001 - a defect of a reader costs one document, and is told with its place
        return _unread(document, document_id, issue("reader_failed", _description(error)))


def _unread(document: DocumentToRead, document_id: str | None, problem: Issue) -> Report:
    source = SourceDocument(document.source_path, document_id, None, source_url=document.source_url)
    return Report(source, is_report=False, issues=(problem,))


def _with_address(report: Report, source_url: str | None) -> Report:
    return replace(report, document=replace(report.document, source_url=source_url)) if source_url else report


def _description(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "an unknown place"
    return f"{type(error).__name__} at {place}: {error}"


class _TimeLimitError(BaseException):
    """Not an Exception, so that no `except Exception` of a reader swallows it."""


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    is_over = False

    def end(*_: object) -> None:
        if not is_over:
            raise _TimeLimitError

    former = signal.signal(signal.SIGALRM, end)
    # Again and again, as Python drops what is raised while it runs a finalizer or a callback of its garbage collector.
    signal.setitimer(signal.ITIMER_REAL, seconds, _BETWEEN_ALARMS)
    try:
        yield
    finally:
        is_over = True  # an alarm from here on must not keep the timer from being stopped
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)
