"""What is wrong with the files of people: every problem with its file, line and reason, all told at once."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem; `line` is that of the file, from 1, the header."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.reason}"


class CurationError(Exception):
    """Files in the curation folder are wrong; `problems` has all of them, in the order of files and lines."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        count = len(self.problems)
        head = f"{count} problem{'s' if count > 1 else ''} in the curation folder; nothing was built"
        super().__init__("\n".join([head, *map(str, self.problems)]))
