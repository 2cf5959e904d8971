"""Read spoiled documents until a reader breaks: python -m benchmarks.fuzz --documents 100000

Filled forms are printed in every format, spoiled in one to three ways and read by the guarded workers of a batch.
Failures are: a crash (reader_failed), a hang (time_limit), and a value that its own place does not show. The bytes of
each are kept with the seed and the number that make them again. Slow inputs and the growth of memory are reported.
"""

import argparse
import heapq
import os
import re
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from random import Random

from form_printer.layouts.cell_per_line import CellPerLine
from form_printer.layouts.pipe_rows import PipeRows

from benchmarks.documents import (
    SAMPLES,
    draft,
    further_pages,
    html_page,
    pdf_file,
    plain_text,
    undelimited_text,
    word_file,
)
from benchmarks.mutations import mutated
from ingest.errors import UnreadableDocumentError
from ingest.parse import parse_bytes
from ingest.readers.text import decode
from ingest.report import Cell, Issue, Report
from ingest.workers import DocumentToRead, Limits, default_workers, read_documents

_PER_SET_OF_BASES = 2000
_SLOWEST = 10
_FAILURES = ("reader_failed", "time_limit")
_PLACE = re.compile(r"char:(\d+)-(\d+)")
_NUMBER = re.compile(r"\s*([+\-\u2013\u2212]?[\d,]+(?:\.\d+)?)")
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_MEASURED = "measured"


class ValueNotShownError(Exception):
    """A value was read that its own place does not show."""


# --- in the workers


def _check(cell: Cell, text: str | None) -> None:
    name = f"{cell.table}/{cell.row}/{cell.column}"
    if cell.value_raw is None or cell.locator is None:
        raise ValueNotShownError(f"{name} = {cell.value} has no text or no place")
    place = _PLACE.fullmatch(cell.locator)
    if text is not None and place and text[int(place[1]) : int(place[2])] != cell.value_raw:
        raise ValueNotShownError(f"{name} = {cell.value}: {cell.locator} is not {cell.value_raw!r}")
    number = _NUMBER.match(unicodedata.normalize("NFKC", _INVISIBLE.sub("", cell.value_raw)))
    if number is None:
        raise ValueNotShownError(f"{name} = {cell.value} from {cell.value_raw!r}")
    printed = Decimal(number[1].replace(",", "").replace("\u2013", "-").replace("\u2212", "-"))
    units = (1, 10_000, 100_000_000) if cell.unit == "CNY" else (1,)
    if cell.value not in [printed * unit for unit in units]:
        raise ValueNotShownError(f"{name} = {cell.value} from {cell.value_raw!r}")


def read_and_check(raw: bytes, source_path: str) -> Report:
    """Read a document and hold every value to its place; the time taken and the memory of the process come along.

    Raises ValueNotShownError, which the workers make a reader_failed of.
    """
    start = time.perf_counter()
    report = parse_bytes(raw, source_path)
    taken = time.perf_counter() - start
    values = [cell for cell in report.cells if cell.value is not None and cell.table != "statistics"]
    text = None
    if values and report.document.media_type == "text/plain":
        try:
            text = decode(raw).document.text
        except UnreadableDocumentError as error:
            raise ValueNotShownError("a text that cannot be decoded has values") from error
    for cell in values:
        _check(cell, text)
    measured = Issue(_MEASURED, f"{taken} {len(values)} {os.getpid()} {_resident_bytes()}", None, "warning")
    return replace(report, issues=(*report.issues, measured))


def _resident_bytes() -> int:
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


# --- the documents


def _bases(seed: int) -> list[bytes]:
    reports = [draft(seed * 10 + number) for number in range(3)]
    bases = [
        make(report) for report in reports for make in (html_page, pdf_file, word_file, plain_text, undelimited_text)
    ]
    bases += [plain_text(report, layout) for report in reports for layout in (CellPerLine(), PipeRows())]
    bases += further_pages(reports[0], seed)
    return bases + [path.read_bytes() for path in sorted(SAMPLES.glob("*.txt"))]


