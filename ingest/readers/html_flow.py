"""What a page shows, in reading order: paragraphs of text, and tables of cells, which hold paragraphs and tables again.

One pass over the markup, which only the tags that part text can stop: the others (span, font, o:p …) join what is
around them, as on the page. Nothing is built for an element but for tables and their cells.
"""

import re
from dataclasses import dataclass, field

from ingest.errors import UnreadableDocumentError
from ingest.readers.html_markup import HIDE, SHOW

MOST_CELLS = 200_000
_MOST_TABLES_IN_EACH_OTHER = 64
# Stands for what is no text: a picture may show a digit, and words struck out are not what the cell says.
OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
# Stands where a reader sees two things that markup joins: 12<sup>1</sup> is not 121. A noncharacter of Unicode.
SEAM = "\ufdd2"

Container = tuple[str, int]
"""An element by its name and its number among all of that name in the document, from 1; a name that begins with ">" is
that of an element that the text follows."""


@dataclass(slots=True)
class Cell:
    """A cell: its attributes as written in the markup, its place in its row as in the DOM, and what it holds."""

    attributes: str
    place: int
    is_hidden: bool
    items: "list[Item]" = field(default_factory=list)


@dataclass(slots=True)
class Row:
    """A row and its cells; `place` is its index in the DOM's `table.rows`, from 1."""

    cells: list[Cell] = field(default_factory=list)
    place: int = 0


@dataclass(slots=True)
class Table:
    """A table: its number in the document from 1, what stands in it outside its cells, and its groups of rows."""

    number: int
    caption: "list[Item]" = field(default_factory=list)
    groups: list[tuple[str, list[Row]]] = field(default_factory=list)

    def ordered_groups(self) -> list[list[Row]]:
        """The groups as they are displayed, and as `table.rows` has them: headers first, footers last."""
        order = {"thead": 0, "tfoot": 2}
        return [rows for _, rows in sorted(self.groups, key=lambda group: order.get(group[0], 1))]


Paragraph = tuple[str, Container]
Item = Paragraph | Table

_BLOCK, _PRE, _BREAK, _TABLE, _GROUP, _ROW, _CELL, _HIDDEN, _SEAM, _OBJECT = range(1, 11)
_BLOCK_NAMES = """
    address article aside blockquote caption center dd details dialog dir div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hgroup legend li main menu nav ol p search section summary ul
"""
_PICTURES = frozenset(("video", "canvas", "object", "svg", "math"))
_KINDS: dict[str, int] = {
    **dict.fromkeys(_BLOCK_NAMES.split(), _BLOCK),
    **dict.fromkeys(("pre", "listing"), _PRE),
    **dict.fromkeys(("br", "hr"), _BREAK),
    "table": _TABLE,
    **dict.fromkeys(("thead", "tbody", "tfoot"), _GROUP),
    "tr": _ROW,
    **dict.fromkeys(("td", "th"), _CELL),
    **dict.fromkeys((HIDE, "textarea", "select", "datalist", "audio"), _HIDDEN),
    **dict.fromkeys(_PICTURES, _HIDDEN),
    **dict.fromkeys(("sup", "sub", "button", "input", "rt"), _SEAM),
    **dict.fromkeys(("img", "embed", "s", "strike", "del"), _OBJECT),
}
_KINDS |= {f"/{name}": -kind for name, kind in _KINDS.items()}
_KINDS[SHOW] = -_HIDDEN
_STRUCTURE = re.compile(rf"<({'|'.join(sorted(_KINDS))})(?: ([^>]*))?>")
_INLINE_TAG = re.compile(r"<[^>]*>")
_SPACER = re.compile(r'\b(?:width|height)="[01](?:px)?"')


def read_flow(markup: str) -> list[Item]:
    """The items of a page from its `visible_markup`. Raises UnreadableDocumentError: too_deep, too_many_cells."""
    parts = _STRUCTURE.split(markup)
    numbers: dict[str, int] = {}
    containers: list[Container] = []
    behind: Container = ("body", 1)
    items: list[Item] = []
    frames: list[tuple[Table, list[Item]]] = []
    table, row = Table(0), Row()
    pending = parts[0]
    cells = preformatted = hidden = 0
    shown = (items, pending)

    for name, attributes, text in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        kind = _KINDS[name]
        if not -_HIDDEN < kind < _HIDDEN:
            if kind == _HIDDEN:
                if not hidden:
                    shown = (items, pending + OBJECT if name in _PICTURES else pending)
                    items, pending = [], ""
                hidden += 1
            elif kind == -_HIDDEN:
                hidden = max(0, hidden - 1)
                if not hidden:
                    items, pending = shown
            elif kind in (_SEAM, -_SEAM):
                pending += SEAM
            elif not (attributes and _SPACER.search(attributes)):
                pending += OBJECT
            pending += text
            continue
        if not containers or preformatted:
            where = containers[-1] if containers else behind
            items += [(line, where) for line in _INLINE_TAG.sub("", pending).split("\n") if line and not line.isspace()]
        elif pending and not pending.isspace():
            items.append((_INLINE_TAG.sub("", pending) if "<" in pending else pending, containers[-1]))
        pending = text
        if kind == _CELL:
            cells += 1
            if cells > MOST_CELLS:
                raise UnreadableDocumentError("too_many_cells", f"the page has more than {MOST_CELLS} cells")
            numbers[name] = number = numbers.get(name, 0) + 1
            containers.append((name, number))
            cell = Cell(attributes or "", len(row.cells) + 1, hidden > 0)
            row.cells.append(cell)
            items = cell.items
        elif kind == -_CELL:
            containers.pop()
            items = table.caption
        elif kind in (_BLOCK, _PRE):
            numbers[name] = number = numbers.get(name, 0) + 1
            containers.append((name, number))
            preformatted += kind == _PRE
        elif kind in (-_BLOCK, -_PRE):
            preformatted -= kind == -_PRE
            closed, number = containers.pop()
            if not containers:
                behind = (">" + closed, number)
        elif kind == _ROW:
            row = Row()
            table.groups[-1][1].append(row)
        elif kind == _GROUP:
            table.groups.append((name, []))
        elif kind == _TABLE:
            if len(frames) >= _MOST_TABLES_IN_EACH_OTHER:
                raise UnreadableDocumentError("too_deep", f"more than {len(frames)} tables stand in each other")
            numbers[name] = number = numbers.get(name, 0) + 1
            frames.append((table, items))
            table = Table(number)
            items.append(table)
            items = table.caption
        elif kind == -_TABLE:
            if not containers:
                behind = (">table", table.number)
            table, items = frames.pop()
            row = table.groups[-1][1][-1] if table.groups else Row()
    if pending:
        items += [(line, behind) for line in _INLINE_TAG.sub("", pending).split("\n") if not line.isspace()]
    return items
