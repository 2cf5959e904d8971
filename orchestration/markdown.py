"""Markdown for the metadata that the Dagster UI shows: tables whose text, which may come from reports, is inert."""

import html
import re
from collections.abc import Iterable, Sequence

# A cell of a preview; longer text is cut, the whole stands in the warehouse.
_LONGEST_CELL = 120


def inert(text: object) -> str:
    """`text` as it reads, on one line: no markup, link, image or tag in it takes effect; None is an empty cell."""
    if text is None:
        return ""
    one_line = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+", " ", str(text))
    cut = one_line if len(one_line) <= _LONGEST_CELL else one_line[: _LONGEST_CELL - 1] + "…"
    # As character references, Markdown's own signs are text to every Markdown reader; "." keeps addresses from
    # becoming links by themselves.
    return re.sub(r"[\\`*_{}\[\]()#+!|~^:@.-]", lambda sign: f"&#{ord(sign.group())};", html.escape(cut))


def markdown_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; numbers are aligned right with separated thousands."""
    rows = [list(row) for row in rows]
    numeric = [bool(rows) and all(isinstance(row[i], int) for row in rows) for i in range(len(header))]
    lines = [
        "| " + " | ".join(header) + " |",
        "|" + "|".join("---:" if right else "---" for right in numeric) + "|",
    ]
    lines += [
        "| " + " | ".join(f"{cell:,}" if isinstance(cell, int) else inert(cell) for cell in row) + " |" for row in rows
    ]
    return "\n".join(lines)
