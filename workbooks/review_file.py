"""The file `reviews.csv` of the curation folder: replies are put into it, whole or not at all.

A finding has one line. A reply on a finding that has none is added at the end; one that says something else than the
line replaces it in place, unless the line is on the same state of the finding and of a later day; one that says the
same changes nothing, so that reading a workbook twice is reading it once. Other lines and columns stay as they are.
"""

import csv
import fcntl
import io
import os
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from curation.checking import check_reviews
from curation.columns import FILES
from curation.csv_files import Row, read_files
from curation.problems import Problem

_FILE = next(file for file in FILES if file.name == "reviews")


@dataclass(frozen=True, slots=True)
class Review:
    """A line of the file."""

    finding_id: str
    state_id: str
    report_id: str
    rule_id: str
    subject: str
    decision: str
    note: str | None
    reviewer: str
    reviewed_on: date

    def cells(self) -> dict[str, str]:
        """The cells of the line by column."""
        values = {item.name: getattr(self, item.name) for item in fields(self)}
        return {name: "" if value is None else str(value) for name, value in values.items()}


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of reviews: how many were added, replaced or there already, and those that a later line outdates."""

    added: int
    replaced: int
    unchanged: int
    superseded: Sequence[Review]


class ReviewFileError(Exception):
    """The file is wrong, or would be; `problems` has its lines. It is left as it is."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@contextmanager
def locked_reviews(folder: Path) -> Iterator["ReviewFile"]:
    """The file in the curation folder (made when there is none), for one writer at a time: others wait."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield ReviewFile(folder)
    finally:
        os.close(descriptor)


class ReviewFile:
    """`reviews.csv` in a curation folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE.file_name

    def merge(self, reviews: Sequence[Review], rule_ids: Collection[str], today: date, *, writes: bool) -> Merged:
        """Put the reviews (each finding once) into the file, by one rename; with `writes` false only say what would be.

        Raises ReviewFileError when the file is wrong already, or would be then.
        """
        rows = _checked(self._path.parent, rule_ids, today)
        at = {row["finding_id"]: row for row in rows}
        added, replaced, unchanged = [], {}, 0
        superseded = []
        for review in reviews:
            line = at.get(review.finding_id)
            if line is None:
                added.append(review)
            elif all(line[name] == (value or None) for name, value in _values(review).items()):
                unchanged += 1
            elif line["state_id"] in {None, review.state_id} and line["reviewed_on"] > review.reviewed_on:
                superseded.append(review)
            else:
                replaced[review.finding_id] = review
        if added or replaced:
            self._write(added, replaced, rule_ids, today, writes=writes)
        return Merged(len(added), len(replaced), unchanged, superseded)

    def _write(
        self,
        added: Sequence[Review],
        replaced: dict[str, Review],
        rule_ids: Collection[str],
        today: date,
        *,
        writes: bool,
    ) -> None:
        """Write the lines beside the file, check them as a run would, and put them in its place."""
        text = self._path.read_bytes().decode("utf-8-sig") if self._path.exists() else ""
        printed = [line for line in csv.reader(io.StringIO(text, newline="")) if any(cell.strip() for cell in line)]
        header = [name.strip() for name in printed[0]] if printed else [column.name for column in _FILE.columns]
        id_index = header.index("finding_id")
        ends = "\r\n" if "\r\n" in text else "\n"
        beside = self._path.parent if writes else None
        with tempfile.TemporaryDirectory(dir=beside, prefix=".replies-") as folder:
            staged = Path(folder) / _FILE.file_name
            # With the mark that makes spreadsheets read Chinese text right.
            with staged.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file, lineterminator=ends)
                writer.writerow(header)
                for line in printed[1:]:
                    review = replaced.get(line[id_index].strip())
                    writer.writerow([review.cells()[name] for name in header] if review else line)
                writer.writerows([review.cells()[name] for name in header] for review in added)
                file.flush()
                os.fsync(file.fileno())
            _checked(Path(folder), rule_ids, today)
            if writes:
                if self._path.exists():
                    staged.chmod(self._path.stat().st_mode & 0o777)
                staged.replace(self._path)
                _flush(self._path.parent)


def _values(review: Review) -> dict[str, object]:
    return {item.name: getattr(review, item.name) for item in fields(review)}


def _checked(folder: Path, rule_ids: Collection[str], today: date) -> list[Row]:
    """The rows of the file, which hold by themselves; whether their reports are still there a run finds out."""
    rows, problems = read_files(folder, today)
    problems = [problem for problem in problems if problem.file == _FILE.file_name]
    reviews = rows[_FILE.name]
    problems += check_reviews(reviews, {row["report_id"] for row in reviews}, rule_ids)[1]
    if problems:
        raise ReviewFileError(sorted(problems))
    return reviews


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
