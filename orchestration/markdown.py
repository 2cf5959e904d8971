"""Markdown for the metadata that the Dagster UI shows: tables whose text, which may come from reports, is inert."""

import re
from collections.abc import Iterable, Sequence

# A cell of a preview; longer text is cut, the whole stands in the warehouse.
_LONGEST_CELL = 120

_LONGEST_BAR = 24
# A value of a row that is shown turned, beside others.
_LONGEST_PREVIEWED = 60

# Controls, line and paragraph separators, and marks that turn the direction of text.
_LINE_BREAKING_OR_HIDDEN = r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+"


def inert(text: object) -> str:
    """`text` as it reads, on one line: no markup, link, image or tag in it takes effect; None is an empty cell."""
    if text is None:
        return ""
    one_line = re.sub(_LINE_BREAKING_OR_HIDDEN, " ", str(text))
    cut = one_line if len(one_line) <= _LONGEST_CELL else one_line[: _LONGEST_CELL - 1] + "…"
    # A backslash makes a sign of Markdown or HTML plain text. An address would still become a link by itself: a word
    # joiner, which nobody sees, breaks it.
    unlinked = re.sub(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)", "\u2060", cut, flags=re.IGNORECASE)
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", unlinked)


def markdown_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; whole numbers are aligned right, from five digits on with separated thousands."""
    rows = [list(row) for row in rows]
    numeric = [bool(rows) and all(isinstance(row[i], int) for row in rows) for i in range(len(header))]
    lines = [
        "| " + " | ".join(header) + " |",
        "|" + "|".join("---:" if right else "---" for right in numeric) + "|",
    ]
    lines += [
        "| " + " | ".join(_number(cell) if isinstance(cell, int) else inert(cell) for cell in row) + " |"
        for row in rows
    ]
    return "\n".join(lines)


def turned_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A preview of rows with many columns, which would not fit side by side: a line for each column, values cut."""
    header = ["column", *(f"row {number}" for number in range(1, len(rows) + 1))]
    return markdown_table(
        header, [[name, *(_previewed(row[place]) for row in rows)] for place, name in enumerate(columns)]
    )


def _previewed(value: object) -> str | None:
    if value is None:
        return None
    text = str(value)
    return text if len(text) <= _LONGEST_PREVIEWED else text[: _LONGEST_PREVIEWED - 1] + "…"


def bar_table(header: Sequence[str], counts: Sequence[tuple[object, int]]) -> str:
    """A table of counts with a bar beside each, as long as it is large: a picture that needs no image."""
    most = max((count for _, count in counts), default=0)
    return markdown_table(
        [*header, ""],
        [
            (_code(value), count, "█" * max(count > 0, round(_LONGEST_BAR * count / max(most, 1))))
            for value, count in counts
        ],
    )


def _code(value: object) -> object:
    """A code as text, so that a year or an index keeps to the left; null is told."""
    return "(null)" if value is None else str(value)


def _number(number: int) -> str:
    """Four digits are readable without a separator, and may be a year."""
    return f"{number:,}" if abs(number) >= 10_000 else str(number)
