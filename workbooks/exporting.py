"""Writes the workbooks and sheets of a selection into a new folder, which appears when all of them are complete."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter, itemgetter
from pathlib import Path

from workbooks.corrections import Correction
from workbooks.file_names import FileNames
from workbooks.published import Per, PublishedFindings
from workbooks.selection import Count, Selection, SelectionError
from workbooks.unit_sheet import LISTED, UnitSheet
from workbooks.workbook_writer import CorrectionsWorkbook

# More than anybody works through in one file; the rest goes into another.
MOST_IN_A_WORKBOOK = 50_000
_SHEETS_FOLDER = "sheets"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is written besides the workbooks, and what stands in them."""

    per: Per = "organ"
    with_sheets: bool = False
    due: date | None = None
    site_url: str | None = None


@dataclass(slots=True)
class Exported:
    """What was written."""

    findings: int = 0
    units: int = 0
    workbooks: int = 0
    sheets: int = 0


def export(
    published: PublishedFindings,
    selection: Selection,
    wishes: Wishes,
    folder: Path,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Exported:
    """Write the workbooks of the selection into `folder`, which must not be there or be empty.

    `on_progress` is told the findings written and all. Raises SelectionError when there is nothing to write, or the
    folder holds something: workbooks that somebody has filled in are never overwritten.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SelectionError(f"{folder} is there and not empty; name a new folder with --out")
    total = published.ask(selection, wishes.per)
    if not total:
        raise SelectionError("nothing was found that is to be corrected, for what you asked")
    counts: dict[str, list[Count]] = {}
    for count in published.counts():
        counts.setdefault(count.book_id, []).append(count)
    names = {book_id: _book_name(published, wishes.per, book_id, counts[book_id]) for book_id in counts}
    unfinished = folder.with_name(f".{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    try:
        exported = _Export(published.build_id, wishes, unfinished, counts, names, total, on_progress).write(
            published.corrections()
        )
        if folder.exists():
            folder.rmdir()
        unfinished.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return exported


def _book_name(published: PublishedFindings, per: Per, book_id: str, counts: Sequence[Count]) -> str:
    if per == "organ":
        return counts[0].unit
    return published.region_name(book_id) or "地区不详的单位"


class _Export:
    """One export under way."""

    def __init__(
        self,
        build_id: str,
        wishes: Wishes,
        folder: Path,
        counts: dict[str, list[Count]],
        names: dict[str, str],
        total: int,
        on_progress: Callable[[int, int], None],
    ) -> None:
        self._build_id, self._wishes, self._folder = build_id, wishes, folder
        self._counts, self._names, self._total = counts, names, total
        self._on_progress = on_progress
        self._book_files, self._sheet_files = FileNames(), FileNames()
        self._exported = Exported()

    def write(self, corrections: Iterator[tuple[str, Correction]]) -> Exported:
        """Write the findings, which come sorted by workbook and unit."""
        for book_id, found in groupby(corrections, key=itemgetter(0)):
            self._write_book(book_id, (correction for _, correction in found))
        self._on_progress(self._exported.findings, self._total)
        return self._exported

    def _write_book(self, book_id: str, corrections: Iterator[Correction]) -> None:
        counts, name = self._counts[book_id], self._names[book_id]
        by_unit = {unit_id: list(group) for unit_id, group in groupby(counts, key=attrgetter("unit_id"))}
        total = sum(count.errors + count.warnings + count.not_assessable for count in counts)
        parts = -(-total // MOST_IN_A_WORKBOOK)
        book, file_name, part, in_book = None, "", 0, 0
        for unit_id, group in groupby(corrections, key=attrgetter("unit_id")):
            self._exported.units += 1
            first: list[Correction] = []
            file_of_unit = ""
            for correction in group:
                if book is None or in_book >= MOST_IN_A_WORKBOOK:
                    if book:
                        book.save(self._folder / file_name)
                    part, in_book = part + 1, 0
                    book, file_name = self._begin(name, book_id, part if parts > 1 else 0)
                file_of_unit = file_of_unit or file_name
                book.add(correction)
                in_book += 1
                _keep_gravest(first, correction)
                self._exported.findings += 1
                if self._exported.findings % 200 == 0:
                    self._on_progress(self._exported.findings, self._total)
            if self._wishes.with_sheets:
                self._write_sheet(unit_id, by_unit[unit_id], first, file_of_unit)
        if book:
            book.save(self._folder / file_name)

    def _begin(self, name: str, book_id: str, part: int) -> tuple[CorrectionsWorkbook, str]:
        title = f"{name}政府信息公开工作年度报告核对意见" + (f"（第{part}部分）" if part else "")
        file_name = f"{self._book_files.name(f'{name}-{part}' if part else name, book_id or 'unknown')}.xlsx"
        self._exported.workbooks += 1
        site_url = self._wishes.site_url
        return CorrectionsWorkbook(title, self._counts[book_id], build_id=self._build_id, site_url=site_url), file_name

    def _write_sheet(self, unit_id: str, counts: list[Count], first: list[Correction], workbook_name: str) -> None:
        folder = self._folder / _SHEETS_FOLDER
        folder.mkdir(exist_ok=True)
        unit = counts[0].unit
        sheet = UnitSheet(unit, counts, first, workbook_name, self._wishes.due, self._build_id)
        sheet.write(folder / f"{self._sheet_files.name(unit, unit_id)}.docx")
        self._exported.sheets += 1


def _keep_gravest(kept: list[Correction], correction: Correction) -> None:
    """Keep what a sheet may list: the gravest ones, the first of them first."""
    rank = {"错误": 0, "提示": 1}
    kept.append(correction)
    kept.sort(key=lambda item: rank.get(item.severity_word, 2))
    del kept[LISTED:]