class Documents:
    """The spoiled documents of a seed, each made again by its number."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._set: tuple[int, list[bytes]] = (-1, [])

    def document(self, number: int) -> bytes:
        """The bytes of one document."""
        which = number // _PER_SET_OF_BASES
        if self._set[0] != which:
            self._set = which, _bases(self._seed * 1000 + which)
        rng = Random(f"{self._seed}:{number}")
        bases = self._set[1]
        return mutated(rng.choice(bases), rng.choice(bases), rng)


# --- the run


@dataclass(slots=True)
class Outcome:
    """What became of a run: documents by outcome (a code, or "read"), failures as (number, code, message)."""

    documents: int = 0
    seconds: float = 0.0
    values: int = 0
    by_outcome: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[int, str, str]] = field(default_factory=list)
    slowest: list[tuple[float, int]] = field(default_factory=list)
    memory: dict[str, list[int]] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """The outcome for people."""
        yield f"{self.documents} documents in {self.seconds:.0f} s, {self.values} values held to their places"
        yield "outcomes: " + ", ".join(f"{count} {code}" for code, count in self.by_outcome.most_common())
        for process, sizes in self.memory.items():
            early, late = sizes[min(len(sizes) - 1, 200)], sizes[-1]
            yield (
                f"process {process}: {len(sizes)} documents, resident {early / 1024**2:.0f} MiB behind the first 200, "
                f"{late / 1024**2:.0f} MiB at the end, {max(sizes) / 1024**2:.0f} MiB at most"
            )
        yield "slowest: " + ", ".join(
            f"{taken:.2f} s (number {number})" for taken, number in sorted(self.slowest)[::-1]
        )
        yield f"{len(self.failures)} failures"
        for number, code, message in self.failures[:50]:
            yield f"  number {number}: {code}: {message}"


def fuzz(documents: int, seed: int, folder: Path, *, workers: int, seconds: float, first: int = 0) -> Outcome:
    """Spoil and read documents; those that fail stay in `folder`."""
    made = Documents(seed)
    outcome = Outcome()
    start = time.perf_counter()

    def to_read() -> Iterator[DocumentToRead]:
        for number in range(first, first + documents):
            path = folder / f"seed-{seed}-number-{number}"
            path.write_bytes(made.document(number))
            yield DocumentToRead(path, path.name)

    reports = read_documents(to_read(), workers, read_and_check, Limits(seconds=seconds))
    for number, report in enumerate(reports, start=first):
        _note(outcome, number, report)
        path = folder / report.document.path
        if outcome.failures and outcome.failures[-1][0] == number:
            (folder / f"{path.name}.problem").write_text(f"{outcome.failures[-1]}\n", "utf-8")
        else:
            path.unlink()
        if outcome.documents % 5000 == 0:
            progress = f"{outcome.documents} documents, {len(outcome.failures)} failures"
            print(progress, file=sys.stderr, flush=True)
    outcome.seconds = time.perf_counter() - start
    return outcome


def _note(outcome: Outcome, number: int, report: Report) -> None:
    outcome.documents += 1
    problems = [issue for issue in report.issues if issue.severity == "error"]
    outcome.by_outcome[problems[0].code if problems else "read"] += 1
    outcome.failures += [(number, issue.code, issue.message) for issue in problems if issue.code in _FAILURES]
    for issue in report.issues:
        if issue.code == _MEASURED:
            taken, values, process, size = issue.message.split()
            outcome.values += int(values)
            outcome.memory.setdefault(process, []).append(int(size))
            heapq.heappush(outcome.slowest, (float(taken), number))
            if len(outcome.slowest) > _SLOWEST:
                heapq.heappop(outcome.slowest)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print the outcome; 1 if anything failed."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.fuzz", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--documents", type=int, default=2000, help="how many documents to spoil and read (default 2000)"
    )
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other documents (default 1)")
    parser.add_argument("--first", type=int, default=0, help="the number to begin with, to make one document again")
    parser.add_argument("--workers", type=int, default=default_workers(), help="default: one per processor")
    parser.add_argument("--seconds", type=float, default=30, help="time that a document may take (default 30)")
    parser.add_argument("--keep", type=Path, help="folder for inputs that fail (default: a new one)")
    options = parser.parse_args(arguments)
    folder = options.keep or Path(tempfile.mkdtemp(prefix="fuzz-"))
    folder.mkdir(parents=True, exist_ok=True)
    outcome = fuzz(
        options.documents, options.seed, folder, workers=options.workers, seconds=options.seconds, first=options.first
    )
    for line in outcome.lines():
        print(line)
    if outcome.failures:
        print(f"The inputs that fail are kept in {folder}")
    return 1 if outcome.failures else 0


if __name__ == "__main__":
    sys.exit(main())
