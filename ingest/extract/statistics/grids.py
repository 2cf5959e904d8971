"""Statistics sheets in grids: place alone decides which number belongs to which row and column."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.document import Document, Grid
from ingest.extract.grid_layouts import continues
from ingest.extract.statistics.headers import HeaderWord, StatisticsColumn, header_word, is_titled, squashed
from ingest.extract.statistics.rows import PrintedRow, PrintedSheet, PrintedSlot, Span, as_printed
from ingest.extract.statistics.values import is_no_unit, is_unit, unit_in_label

_COLUMN_LETTERS = frozenset(("甲", "A", "栏次"))
_MONEY_NOTE = re.compile(r"元\)$")


@dataclass(frozen=True, slots=True)
class _Block:
    """The columns of a sheet; a grid may hold two side by side. `unit` is None where no column is headed 单位."""

    labels: tuple[int, ...]
    unit: int | None
    values: tuple[tuple[int, StatisticsColumn], ...]


class _GridReader:
    """Reads the sheets of one grid; the blocks of the grid before it go on where no header is printed."""

    def __init__(self, document: Document, text: str, grid: Grid, report_year: int | None) -> None:
        self._document = document
        self._text = text
        self._rows = grid.rows
        self._year = report_year
        self._contents: dict[Span, str] = {}

    def _content(self, span: Span) -> str:
        if span not in self._contents:
            self._contents[span] = self._text[slice(*span)].strip()
        return self._contents[span]

    def headers(self) -> dict[int, tuple[int, tuple[_Block, ...]]]:
        """The rows that head a sheet, with the row after the header and the blocks of columns."""
        found = {}
        position = 0
        while position < len(self._rows):
            words = self._words(position)
            if any(word and word.kind in ("label", "weak_label") for word in words):
                after, words = self._with_second_line(position, words)
                blocks = tuple(self._blocks(position, words))
                if blocks:
                    found[position] = (after, blocks)
                    position = after
                    continue
            position += 1
        return found

    def _words(self, row: int) -> list[HeaderWord | None]:
        known: dict[Span, HeaderWord | None] = {}
        for span in self._rows[row]:
            if span not in known:
                known[span] = header_word(self._content(span), self._year)
        return [known[span] for span in self._rows[row]]

    def _with_second_line(self, row: int, words: list[HeaderWord | None]) -> tuple[int, list[HeaderWord | None]]:
        """The header of two lines: 统计数 above 本年度 and 历年累计."""
        if row + 1 == len(self._rows):
            return row + 1, words
        below, under = self._rows[row + 1], self._words(row + 1)
        is_header = False
        for column, word in enumerate(words):
            goes_on = below[column] == self._rows[row][column] or not self._content(below[column])
            named = under[column]
            if word and word.kind in ("label", "weak_label", "unit", "group") and not goes_on:
                return row + 1, words
            if named and named.kind in ("value", "other_value") and not goes_on:
                is_header = True
        if not is_header:
            return row + 1, words
        return row + 2, [lower if self._content(below[i]) else words[i] for i, lower in enumerate(under)]

    def _blocks(self, row: int, words: Sequence[HeaderWord | None]) -> Iterator[_Block]:
        kinds = [word.kind if word else None for word in words]
        starts: list[int] = []
        for column, kind in enumerate(kinds):
            is_label = kind in ("label", "weak_label", "group")
            if is_label and (not starts or any(k in ("unit", "value") for k in kinds[starts[-1] : column])):
                starts.append(column)
        for low, high in zip(starts, [*starts[1:], len(kinds)], strict=True):
            columns = range(low, high)
            labels = tuple(c for c in columns if kinds[c] in ("label", "weak_label", "group"))
            units = [c for c in columns if kinds[c] == "unit"]
            values = [(c, word.column) for c in columns if (word := words[c]) and word.column]
            codes = Counter(code for _, code in values)
            # Two columns of one name: nobody can tell which of them is meant.
            certain = tuple((c, code) for c, code in values if codes[code] == 1)
            is_strong = any(kinds[c] == "label" for c in labels)
            if not certain or len(units) > 1 or all(kinds[c] == "group" for c in labels):
                continue
            if is_strong or (units and is_titled(self._text, self._rows[row][0][0])):
                yield _Block(labels, units[0] if units else None, certain)

    def rows(self, first: int, last: int, block: _Block) -> Iterator[PrintedRow]:
        """The rows first..last-1 of one block."""
        columns = (*block.labels, *(() if block.unit is None else (block.unit,)), *(c for c, _ in block.values))
        # A merged cell that reaches over several rows belongs to none of them alone.
        covering = Counter(
            span for row in self._rows[first:last] for span in {row[column] for column, _ in block.values}
        )
        groups: tuple[str, ...] = ()
        for row in self._rows[first:last]:
            labels = list(dict.fromkeys(row[c] for c in block.labels if self._content(row[c])))
            if not labels or self._content(labels[0]) in _COLUMN_LETTERS:
                continue
            printed = [as_printed(self._document.text[slice(*span)]) for span in labels]
            is_beside = bool(self._content(row[block.labels[0]]))
            groups = tuple(printed[:-1]) if is_beside else groups
            label = printed[-1]
            start = min(row[c][0] for c in columns)
            if len({row[c] for c in columns}) == 1:
                yield PrintedRow(start, label, "", ())  # a band across the table
                continue
            unit_text = self._content(row[block.unit]) if block.unit is not None else ""
            in_label = unit_in_label(self._content(labels[-1]))
            own = "" if is_no_unit(unit_text) else squashed(unit_text)
            contradicts = bool(in_label and own and in_label != own and _MONEY_NOTE.search(f"{in_label})"))
            is_known = (not own or is_unit(own)) and not contradicts
            taken = {row[c] for c in block.labels}
            slots = tuple(
                PrintedSlot(
                    code,
                    row[column],
                    is_certain=is_known
                    and row[column] not in taken
                    and (covering[row[column]] == 1 or not self._content(row[column])),
                )
                for column, code in block.values
            )
            is_empty = all(is_no_unit(self._content(row[column])) for column, _ in block.values)
            if is_empty and not own and not in_label:
                yield PrintedRow(start, label, "", (), groups, is_beside)
            else:
                yield PrintedRow(start, label, own or in_label or "", slots, groups, is_beside)

    def holds_units(self, block: _Block) -> bool:
        """Whether most rows have a unit where this block has its units: then the block may go on here."""
        if block.unit is None:
            return False
        units = [self._content(row[block.unit]) for row in self._rows]
        return sum(is_unit(unit) for unit in units) * 2 > len(units)


def read_grid_sheets(document: Document, text: str, report_year: int | None) -> Iterator[PrintedSheet]:
    """The sheets that stand in the grids of a document; `text` is its canonical text without page furniture."""
    before: Grid | None = None
    open_blocks: tuple[_Block, ...] = ()
    for grid in document.grids:
        reader = _GridReader(document, text, grid, report_year)
        headers = reader.headers()
        goes_on = (
            before is not None
            and len(before.rows[0]) == len(grid.rows[0])
            and continues((before.span[1], grid.span[0]), text)
        )
        parts: list[tuple[int, int, int, tuple[_Block, ...]]] = []
        starts = [*headers, len(grid.rows)]
        if goes_on and open_blocks and starts[0] > 0 and all(reader.holds_units(block) for block in open_blocks):
            parts.append((0, 0, starts[0], open_blocks))
        for header, end in pairwise(starts):
            after, blocks = headers[header]
            parts.append((header, after, end, blocks))
        for header, first, last, blocks in parts:
            rows = tuple(row for block in blocks for row in reader.rows(first, last, block))
            covered = [span for row in grid.rows[header:last] for span in row]
            span = (min(low for low, _ in covered), max(high for _, high in covered))
            if rows:
                yield PrintedSheet(rows, span)
        before = grid
        open_blocks = parts[-1][3] if parts else ()
