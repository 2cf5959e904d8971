"""A whole report before it is written down: paragraphs and tables in reading order, and what each cell must give."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from form_printer.expectation import Expectation
from form_printer.filled_form import FilledForm
from form_printer.tables import Row, Table, TableName
from ingest.forms import CellKey, Form

ParagraphKind = Literal["chrome", "title", "prose", "heading"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text outside the tables. Headings name the section that they open."""

    text: str
    kind: ParagraphKind
    section: str | None = None


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Draft:
    """`expected_form` is None when the print no longer shows which form it is."""

    filled: FilledForm
    blocks: tuple[Block, ...]
    expected: Mapping[CellKey, Expectation]
    expected_form: Form | None

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(b for b in self.blocks if isinstance(b, Table))

    def with_blocks(self, blocks: Collection[Block]) -> "Draft":
        return replace(self, blocks=tuple(blocks))

    def with_rows(self, rewrite: Callable[[TableName, tuple[Row, ...]], tuple[Row, ...]]) -> "Draft":
        """The draft with the rows of every table rewritten."""
        return self.with_blocks(
            [b.with_rows(rewrite(b.name, b.rows)) if isinstance(b, Table) else b for b in self.blocks]
        )

    def expecting(self, keys: Collection[CellKey], answer: Expectation) -> "Draft":
        """The draft where these cells must give `answer`."""
        return replace(self, expected={k: answer if k in keys else e for k, e in self.expected.items()})

    def doubting(self, keys: Collection[CellKey]) -> "Draft":
        """The draft where the place or meaning of these cells is no longer certain."""
        return replace(self, expected={k: e.doubted() if k in keys else e for k, e in self.expected.items()})

    def not_printed(self) -> "Draft":
        """The draft where every cell that no table prints any more must come out as absent."""
        printed = {key for table in self.tables for key in table.keys}
        return self.expecting(self.expected.keys() - printed, Expectation.no_value(["absent"]))
