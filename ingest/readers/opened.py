"""What every reader gives."""

from dataclasses import dataclass

from ingest.document import Document
from ingest.report import Issue


@dataclass(frozen=True, slots=True)
class OpenedDocument:
    """A document whose text can be read.

    `encoding` is the one that its bytes are in (None where the format itself fixes it); `issues` are warnings.
    """

    document: Document
    media_type: str
    encoding: str | None
    issues: tuple[Issue, ...]
