"""What a page shows, in reading order: paragraphs of text, and tables of cells, which hold paragraphs and tables again.

One pass over the markup, which only the tags that part text can stop: the others (span, font, o:p …) join what is
around them, as on the page. Nothing is built for an element but for tables and their cells.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.errors import UnreadableDocumentError
from ingest.readers.html.markup import HIDDEN
from ingest.readers.html.repair import PUT_IN

MOST_CELLS = 200_000
_MOST_TABLES_IN_EACH_OTHER = 64
# Stands for what is no text: a picture may show a digit, and words struck out are not what the cell says.
OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
# Stands where a reader sees two things that markup joins: 12<sup>1</sup> is not 121. A noncharacter of Unicode.
SEAM = "\ufdd2"

Container = int
"""The innermost element around a text that parts it from others: the index of its tag in `Flow.tags`. For text in no
such element the last of these before it, as a negative number less one; -1 where there is none."""


@dataclass(slots=True)
class Cell:
    """A cell: its attributes as written in the markup, its place in its row as in the DOM, from 1, and what it holds.

    `span` is where its text stands in the text of the page, once that is written.
    """

    tag: Container
    attributes: str
    place: int
    is_hidden: bool
    items: "list[Item]" = field(default_factory=list)
    span: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Row:
    """A row and its cells; `place` is its index in the DOM's `table.rows`, from 1."""

    is_hidden: bool = False
    cells: list[Cell] = field(default_factory=list)
    place: int = 0


@dataclass(slots=True)
class Table:
    """A table: the index of its tag in `Flow.tags`, what stands in it outside its cells, and its groups of rows.

    `is_put_in` says that the page has no tag for it (see `ingest.readers.html.repair`).
    """

    tag: int
    is_put_in: bool = False
    caption: "list[Item]" = field(default_factory=list)
    groups: list[tuple[str, list[Row]]] = field(default_factory=list)

    def ordered_groups(self) -> list[list[Row]]:
        """The groups as they are displayed, and as `table.rows` has them: headers first, footers last."""
        order = {"thead": 0, "tfoot": 2}
        return [rows for _, rows in sorted(self.groups, key=lambda group: order.get(group[0], 1))]


Paragraph = tuple[str, Container]
Item = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Flow:
    """The items of a page, and the names of all tags that part text, in the order of the page; "/p" closes a <p>."""

    items: list[Item]
    tags: list[str]


_BLOCK, _PRE, _BREAK, _TABLE, _GROUP, _ROW, _CELL, _HIDDEN, _SEAM, _OBJECT, _FOREIGN = range(1, 12)
_BLOCK_NAMES = """
    address article aside blockquote caption center dd details dialog dir div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hgroup legend li main menu nav ol p search section summary ul
"""
_PICTURES = frozenset(("video", "canvas", "object"))
_KINDS: dict[str, int] = {
    **dict.fromkeys(_BLOCK_NAMES.split(), _BLOCK),
    **dict.fromkeys(("pre", "listing"), _PRE),
    **dict.fromkeys(("br", "hr"), _BREAK),
    "table": _TABLE,
    **dict.fromkeys(("thead", "tbody", "tfoot"), _GROUP),
    "tr": _ROW,
    **dict.fromkeys(("td", "th"), _CELL),
    **dict.fromkeys((HIDDEN, "noscript", "textarea", "select", "datalist", "audio"), _HIDDEN),
    **dict.fromkeys(_PICTURES, _HIDDEN),
    **dict.fromkeys(("sup", "sub", "button", "input", "rt"), _SEAM),
    **dict.fromkeys(("img", "embed", "s", "strike", "del"), _OBJECT),
    # Elements in these need not stand in each other as HTML has it.
    **dict.fromkeys(("svg", "math"), _FOREIGN),
}


