"""The three statutory tables of a document: finds them by their labels, reads each, and lists what is absent."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from ingest import errors
from ingest.document import Document, SectionSpan
from ingest.extract.application import application_form, read_application_text
from ingest.extract.application_grids import read_application_grids
from ingest.extract.canonical import blanked
from ingest.extract.cells import TableReading
from ingest.extract.disclosure import read_disclosure
from ingest.extract.disclosure_grids import read_disclosure_grids
from ingest.extract.grid_layouts import lay_out
from ingest.extract.legal import read_legal_text
from ingest.extract.legal_grids import read_legal_grids
from ingest.extract.sections import heading_places
from ingest.extract.tokens import Event, read_events, without_page_furniture
from ingest.forms import (
    FORMS,
    LEGAL_CELLS,
    CellKey,
    Form,
    Table,
    application_rows,
    cell_unit,
    disclosure_cells,
    form_for_year,
    form_keys,
)
from ingest.report import Cell, CellStatus, Issue

# Whose numbers follow: a line of its own above each of several tables.
_CAPTION = re.compile(
    r"^[^\S\n]*\(?((?:[省市区县州旗镇乡局]|机关)?本级|本(?:单位|机关|部门)|(?:下属|所属|直属)单位"
    r"|(?:全[省市区县州旗镇乡])?汇总)\)?:?[^\S\n]*$",
    re.MULTILINE,
)
_TABLE_OF_SECTION: dict[str, Table] = {
    "disclosure": "disclosure",
    "applications": "application",
    "legal_review": "legal",
}
_TITLES: dict[Table, str] = {
    "disclosure": "主动公开政府信息情况",
    "application": "收到和处理政府信息公开申请情况",
    "legal": "政府信息公开行政复议、行政诉讼情况",
}
_NUMBERS_OF_A_TABLE = 5
# 信息内容 is the first label under the title of each block of the disclosure table: of three in either form at least.
_FIRST_LABEL = re.compile(r"信\s?息\s?内\s?容")
_BLOCK_TITLE = re.compile(r"第二十条\s?第?\s?\(\s?[一五六八九]")
_BLOCKS_WITH_A_LABEL = 3
# Labels that stand nowhere else, and so show that a table has begun even where the title of its section is lost.
_OPENING_ROWS = ("received_new", "received_carried_over")
_OPENING_COLUMNS: dict[Table, tuple[str, ...]] = {
    "disclosure": (),
    "application": ("natural_person", "commercial_enterprise", "legal_services_organization"),
    "legal": ("upheld", "corrected", "other_result", "pending"),
}


@dataclass(frozen=True, slots=True)
class TablesReading:
    """All prescribed cells in the order of the form, the forms that the labels show, where the tables stand, and the
    problems met. `printed_form` is None when no column label of the disclosure table is printed.
    """

    cells: tuple[Cell, ...]
    printed_form: Form | None
    form: Form | None
    application_form: Form | None
    spans: tuple[tuple[int, int], ...]
    issues: tuple[Issue, ...]


def _without_grids(text: str, grids: Sequence[tuple[int, int]]) -> str:
    """The text of the same length without the grids that were read as such, given where they stand."""
    parts, position = [], 0
    for start, end in sorted(set(grids)):
        if start >= position:
            parts += [text[position:start], blanked(text[start:end])]
            position = end
    return "".join([*parts, text[position:]])


def _may_be_unread(reading: TableReading, keys: Sequence[CellKey], read: Collection[CellKey]) -> bool:
    """Whether there are as many rows with unreadable labels as rows missing: then nobody can say they are absent."""
    if not reading.cells or not reading.unread_rows:
        return False
    missing = {key.row for key in keys if key.table == reading.table and key not in read}
    return 0 < len(missing) <= reading.unread_rows


def _has_numbers(events: Sequence[Event]) -> bool:
    """Whether enough numbers stand in the place of a table that it cannot be called absent: a row of them."""
    return sum(event.is_slot for event in events) >= _NUMBERS_OF_A_TABLE


def _drops_repeated_lines(text: str) -> bool:
    """Whether a text has the titles of several blocks and only once the label that begins each of them.

    Programs that clean a crawl drop a line that has been there before: of many cells with 0, one is left.
    """
    return len(_FIRST_LABEL.findall(text)) == 1 and len(_BLOCK_TITLE.findall(text)) >= _BLOCKS_WITH_A_LABEL


def _opens(event: Event) -> Table | None:
    """The table that a label begins, if it can stand in no other and in no heading."""
    for meaning in event.match.meanings if event.match else ():
        if meaning.kind == "clause" or (meaning.table == "disclosure" and meaning.kind in ("note", "column")):
            return "disclosure"
        if meaning.kind == "row" and meaning.code in _OPENING_ROWS:
            return "application"
        if meaning.table == "application" and meaning.kind == "note" and event.match and len(event.match.label) > 4:
            return "application"
        if meaning.kind == "column" and meaning.code in _OPENING_COLUMNS[meaning.table]:
            return meaning.table
    return None


def _events_by_table(
    events: Sequence[Event], sections: Sequence[SectionSpan], text_end: int
) -> dict[Table, tuple[list[Event], int]]:
    """Give every event to the table it stands in; with where each table ends at the latest."""
    code_of_title = {section.start - len(section.title): section.code for section in sections if section.title}
    tables: dict[Table, tuple[list[Event], int]] = {table: ([], text_end) for table in _TITLES}
    current: Table | None = None
    for event in events:
        before = current
        if event.kind == "heading":
            current = _TABLE_OF_SECTION.get(code_of_title[event.start])
        elif event.kind == "label":
            current = _opens(event) or current
            if current == "application" and event.match and all(m.table == "legal" for m in event.match.meanings):
                current = "legal"  # 行政复议 behind the application table, its title lost
        if before and before != current:
            tables[before] = (tables[before][0], event.start)
        if current:
            tables[current][0].append(event)
    return tables


def _captions(text: str, sections: Sequence[SectionSpan]) -> dict[Table, int]:
    """How many lines in the section of a table say whose numbers follow, where they say it of several."""
    captions: dict[Table, int] = {}
    for section in sections:
        if table := _TABLE_OF_SECTION.get(section.code):
            found = _CAPTION.findall(text, section.start, section.end)
            if len(set(found)) > 1:
                captions[table] = len(found)
    return captions


_APPLICATION_ROWS = [frozenset(row.row_code for row in application_rows(form)) for form in FORMS]
_DISCLOSURE_ROWS = [frozenset(cell.row_code for cell in disclosure_cells(form)) for form in FORMS]


def _has_every_row(application: TableReading, legal: TableReading, disclosure_rows: Collection[str]) -> bool:
    """Whether grids hold every row of the three tables, those of the application table in one form or the other."""
    application_rows_read = {key.row for key in application.cells}
    return (
        len(legal.cells) == len(LEGAL_CELLS)
        and any(rows <= application_rows_read for rows in _APPLICATION_ROWS)
        and any(rows.issubset(disclosure_rows) for rows in _DISCLOSURE_ROWS)
    )


@cache
def _not_printed(key: CellKey, status: CellStatus) -> Cell:
    """A cell of the form of which nothing is printed: the same in every report that lacks it."""
    return Cell(key.table, key.row, key.column, None, None, cell_unit(key), status, None)


def read_tables(
    document: Document, text: str, sections: Sequence[SectionSpan], report_year: int | None
) -> TablesReading:
    """Read the statutory tables of a report; `text` is the canonical text of the document.

    The form follows the printed labels, never the year; only where none is printed does `report_year` tell which form
    is prescribed, and so which cells are absent. Without either, no cell is listed.
    """
    whole = without_page_furniture(text)
    grids = lay_out(document.grids, whole)
    application, application_grids = read_application_grids(document, grids)
    legal, legal_grids = read_legal_grids(document, whole, grids)
    in_grids, disclosure_grids = read_disclosure_grids(whole, grids)
    plain = whole
    events: list[Event] = []
    # Most pages have all of their tables in grids; then the words around them are prose, and need not be weighed.
    if not _has_every_row(application, legal, {row.row_code for row in in_grids}):
        plain = _without_grids(whole, [*application_grids, *legal_grids, *disclosure_grids])
        events = read_events(plain, 0, len(plain), heading_places(sections))
    tables = _events_by_table(events, sections, len(plain))
    disclosure, printed_form = read_disclosure(document, plain, in_grids, *tables["disclosure"])
    read_application_text(application, plain, *tables["application"])
    read_legal_text(legal, plain, *tables["legal"])

    readings = [disclosure, application, legal]
    captions = _captions(whole, sections)
    for reading in readings:
        reading.finish(captions.get(reading.table, 0))
    issues = [issue for reading in readings for issue in reading.issues]
    rows_form = application_form(application)
    form = printed_form or rows_form or (form_for_year(report_year) if report_year else None)
    read: dict[CellKey, Cell] = {**disclosure.cells, **application.cells, **legal.cells}
    if form is None:
        if read:
            message = "Tables are printed, but neither their labels nor a year tell which form they are of."
            issues.append(errors.issue("form_unknown", message))
        return TablesReading((), None, None, None, (), tuple(issues))
    rows_form = rows_form or form
    cells = []
    keys = form_keys(form, rows_form)
    unread = {r.table for r in readings if not r.cells and _has_numbers(tables[r.table][0])}
    with_unread_rows = {r.table for r in readings if _may_be_unread(r, keys, read)}
    not_absent = unread | with_unread_rows
    has_lost_lines = not document.grids and _drops_repeated_lines(whole)
    if has_lost_lines:
        message = "Lines that repeat an earlier one were dropped from this text; where none is left may have been one."
        issues.append(errors.issue("ambiguous_row", message))
    for key in keys:
        cell = read.pop(key, None)
        if cell is None:
            status: CellStatus = "ambiguous" if key.table in not_absent else "absent"
            cell = _not_printed(key, status)
        elif has_lost_lines and cell.status == "blank":
            cell = cell._replace(status="ambiguous")
        cells.append(cell)
    for key, cell in read.items():
        # The form of the report has no such cell; a fact of another form beside it could be mistaken for one of this.
        message = f"{'/'.join(key)} = {cell.value_raw!r} belongs to another form than the report's ({form})."
        issues.append(errors.issue("cell_of_another_form", message, cell.locator))
    for reading in readings:
        title = _TITLES[reading.table]
        if reading.table in unread:
            issues.append(errors.issue("ambiguous_row", f"Numbers stand under {title}, their labels cannot be read."))
        elif reading.table in with_unread_rows:
            message = f"Rows under {title} have labels that cannot be read: they may be those that are missing."
            issues.append(errors.issue("ambiguous_row", message))
        elif not reading.cells:
            issues.append(errors.issue("table_absent", f"No cell of the table {title} is printed."))
    spans = (*(span for reading in readings for span in reading.spans), *disclosure_grids)
    return TablesReading(tuple(cells), printed_form, form, rows_form, spans, tuple(issues))
