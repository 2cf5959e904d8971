"""The disclosure table in grids: each row under the column labels above it, which differ from block to block."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ingest.extract.cells import TableReading
from ingest.extract.disclosure_headers import (
    Header,
    cells_of_row,
    fits,
    fits_with_doubt,
    label_code,
    read_header,
    set_undecided,
)
from ingest.extract.grid_layouts import LaidOut, Layout, planned
from ingest.extract.grid_rows import GridRow, each_once, read_layout
from ingest.extract.labels import match_label
from ingest.extract.tokens import Event, amount_unit, is_unit
from ingest.forms import FORMS, CellKey, DisclosureCell, Form

_LONGEST_CAPTION = 40


class _WayToRead(NamedTuple):
    """Cells of one form, and the cells of the grid that they are."""

    form: Form
    of_form: tuple[DisclosureCell, ...]
    in_grid: tuple[int, ...]


class _PlannedRow(NamedTuple):
    """A row: the cell of its label, the labels above it, the cells right of its label in which something stands, and
    the ways to read it that these labels allow.
    """

    row_code: str
    label: int
    header: Header
    filled: tuple[int, ...]
    ways: tuple[_WayToRead, ...]


@dataclass(frozen=True, slots=True)
class GridReading:
    """A row of a grid in a document. `unit` is that of money, by the labels above the row or the line above the grid.

    `cells` are those of the document, which the plan names by their numbers.
    """

    plan: _PlannedRow
    cells: Sequence[Event | None]
    unit: str | None

    @property
    def row_code(self) -> str:
        """The code of the row in the form."""
        return self.plan.row_code


def read_disclosure_grids(text: str, grids: Sequence[LaidOut]) -> tuple[list[GridReading], list[tuple[int, int]]]:
    """The rows of this table in grids over canonical `text`, and where the grids stand that have some of them."""
    readings: list[GridReading] = []
    used: list[tuple[int, int]] = []
    for laid_out in grids:
        plan = _plan(laid_out.layout)
        unit_above = _unit_above(text, *laid_out.above[0]) if any(plan) else None
        for span, rows in zip(laid_out.spans, plan, strict=True):
            readings += [GridReading(row, laid_out.cells, row.header.unit or unit_above) for row in rows]
            if rows:
                used.append(span)
    return readings, used


def place_grid_row(reading: TableReading, row: GridReading, form: Form | None) -> None:
    """Set the cells of a row; `form` is that of the whole table, where the labels above the row leave it open."""
    plan, cells = row.plan, row.cells
    label = cells[plan.label]
    if label is None:
        return
    ways = plan.ways if len(plan.ways) == 1 else [way for way in plan.ways if way.form == form]
    if len(ways) != 1:
        end = max((event.end for cell in plan.filled if (event := cells[cell])), default=label.end)
        reason = "the column labels above it do not tell what its numbers are"
        set_undecided(reading, plan.row_code, form, (label.end, end), reason, label)
        return
    how = reading.row("grid", label)
    for cell, place in zip(ways[0].of_form, ways[0].in_grid, strict=True):
        key = CellKey("disclosure", cell.row_code, cell.column_code)
        event = cells[place]
        if cell.column_code == plan.header.doubtful and event is not None:
            span = (event.start, event.end)
            reading.undecided([(key, cell.unit)], span, f"{cell.column_label} is no label above it", label)
            continue
        reading.place(key, event, label.end, cell.unit, row.unit, how)


def _unit_above(text: str, start: int, end: int) -> str | None:
    """The unit of money that the line above a grid states for all of it: (单位:万元)."""
    above = text[max(start, end - _LONGEST_CAPTION) : end].rstrip(" |\t\r\n")
    line = above[above.rfind("\n") + 1 :].strip()
    if not is_unit(line):
        return None
    low = text.rindex(line, start, end)
    return amount_unit(Event("unit", low, low + len(line)), text)


@planned
def _plan(layout: Layout) -> tuple[tuple[_PlannedRow, ...], ...]:
    """The rows of each grid of a layout; of a grid without any column label of this table, none."""
    text = layout.text
    inherited: list[GridRow] = []
    return tuple([_rows_under_labels(grid.rows, text, inherited) for grid in read_layout(layout)])


def _rows_under_labels(rows: Sequence[GridRow], text: str, inherited: list[GridRow]) -> tuple[_PlannedRow, ...]:
    """The rows of this table in one grid; `inherited` is the header of the grid before, and then this one's."""
    found: list[_PlannedRow] = []
    has_codes = header_is_open = False
    for row in rows:
        last = row.last_label("disclosure")
        if last is None:
            if not row.has_slots:
                if not header_is_open or any(match.code("disclosure", "clause") for _, match in row.labels):
                    inherited.clear()
                inherited.append(row)
                header_is_open = True
            continue
        header_is_open = False
        place, code = last
        label = row.events[place]
        if label is None:
            continue
        same_width = [line for line in inherited if len(line.events) == len(row.events)]
        places: list[int] = []
        codes: list[str | None] = []
        for column in range(place + 1, len(row.events)):
            event = row.events[column]
            # A cell that covers several places counts once.
            if event is not None and places and event is row.events[places[-1]]:
                codes[-1] = codes[-1] or _code_over(same_width, column, text)
                continue
            places.append(column)
            codes.append(_code_over(same_width, column, text))
        header = read_header([e for line in inherited for e in each_once(line.events)], label, text)
        has_codes = has_codes or any(codes)
        ways = _ways_to_read(code, header, row, places, _without_repeats(codes))
        filled = tuple([row.cells[column] for column in places if row.events[column] is not None])
        found.append(_PlannedRow(code, row.cells[place], header, filled, ways))
    if any(row.filled and not row.ways for row in found):
        # A number under no label shows columns that have slipped: then so may one that stands under the wrong label.
        found = [row if _is_complete(row) else row._replace(ways=()) for row in found]
    return tuple(found) if has_codes else ()