def _one_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, letter by letter as a tree: tried one by one they take three times as long."""
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[:1], []).append(word[1:])
    ends_here = rests.pop("", None) is not None
    branches = [re.escape(letter) + _one_of(rest) for letter, rest in rests.items()]
    return f"(?:{'|'.join(branches)}){'?' if ends_here else ''}" if branches else ""


_STRUCTURE = re.compile(rf"<(/?{_one_of(_KINDS)})(?:>| ([^>]*)>)")
_KINDS |= {f"/{name}": -kind for name, kind in _KINDS.items()}
_INLINE_TAG = re.compile(r"<[^>]*>")
_SPACER = re.compile(r'\b(?:width|height)="[01](?:px)?"')


def read_flow(markup: str) -> Flow:
    """Read a page's `visible_markup`. Raises UnreadableDocumentError: too_deep, too_many_cells."""
    parts = _STRUCTURE.split(markup)
    tags = parts[1::3]
    if tags.count("td") + tags.count("th") > MOST_CELLS:
        raise UnreadableDocumentError("too_many_cells", f"the page has more than {MOST_CELLS} cells")
    texts = _without_inline_tags(parts[::3])
    containers: list[Container] = []
    behind: Container = -1
    items: list[Item] = []
    page = items
    frames: list[tuple[Table, Row, list[Item]]] = []
    table, row = Table(0), Row()
    pending = texts[0]
    preformatted = hidden = foreign = 0
    shown = (items, pending)

    for index, (kind, text) in enumerate(zip(map(_KINDS.__getitem__, tags), texts[1:], strict=True)):
        if foreign or not -_HIDDEN < kind < _HIDDEN:
            if kind == _FOREIGN:
                foreign += 1
                pending += OBJECT
            elif kind == -_FOREIGN:
                foreign -= 1
            if foreign:
                continue
            if kind == _HIDDEN:
                if not hidden:
                    shown = (items, pending + OBJECT if tags[index] in _PICTURES else pending)
                    items, pending = [], ""
                hidden += 1
            elif kind == -_HIDDEN:
                hidden = max(0, hidden - 1)
                if not hidden:
                    items, pending = shown
            elif kind in (_SEAM, -_SEAM):
                pending += SEAM
            elif kind in (_OBJECT, -_OBJECT) and not _SPACER.search(parts[3 * index + 2] or ""):
                pending += OBJECT
            pending += text
            continue
        if not pending or pending.isspace():
            pass
        elif containers and not preformatted:
            items.append((pending, containers[-1]))
        else:
            where = containers[-1] if containers else behind
            items += [(line, where) for line in pending.split("\n") if line]
        pending = text
        if kind == _BLOCK:
            containers.append(index)
        elif kind == -_BLOCK:
            closed = containers.pop()
            if not containers:
                behind = -closed - 2
        elif kind == _CELL:
            containers.append(index)
            cell = Cell(index, parts[3 * index + 2] or "", len(row.cells) + 1, hidden > 0)
            row.cells.append(cell)
            items = cell.items
        elif kind == -_CELL:
            closed = containers.pop()
            items = table.caption
            if not containers:
                behind = -closed - 2
        elif kind == _ROW:
            row = Row(hidden > 0)
            table.groups[-1][1].append(row)
        elif kind == _GROUP:
            table.groups.append((tags[index], []))
        elif kind == _TABLE:
            if len(frames) >= _MOST_TABLES_IN_EACH_OTHER:
                raise UnreadableDocumentError("too_deep", f"more than {len(frames)} tables stand in each other")
            frames.append((table, row, items))
            table = Table(index, PUT_IN in (parts[3 * index + 2] or ""))
            if table.is_put_in:
                tags[index] = PUT_IN
            items.append(table)
            items = table.caption
        elif kind == -_TABLE:
            if not containers and not table.is_put_in:
                behind = -table.tag - 2
            table, row, items = frames.pop()
        elif kind in (_PRE, -_PRE):
            preformatted += 1 if kind > 0 else -1
            if kind > 0:
                containers.append(index)
            else:
                behind = -containers.pop() - 2
    items += [(line, behind) for line in pending.split("\n") if line]
    return Flow(page, tags)


def _without_inline_tags(texts: Sequence[str]) -> list[str]:
    """Pieces of markup without the tags that join what is around them.

    All at once, parted by a > that no text has: one substitution takes half the time of hundreds.
    """
    plain = _INLINE_TAG.sub("", ">".join(texts)).split(">")
    return plain if len(plain) == len(texts) else [_INLINE_TAG.sub("", text) for text in texts]
