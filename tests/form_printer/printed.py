"""From a draft to text: the layouts' common part, and the print with the place of every value in it."""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random

from form_printer.draft import Draft, Paragraph
from form_printer.expectation import Expectation
from form_printer.filled_form import FilledForm
from form_printer.tables import Row, Slot, Table
from ingest.forms import CellKey, Form


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of the printed text; `key` names the cell when the piece is that cell's value."""

    text: str
    key: CellKey | None = None


@dataclass(frozen=True)
class Layout(ABC):
    """A way to write the three tables as text.

    `shows_empty_cells`: an empty cell leaves a visible place. `shows_cell_ends`: words and spaces inside a cell do not
    blur where it ends. `has_boundaries`: False when nothing parts two cells, so that no place is certain.
    """

    @property
    def shows_empty_cells(self) -> bool:
        return False

    @property
    def shows_cell_ends(self) -> bool:
        return False

    @property
    def has_boundaries(self) -> bool:
        return True

    @abstractmethod
    def print_table(self, table: Table, rng: Random, /) -> Iterator[Run]:
        """The table as runs; ends with a line break."""

    def leaves_in_doubt(self, row: Row) -> bool:
        """Whether this layout blurs the places of this row's values."""
        texts = [slot.entry.text for slot in row.slots]
        if not self.has_boundaries:
            return True
        if not self.shows_empty_cells and "" in texts:
            return True
        return not self.shows_cell_ends and any(
            not slot.entry.is_number_or_mark or " " in slot.entry.text for slot in row.slots
        )


def value_run(slot: Slot) -> Run:
    return Run(slot.entry.text, slot.key)


@dataclass(frozen=True, slots=True)
class Print:
    """Printed text and what must be read from it."""

    filled: FilledForm
    runs: tuple[Run, ...]
    expected: Mapping[CellKey, Expectation]
    expected_form: Form | None
    byte_order_mark: bool = False
    encoding: str = "utf-8"

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def raw(self) -> bytes:
        mark = b"\xef\xbb\xbf" if self.byte_order_mark else b""
        return mark + self.text.encode(self.encoding)

    def places(self) -> dict[CellKey, list[tuple[int, int]]]:
        """Where each cell's value stands in the text: (start, end), once per printing of the cell."""
        found: dict[CellKey, list[tuple[int, int]]] = defaultdict(list)
        at = 0
        for run in self.runs:
            if run.key is not None:
                found[run.key].append((at, at + len(run.text)))
            at += len(run.text)
        return found

    def rewrite(self, change: Callable[[Run], str]) -> "Print":
        """The print with the text of every run changed."""
        return replace(self, runs=tuple(Run(change(run), run.key) for run in self.runs))

    def doubting_all(self) -> "Print":
        return replace(self, expected={key: e.doubted() for key, e in self.expected.items()})


def print_report(draft: Draft, layout: Layout, rng: Random, paragraph_gap: str = "\n\n") -> Print:
    """The draft written down in one layout. Rows that the layout blurs become uncertain, the rest keep theirs."""
    runs: list[Run] = []
    blurred: set[CellKey] = set()
    for block in draft.blocks:
        if isinstance(block, Paragraph):
            runs.append(Run(block.text + paragraph_gap))
            continue
        runs += layout.print_table(block, rng)
        runs.append(Run("\n"))
        for row in block.rows:
            if layout.leaves_in_doubt(row):
                blurred |= {slot.key for slot in row.slots}
    doubted = draft.doubting(blurred)
    return Print(doubted.filled, tuple(runs), doubted.expected, doubted.expected_form)
