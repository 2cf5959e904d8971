"""One line per row, cells parted by spaces or tabs; group labels stand in whichever row they were centred on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from form_printer.label_lines import broken
from form_printer.printed import Layout, Run, value_run
from form_printer.tables import Label, PrintedCell, Row, Slot, Table


def _centred_groups(rows: Sequence[Row], rng: Random) -> list[list[str]]:
    """For each row the group labels printed in it: any row that the label covers may hold it."""
    placed: list[list[str]] = [[] for _ in rows]
    for index, row in enumerate(rows):
        for label in row.labels:
            if label.kind == "group":
                path = row.groups[: label.depth + 1]
                covered = [i for i in range(index, len(rows)) if rows[i].groups[: len(path)] == path]
                placed[rng.choice(covered)].append(label.text)
    return placed


@dataclass(frozen=True)
class SeparatedRows(Layout):
    """`separator` parts the cells of a row. Tabs keep an empty cell's place, spaces do not.

    `groups_float`: group labels (三、本年度办理结果) stand in any row that they cover instead of the first.
    `headers_interleave`: header labels cut in two make two lines of halves (本年新 本年新 / 制作数量 公开数量).
    """

    separator: str = " "
    indent: str = ""
    groups_float: bool = True
    headers_interleave: bool = True
    label_breaks: float = 0.0

    @property
    def shows_empty_cells(self) -> bool:
        return self.separator == "\t"

    @property
    def shows_cell_ends(self) -> bool:
        return self.separator == "\t"

    def print_table(self, table: Table, rng: Random) -> Iterator[Run]:
        floating = _centred_groups(table.rows, rng)
        above = Row()
        for row, groups in zip(table.rows, floating, strict=True):
            if row.furniture:
                yield Run(row.furniture + "\n")
                continue
            if not row.slots:
                # A header that lost its clause title above it is not halved too: that is two losses at once.
                titled = any(label.text for label in above.labels) or table.name != "disclosure" or len(row.cells) < 2
                yield from self._header(row, rng, halves=self.headers_interleave and titled)
                above = row
                continue
            above = Row()
            beside = groups if self.groups_float else [c.text for c in row.labels if c.kind == "group"]
            yield Run(self.indent + "".join(text + self.separator for text in beside if text))
            yield from self._cells([c for c in row.cells if isinstance(c, Slot) or c.kind != "group"], rng)

    def _cells(self, cells: Sequence[PrintedCell], rng: Random) -> Iterator[Run]:
        separator = ""
        for cell in cells:
            if isinstance(cell, Slot):
                if cell.entry.text or self.shows_empty_cells:
                    yield Run(separator)
                    yield value_run(cell)
                    separator = self.separator
            elif cell.text:
                breaks = rng.random() < self.label_breaks
                yield Run(separator + (broken(cell.text, rng) if breaks else cell.text))
                separator = self.separator
        yield Run("\n")

    def _header(self, row: Row, rng: Random, *, halves: bool) -> Iterator[Run]:
        texts = [c.text for c in row.cells if isinstance(c, Label) and c.text]
        if not texts:
            return
        if halves and len(texts) > 1 and rng.random() < 0.5:
            parts = [broken(text, rng).split("\n") if rng.random() < 0.6 else [text] for text in texts]
            yield Run(self.indent + self.separator.join(part[0] for part in parts) + "\n")
            rest = [part[1] for part in parts if len(part) > 1]
            if rest:
                yield Run(self.separator.join(rest) + "\n")
        else:
            yield Run(self.indent + self.separator.join(texts) + "\n")
