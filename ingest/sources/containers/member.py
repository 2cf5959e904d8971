"""What every kind of container yields, and what is said of the container as a whole."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from ingest.errors import UnreadableDocumentError, issue
from ingest.report import Issue
from ingest.sources.containers.forward_reader import ForwardReader


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes to be read once, before the next member is asked for.

    `file` is the same bytes as an open file where there is one (the reader's position is not its own). `size` is what
    the container says. `modified_at` and `source_url` are None where it says nothing.
    """

    reader: ForwardReader
    file: BinaryIO | None = None
    size: int | None = None
    modified_at: datetime | None = None
    source_url: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a container: what leads to it there, and its bytes or why they are not to be had.

    `may_nest`: whether it may be a container itself; the rows of a table are documents as they are.
    """

    name: str
    content: Source | Issue
    may_nest: bool = True


@dataclass(slots=True)
class Notes:
    """What is said once of a container, after its members: what was left out and what went wrong."""

    left_out: Counter[str] = field(default_factory=Counter)
    cut_short: int = 0
    unsafe_names: list[str] = field(default_factory=list)
    unsafe_count: int = 0
    problem: UnreadableDocumentError | None = None

    def add_unsafe_name(self, name: str) -> None:
        """A member was taken in under another name, since its own leads out of the container."""
        self.unsafe_count += 1
        if len(self.unsafe_names) < 3:
            self.unsafe_names.append(name[:200])

    def issue(self) -> Issue | None:
        """All of it as one issue under the code of the gravest, or None when there is nothing to say."""
        said: list[tuple[str, str]] = []
        if self.problem:
            said.append((self.problem.code, str(self.problem)))
        if self.unsafe_count:
            names = ", ".join(map(repr, self.unsafe_names))
            message = f"{self.unsafe_count} members have names that lead out of the archive and were taken in without"
            said.append(("unsafe_member", f"{message} what leads out: {names}"))
        if self.left_out:
            counts = ", ".join(f"{count:,} {reason}" for reason, count in self.left_out.most_common())
            said.append(("members_left_out", f"left out: {counts}"))
        if self.cut_short:
            said.append(("members_left_out", f"{self.cut_short:,} records were cut short by the crawler"))
        return issue(said[0][0], "; ".join(message for _, message in said)) if said else None
