"""What was planted, and the findings that plain arithmetic expects of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One planted problem: what it is, the rules that must find it, the organ and year it was planted in.

    `source_key` is the organ whose words were copied.
    """

    kind: str
    rules: tuple[str, ...]
    office_key: str
    year: int
    source_key: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Expected:
    """A failure that must be found: in which publication (organ, year, version), by which rule, of which subject.

    Subjects that only the reader numbers (`figure:3`) are `figure`: they are compared by how many there are. A version
    of a report is told by its number (`version:1`).
    """

    office_key: str
    year: int
    version: int
    rule_id: str
    subject: str
