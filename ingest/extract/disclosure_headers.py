"""The labels above a row of the disclosure table: they tell its form, its columns and its unit of money."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ingest.extract.canonical import skeleton, without_parentheses
from ingest.extract.cells import TableReading
from ingest.extract.explained_headers import ExplainedHeader, explain_header
from ingest.extract.labels import Kind
from ingest.extract.look_alikes import folded
from ingest.extract.rows import MOST_LABELS_OF_A_HEADER
from ingest.extract.tokens import Event, amount_unit
from ingest.forms import DISCLOSURE_CELLS, FORMS, CellKey, DisclosureCell, Form, disclosure_cells

# The last is 信息内容, the first label of every block.
_HEADER_KINDS: tuple[Kind, ...] = ("column", "clause", "note")
_LABELS_OF_A_TABLE = 2
_FORMS_OF_COLUMN: dict[str, set[Form]] = {}
for _cell in DISCLOSURE_CELLS:
    _FORMS_OF_COLUMN.setdefault(_cell.column_code, set()).add(_cell.form)
# By the label as it is matched: 处理决定数量 is worded so in the one form, 本年处理决定数量 in the other.
_FORMS_OF_WORDING: dict[str, set[Form]] = {}
for _cell in DISCLOSURE_CELLS:
    _FORMS_OF_WORDING.setdefault(folded(skeleton(without_parentheses(_cell.column_label))), set()).add(_cell.form)


@cache
def cells_of_row(form: Form, row_code: str) -> tuple[DisclosureCell, ...]:
    """The cells of one row of a form in printed order; none where the form has no such row."""
    return tuple(cell for cell in disclosure_cells(form) if cell.row_code == row_code)


def label_code(event: Event, kind: Kind) -> str | None:
    """The code that a label has in this table as one kind of label, None where it has none."""
    return event.match.code("disclosure", kind) if event.match else None


def _column_code(event: Event) -> str | None:
    return label_code(event, "column")


@dataclass(frozen=True, slots=True)
class Header:
    """The labels above a row: column labels in printed order, whether words stand among them that cannot be read, and
    the unit of money.

    `is_printed` is False where there is no label at all: then a number behind 行政许可 could count anything.
    `worded_as` is the one form that words its column labels exactly so. `with_doubt` has all columns where one of them
    has a label that says something else; `columns` is without that one.
    """

    is_printed: bool
    columns: tuple[str, ...]
    has_unread_words: bool
    unit: str | None
    worded_as: Form | None = None
    with_doubt: ExplainedHeader | None = None

    @property
    def doubtful(self) -> str | None:
        """The column whose numbers may be something else, if one has such a label."""
        return self.with_doubt.doubtful if self.with_doubt else None


def read_header(events: Sequence[Event], label: Event, text: str) -> Header:
    """What `events` above a row of canonical `text`, and the row's own `label`, say of its columns."""
    if len(events) > MOST_LABELS_OF_A_HEADER:
        return Header(is_printed=False, columns=(), has_unread_words=True, unit=None)
    columns: list[str] = []
    unit = None
    for event in events:
        # A merged cell may repeat its label in every place that it covers.
        code = label_code(event, "column")
        if code is not None and columns[-1:] != [code]:
            columns.append(code)
        unit = amount_unit(event, text) or unit
    is_printed = any(label_code(event, kind) is not None for event in events for kind in _HEADER_KINDS)
    words = [skeleton(text[event.start : event.end]) for event in events if event.kind == "text"]
    has_unread_words = any(word not in "信息内容" for word in words)
    explained = explain_header(events, text, _column_code) if has_unread_words else None
    with_doubt = explained if explained and explained.doubtful else None
    if explained and not with_doubt:
        columns, has_unread_words = list(explained.columns), False
    unit = amount_unit(label, text) or unit
    return Header(is_printed, tuple(columns), has_unread_words, unit, _wording(events), with_doubt)


def _wording(events: Sequence[Event]) -> Form | None:
    forms = set(FORMS)
    for event in events:
        if event.match and label_code(event, "column") is not None:
            forms &= _FORMS_OF_WORDING.get(event.match.label, set()) if event.match.distance == 0 else set()
    return forms.pop() if len(forms) == 1 else None


def printed_form(headers: Sequence[Header], numbers: Sequence[tuple[str, int]]) -> Form | None:
    """The form whose columns are printed; where all column labels are lost, the number of cells per row tells.

    `numbers` has the code of each row and how many slots it has.
    """
    votes: dict[Form, int] = dict.fromkeys(FORMS, 0)
    for header in headers:
        for column in header.columns:
            if len(_FORMS_OF_COLUMN[column]) == 1:
                votes[next(iter(_FORMS_OF_COLUMN[column]))] += 1
    if not any(votes.values()):
        for row_code, count in numbers:
            fitting: list[Form] = [form for form in FORMS if len(cells_of_row(form, row_code)) == count]
            if len(fitting) == 1:
                votes[fitting[0]] += 1
    best: list[Form] = [form for form in FORMS if votes[form] == max(votes.values())]
    return best[0] if len(best) == 1 else None


def fits(cells: Sequence[DisclosureCell], header: Header) -> bool:
    """Whether the labels above a row can be those of these cells, in this order."""
    codes = [cell.column_code for cell in cells]
    if any(code not in codes for code in header.columns) or len(set(header.columns)) < len(header.columns):
        return False
    # Words beside the only label of a row may be those of another column, which the row's one number is in.
    if header.has_unread_words and (len(header.columns) < len(codes) or len(codes) == 1):
        return False
    return list(header.columns) == sorted(header.columns, key=codes.index)


def names_its_row(header: Header, row_code: str) -> bool:
    """Whether the labels above a row are all those that a form has for it, two at least, and nothing else.

    So no sentence about the row is printed, and a table that has no other row shows by them what it is.
    """
    if len(header.columns) < _LABELS_OF_A_TABLE or header.has_unread_words:
        return False
    return any(header.columns == tuple([cell.column_code for cell in cells_of_row(form, row_code)]) for form in FORMS)


def fits_with_doubt(cells: Sequence[DisclosureCell], header: Header) -> bool:
    """Whether the labels above a row are those of these cells but for one, which says something else."""
    return header.with_doubt is not None and header.with_doubt.columns == tuple([cell.column_code for cell in cells])


def set_undecided(
    reading: TableReading, row_code: str, form: Form | None, span: tuple[int, int], reason: str, label: Event
) -> None:
    """Set the cells that a row has in `form` as undecided for a reason; text[span[0]:span[1]] is printed there."""
    known = cells_of_row(form, row_code) if form else []
    keys = [(CellKey("disclosure", cell.row_code, cell.column_code), str(cell.unit)) for cell in known]
    reading.undecided(keys, span, reason, label)
