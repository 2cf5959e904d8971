"""Every document that paths lead to: files as they are, and the members of containers."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.errors import UnreadableDocumentError, issue
from ingest.sources.containers.forward_reader import ForwardReader, file_blocks
from ingest.sources.containers.limits import Budget, ContainerLimits
from ingest.sources.containers.member import Source
from ingest.sources.containers.opening import FoundDocument, documents_in
from ingest.sources.containers.recognition import Kind, recognised
from ingest.sources.files import modified_at, open_file
from ingest.sources.folders import source_files
from ingest.zip_directory import is_document

_LIMITS = ContainerLimits()


def find_documents(paths: Iterable[Path], limits: ContainerLimits = _LIMITS) -> Iterator[FoundDocument]:
    """The documents in the order of the paths and of the members in each; what cannot be read has its reason.

    Folders are walked as in `ingest.sources.folders`, containers as in `ingest.sources.containers`. Memory stays flat.
    """
    for source in source_files(paths):
        if source.refusal:
            yield FoundDocument(source.name, refusal=source.refusal)
        else:
            yield from _documents_of_file(source.path, source.name, limits)


def count_documents(paths: Iterable[Path]) -> int | None:
    """How many documents `find_documents` finds; None when a file is a container, for only reading it tells."""
    count = 0
    for source in source_files(paths):
        if not source.refusal and _is_container(source.path):
            return None
        count += 1
    return count


def _documents_of_file(path: Path, name: str, limits: ContainerLimits) -> Iterator[FoundDocument]:
    try:
        with open_file(path) as file:
            status = os.fstat(file.fileno())
            source = Source(ForwardReader(file_blocks(file)), file, status.st_size, modified_at(status))
            yield from documents_in(source, name, Budget(limits, status.st_size), path)
    except UnreadableDocumentError as error:
        yield FoundDocument(name, refusal=issue(error.code, str(error)))
    except OSError as error:
        yield FoundDocument(name, refusal=issue("unreadable_path", error.strerror or str(error)))


def _is_container(path: Path) -> bool:
    try:
        with open_file(path) as file:
            kind = recognised(ForwardReader(file_blocks(file)))
            return kind is not None and not (kind is Kind.ZIP and is_document(file))
    except (UnreadableDocumentError, OSError):
        return False  # one document, with its reason