def _is_complete(row: _PlannedRow) -> bool:
    return not row.filled or all(len(set(row.filled)) >= len(way.in_grid) for way in row.ways)


def _code_over(lines: Sequence[GridRow], place: int, text: str) -> str | None:
    """The column label over a place; its words may be halved over two lines."""
    above = each_once([line.events[place] for line in lines])
    above = [event for event in above if label_code(event, "clause") is None]
    whole = {code for event in above if (code := label_code(event, "column")) is not None}
    if not whole and len(above) > 1:
        joined = match_label("".join(text[event.start : event.end] for event in above))
        return joined.code("disclosure", "column") if joined else None
    return whole.pop() if len(whole) == 1 else None


def _without_repeats(codes: Sequence[str | None]) -> tuple[str | None, ...]:
    """Codes of places with a label that a merged cell repeats taken once: over its first place."""
    return tuple(None if code in codes[:index] else code for index, code in enumerate(codes))


def _ways_to_read(
    row_code: str, header: Header, row: GridRow, places: Sequence[int], codes: Sequence[str | None]
) -> tuple[_WayToRead, ...]:
    """What the places right of a row's label may be: cells under their labels, or, some labels lost, in the order of
    the form if all fits. `codes` are the column labels over the places.
    """
    exact: list[_WayToRead] = []
    fitting: list[_WayToRead] = []
    printed = set(filter(None, codes))
    for form in FORMS:
        cells = cells_of_row(form, row_code)
        wanted = [cell.column_code for cell in cells]
        if not cells:
            continue
        is_exact = printed == set(wanted)
        if is_exact:
            chosen = [codes.index(code) for code in wanted]
        elif (
            header.is_printed and len(places) >= len(cells) and (fits(cells, header) or fits_with_doubt(cells, header))
        ):
            chosen = list(range(len(cells)))
            # A label over another place than its own shows columns that have slipped.
            if any(code is not None and wanted[index : index + 1] != [code] for index, code in enumerate(codes)):
                continue
        else:
            continue
        if all(row.events[place] is None or index in chosen for index, place in enumerate(places)):
            way = _WayToRead(form, cells, tuple([row.cells[places[index]] for index in chosen]))
            (exact if is_exact else fitting).append(way)
    return tuple(fitting) if not exact else tuple(exact) if len(exact) == 1 else ()
