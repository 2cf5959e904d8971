"""Rows and cells whose <table> tag is lost: a parser drops their tags, and the numbers of cells run together."""

import re

# The attribute of a <table> tag that stands in no page but was put in here.
PUT_IN = "ogi-put-in"
_OPENING = f"<table {PUT_IN}>".encode()
_CLOSING = b"</table>"
_RAW = rb"<!--.*?(?:-->|\Z)|<(script|style|xmp|iframe|noembed|noframes|textarea|title|select)\b.*?(?:</\1\b[^>]*>|\Z)"
_TAG = re.compile(_RAW + rb"|<(/?)([a-z][^\s/>]*+)[^>]*+(?:>|\Z)", re.DOTALL | re.IGNORECASE)
_PARTS = frozenset((b"tr", b"td", b"th", b"tbody", b"thead", b"tfoot"))
_CELLS = frozenset((b"td", b"th"))
# What may stand between the rows of a table without ending it.
_BETWEEN_ROWS = frozenset((b"caption", b"colgroup", b"col", b"form", b"input"))


def with_tables_put_in(source: bytes) -> bytes:
    """The source of a page with a <table> around rows and cells that stand in none; the same bytes if none do."""
    parts: list[bytes] = []
    written = 0
    # For each open table whether one of its cells is open; whether the outermost of them was put in.
    in_cell: list[bool] = []
    is_put_in = False

    def put_in(tag: bytes, place: int) -> None:
        nonlocal written
        parts.extend((source[written:place], tag))
        written = place

    text_from = 0
    for tag in _TAG.finditer(source):
        if tag[3] and tag.end() == len(source) and not source.endswith(b">"):
            break  # a tag without an end is none
        name = (tag[3] or b"").lower()
        if (
            is_put_in
            and in_cell == [False]
            and (
                source[text_from : tag.start()].strip()
                or (name and name not in _PARTS and name not in _BETWEEN_ROWS and name != b"table")
                or (name == b"table" and not tag[2])
            )
        ):
            put_in(_CLOSING, text_from)
            in_cell, is_put_in = [], False
        text_from = tag.end()
        if name == b"table":
            if not tag[2]:
                if in_cell and not in_cell[-1]:
                    in_cell.pop()  # a table directly in a table ends it
                in_cell.append(False)
            elif in_cell:
                in_cell.pop()
                is_put_in = is_put_in and bool(in_cell)
        elif name in _PARTS:
            if not in_cell and not tag[2]:
                put_in(_OPENING, tag.start())
                in_cell, is_put_in = [False], True
            if in_cell:
                in_cell[-1] = name in _CELLS and not tag[2]
    return b"".join([*parts, source[written:]]) if parts else source
