"""Reports as Markdown: pipe tables as people and OCR tools write them, with marks in them and cut anywhere."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from hypothesis import strategies as st

from form_printer.draft import Draft, Paragraph
from form_printer.layouts.pipe_rows import Place, grid
from form_printer.printed import Print, Run, value_run
from form_printer.tables import Label, Row, Slot, Table
from ingest.forms import CellKey

Continuation = Literal["row", "empty", "invented", "words"]


@dataclass(frozen=True)
class MarkdownStyle:
    """`outer`: pipes also at both ends of a line. `marked`: how often a cell bears marks that are not shown (bold,
    spaces as entities, line breaks in labels, escapes). `merged`: what stands in the places that a merged cell covers.

    `rows_per_table`: 0 writes one table, else a new one begins behind so many rows, and `continuation` says what its
    header is: its first row, nothing, invented names, or the first row's labels and invented names over its numbers.
    `torn`: how often a line breaks off within a row. `blank_lines`: an empty line between two tables.
    """

    outer: bool = True
    marked: float = 0.0
    merged: Literal["empty", "repeated"] = "empty"
    rows_per_table: int = 0
    continuation: Continuation = "row"
    torn: float = 0.0
    blank_lines: int = 1

    @property
    def keeps_every_row(self) -> bool:
        """Whether nothing but the marks differs from a plain table, so that every cell is certain."""
        return self.torn == 0 and (self.rows_per_table == 0 or self.continuation in ("row", "empty"))


LABEL_MARKS = ("**{}**", "*{}*", "__{}__", "**{}**<br>", "{}&nbsp;", "{}[^1]")
VALUE_MARKS = ("**{}**", "*{}*", "***{}***", "{}&nbsp;", "&nbsp;{}", "{}[^2]", "<br>{}", "**{}**<br/>", "${}$")


def _marked(content: Run, style: MarkdownStyle, rng: Random) -> Iterator[Run]:
    """The runs of a cell with marks around its text, or a break within a label."""
    if rng.random() >= style.marked:
        yield content
        return
    if not content.text:
        yield Run("", content.key)
        yield Run(rng.choice(("&nbsp;", "<br>", "")))
        return
    if content.key is None and len(content.text) > 4 and not content.text.isdecimal() and rng.random() < 0.5:
        cut = rng.randrange(2, len(content.text) - 1)
        yield Run(f"{content.text[:cut]}<br>{content.text[cut:]}")
        return
    is_number = content.text.isdecimal()
    marks = [m for m in (VALUE_MARKS if content.key else LABEL_MARKS) if is_number or "$" not in m]
    before, after = rng.choice(marks).split("{}")
    yield Run(before)
    yield content
    yield Run(after)


def _line(places: Sequence[Place], style: MarkdownStyle, rng: Random) -> tuple[list[Run], bool]:
    """The runs of a row, and whether its line was torn."""
    runs = [Run("| " if style.outer else "")]
    torn_at = rng.randrange(1, len(places)) if rng.random() < style.torn else 0
    for position, (cell, is_corner) in enumerate(places):
        if position:
            runs.append(Run(" | "))
        if torn_at and position == torn_at:
            runs.append(Run(rng.choice(("\n", "\n| ", "\n\n"))))
        if isinstance(cell, Slot):
            runs += _marked(value_run(cell), style, rng)
        else:
            shown = cell.text if cell is not None and (is_corner or style.merged == "repeated") else ""
            runs += _marked(Run(shown), style, rng)
    runs.append(Run(" |\n" if style.outer else "\n"))
    return runs, torn_at > 0


def _header(row: Row, places: Sequence[Place], style: MarkdownStyle) -> str:
    width = len(places)
    if style.continuation == "empty":
        names = [""] * width
    elif style.continuation == "invented":
        names = [f"列{n}" for n in range(1, width + 1)]
    else:
        names = [c.text if isinstance(c, Label) and c in row.labels else "数量" for c, _ in places]
    return "| " * style.outer + " | ".join(names) + " |" * style.outer + "\n"


def _alignment(width: int, style: MarkdownStyle, rng: Random) -> str:
    dashes = [rng.choice(("---", ":---", "---:", ":-:", ":---:", "-----")) for _ in range(width)]
    return "|" * style.outer + "|".join(dashes) + "|" * style.outer + "\n"


def _table(table: Table, style: MarkdownStyle, rng: Random) -> tuple[list[Run], set[CellKey]]:
    """The runs of a table, and the keys of rows whose line was torn."""
    runs: list[Run] = []
    torn: set[CellKey] = set()
    count = 0
    for row, places in zip(table.rows, grid(table), strict=True):
        if row.furniture:
            runs.append(Run(f"\n{row.furniture}\n\n"))
            continue
        begins = count == 0 or (style.rows_per_table and count % style.rows_per_table == 0)
        own_header = begins and (count == 0 or style.continuation == "row")
        if begins and not own_header:
            runs.append(
                Run("\n" * style.blank_lines + _header(row, places, style) + _alignment(len(places), style, rng))
            )
        elif begins and count:
            runs.append(Run("\n" * style.blank_lines))
        line, is_torn = _line(places, style, rng)
        runs += line
        if is_torn:
            torn |= {slot.key for slot in row.slots} or table.keys
        if own_header:
            runs.append(Run(_alignment(len(places), style, rng)))
        count += 1
    return runs, torn


def _marked_paragraph(paragraph: Paragraph, rng: Random) -> str:
    if paragraph.kind == "title":
        return f"# {paragraph.text}"
    if paragraph.kind == "heading":
        return rng.choice(("## {}", "{}", "**{}**", "## **{}**", "### {}  ")).format(paragraph.text)
    return paragraph.text


def print_markdown(draft: Draft, style: MarkdownStyle, rng: Random) -> Print:
    """The draft written down as Markdown; rows whose place is no longer plain become uncertain."""
    runs: list[Run] = []
    doubted: set[CellKey] = set()
    for block in draft.blocks:
        if isinstance(block, Paragraph):
            runs.append(Run(_marked_paragraph(block, rng) + "\n\n"))
            continue
        written, torn = _table(block, style, rng)
        runs += written
        runs.append(Run("\n"))
        doubted |= torn if style.keeps_every_row or style.torn else block.keys
    page = draft.doubting(doubted)
    return Print(page.filled, tuple(runs), page.expected, page.expected_form)


def mutated(page: Print, rng: Random) -> Print:
    """The print with one pipe taken out or doubled anywhere: every cell may be lost, none may be wrong."""
    places = [(at, i) for at, run in enumerate(page.runs) if not run.key for i, c in enumerate(run.text) if c == "|"]
    at, index = rng.choice(places)
    text = page.runs[at].text
    changed = Run(text[:index] + rng.choice(("", "||", " | | ", " ")) + text[index + 1 :])
    runs = (*page.runs[:at], changed, *page.runs[at + 1 :])
    return replace(page, runs=runs).doubting_all()


MARKDOWN_STYLES: Mapping[str, st.SearchStrategy[MarkdownStyle]] = {
    "plain": st.builds(MarkdownStyle, outer=st.booleans(), merged=st.sampled_from(("empty", "repeated"))),
    "marked": st.builds(MarkdownStyle, outer=st.booleans(), marked=st.just(0.4)),
    "table_per_row": st.builds(
        MarkdownStyle, rows_per_table=st.integers(1, 8), continuation=st.just("row"), blank_lines=st.integers(0, 2)
    ),
    "empty_headers": st.builds(MarkdownStyle, rows_per_table=st.integers(3, 8), continuation=st.just("empty")),
    "invented_headers": st.builds(
        MarkdownStyle, rows_per_table=st.integers(1, 8), continuation=st.sampled_from(("invented", "words"))
    ),
    "torn": st.builds(MarkdownStyle, outer=st.booleans(), torn=st.sampled_from((0.1, 0.5))),
}
