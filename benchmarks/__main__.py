"""Measure the cost of reading, and hold it to the ratios that we owe: python -m benchmarks"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.baselines import build_tree_with_beautifulsoup, extract_characters_with_pdfium, walk_cells_with_lexbor
from benchmarks.documents import SAMPLES, draft, html_page, pdf_file, plain_text, undelimited_text, word_file
from benchmarks.measuring import machine, peak_memory, seconds
from benchmarks.stages import stages
from ingest.parse import parse_bytes
from ingest.workers import DocumentToRead, default_workers, read_documents

_MEBIBYTE = 1024**2


@dataclass(frozen=True, slots=True)
class Ratio:
    """Our time over that of a baseline, `owed`: at most that (or, `is_least`, theirs over ours at least)."""

    name: str
    ours: float
    theirs: float
    owed: float
    is_least: bool = False

    @property
    def value(self) -> float:
        return self.theirs / self.ours if self.is_least else self.ours / self.theirs

    @property
    def is_kept(self) -> bool:
        return self.value >= self.owed if self.is_least else self.value <= self.owed

    def __str__(self) -> str:
        sign = "≥" if self.is_least else "≤"
        verdict = "kept" if self.is_kept else "MISSED"
        times = f"{self.ours * 1e3:8.2f} ms ours, {self.theirs * 1e3:8.2f} ms theirs"
        return f"{verdict:6} {self.value:6.2f} (owed {sign} {self.owed:g})  {times}  {self.name}"


def _read(raw: bytes) -> Callable[[], object]:
    return lambda: parse_bytes(raw, "measured")


def _check_read(name: str, raw: bytes, cells: int) -> None:
    """A page that is refused is read fast: no figure without the cells."""
    reported = sum(cell.status == "reported" for cell in parse_bytes(raw, name).cells)
    if reported < cells:
        sys.exit(f"{name}: {reported} cells are read, {cells} must be for its figures to mean anything")


def _ratios(turns: int) -> Iterator[Ratio]:
    report = draft(1)
    page, pdf, text, glued = html_page(report), pdf_file(report), plain_text(report), undelimited_text(report)
    for name, raw, cells in (("HTML", page, 150), ("PDF", pdf, 150), ("text", text, 150), ("undelimited", glued, 0)):
        _check_read(name, raw, cells)
    actions = {
        "HTML": _read(page),
        "BeautifulSoup": lambda: build_tree_with_beautifulsoup(page),
        "lexbor": lambda: walk_cells_with_lexbor(page),
        "PDF": _read(pdf),
        "pdfium": lambda: extract_characters_with_pdfium(pdf),
        "text": _read(text),
        "undelimited": _read(glued),
    }
    times = seconds(actions, turns)
    size = f"{len(page) / 1000:.0f} KB"
    yield Ratio(
        f"HTML to Report against BeautifulSoup+lxml building its tree ({size})",
        times["HTML"],
        times["BeautifulSoup"],
        10,
        is_least=True,
    )
    yield Ratio(
        f"HTML to Report against lexbor parsing it and walking its cells ({size})", times["HTML"], times["lexbor"], 5
    )
    yield Ratio("text without separators against the same with spaces", times["undelimited"], times["text"], 3)
    yield Ratio("PDF to Report against pypdfium2 extracting characters with boxes", times["PDF"], times["pdfium"], 1.5)


def _times(turns: int) -> Iterator[str]:
    actions = {"DOCX": _read(word_file(draft(1)))}
    for path in sorted(SAMPLES.glob("*.txt")):
        actions[path.name] = _read(path.read_bytes())
    for name, time_taken in seconds(actions, turns).items():
        yield f"{time_taken * 1e3:8.2f} ms  {name}"


def _memory(folder: Path) -> Iterator[str]:
    report = draft(1)
    raws = {
        "page.html": html_page(report),
        "report.pdf": pdf_file(report),
        "report.docx": word_file(report),
        "report.txt": plain_text(report),
    }
    for name, raw in raws.items():
        path = folder / name
        path.write_bytes(raw)
        once, often = peak_memory(path, 1) / _MEBIBYTE, peak_memory(path, 200) / _MEBIBYTE
        yield f"{once:8.0f} MiB  to read {name} once, {often:.0f} MiB to read it 200 times"


def _batch(folder: Path, documents: int) -> str:
    raws = [make(draft(seed)) for seed in range(5) for make in (html_page, word_file, plain_text)]
    paths = []
    for number in range(documents):
        path = folder / f"{number:05d}"
        path.write_bytes(raws[number % len(raws)])
        paths.append(path)
    start = time.perf_counter()
    cells = sum(len(report.cells) for report in read_documents(DocumentToRead(path, path.name) for path in paths))
    taken = time.perf_counter() - start
    return (
        f"{documents / taken:8.0f} documents/s  of HTML, DOCX and text by {default_workers()} workers ({cells} cells)"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print all figures; 1 if a ratio is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--turns", type=int, default=41, help="how often each action is timed (default 41)")
    parser.add_argument("--documents", type=int, default=1500, help="how many documents the batch has (default 1500)")
    options = parser.parse_args(arguments)
    print(machine())
    print("\nRatios: medians, both sides taking turns")
    missed = 0
    for ratio in _ratios(options.turns):
        print(ratio, flush=True)
        missed += not ratio.is_kept
    print("\nStages of the HTML page: medians")
    for name, time_taken in seconds(stages(html_page(draft(1))), options.turns).items():
        print(f"{time_taken * 1e3:8.2f} ms  {name}", flush=True)
    print("\nTimes: medians of one document")
    for line in _times(options.turns):
        print(line, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        print("\nPeak memory of a process")
        for line in _memory(Path(folder)):
            print(line, flush=True)
        print("\nBatch")
        print(_batch(Path(folder), options.documents))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
