"""Tables whose labels are wrapped around their numbers, as programs print the text of a PDF line by line:

    (二)部分公开(区分处理的,只计这一情形,不
    9 0 0 0 0 0 9
    计其他情形)

A line of numbers may then stand above its label, within it or below it, so that no label tells which line is its own.
The table as a whole does: it is read where it has as many lines of numbers as the form has rows, all sums of the form
agree, the letters of each label stand around its line, and no letters are left that the form does not have.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import LCSseq

from ingest.extract.canonical import skeleton
from ingest.extract.labels import labels_of, match_label
from ingest.extract.look_alikes import folded
from ingest.extract.tokens import Event
from ingest.forms import (
    APPLICATION_COLUMNS,
    LEGAL_CELLS,
    ApplicationRow,
    CellKey,
    Form,
    Table,
    application_rows,
    identities,
)

_LINE = re.compile(r"[^\n]+")
# A number alone, or behind a label that it touches.
_NUMBER = re.compile(r"(?<![^\s|\u4e00-\u9fff)”])\d{1,9}(?![^\s|])")
_NUMERALS = frozenset("0123456789一二三四五六七八九十")
_HEADER_NOTES = ("申请人情况", "本列数据的勾稽关系为第一项加第二项之和等于第三项加第四项之和")
_HEADER_GROUPS = {column.group for column in APPLICATION_COLUMNS}
_OTHER = re.compile(r"法人[或和]其[他它]组织|(其[他它])")
_OTHER_COLUMN = next(index for index, column in enumerate(APPLICATION_COLUMNS) if column.label == "其他")
# Letters that only one column label has, and nothing else in the header.
_COLUMN_OF_LETTER = {
    letter: index
    for index, column in enumerate(APPLICATION_COLUMNS)
    for letter in column.label
    if letter not in "".join((*_HEADER_NOTES, *_HEADER_GROUPS))
    and sum(letter in other.label for other in APPLICATION_COLUMNS) == 1
}
_FORM_OF_ROWS: dict[int, Form] = {len(application_rows("2021")): "2021", len(application_rows("2019")): "2019"}
# Of the letters of a label, as many stand around its line of numbers at least; of others, as many in a table at most.
_LEAST_OF_A_LABEL = 0.75
_MOST_STRANGE_LETTERS = 2


def _halves(labels: Sequence[str]) -> set[str]:
    """What stands in the lines of a header whose labels are cut at the same place, or not at all."""
    return {"".join(part) for cut in range(5) for part in ([x[:cut] for x in labels], [x[cut:] for x in labels])} - {""}


# The labels of the outcomes line by line, the totals and the labels of the groups left out.
_LEGAL_OUTCOMES = re.compile(
    "(?:" + "|".join(_halves([c.column_label for c in LEGAL_CELLS[:5] if c.column_code != "total"])) + ")+"
)
_OF_LEGAL_GROUPS = re.compile(r"未经|[行政复议诉讼直接起后总计]")
# Letters of one label each, in the order of the groups: 行政复议 and 行政诉讼, 未经复议直接起诉 and 复议后起诉.
_ORDER_OF_LEGAL_GROUPS = (("复", "讼"), ("直", "后"))


@dataclass(frozen=True, slots=True)
class WrappedRow:
    """A line of numbers, in the order of the columns, and what is printed of its label around it."""

    label: Event
    numbers: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class _NumberLine:
    """A line that ends with the numbers of a row; what stands before them may be of their label."""

    start: int
    end: int
    numbers: tuple[Event, ...]


def _letters(text: str) -> str:
    return folded(skeleton(text))


def _bag(texts: Sequence[str]) -> Counter[str]:
    return Counter(letter for text in texts for letter in _letters(text) if letter not in _NUMERALS)


def _number_lines(text: str, start: int, end: int, width: int) -> list[_NumberLine] | None:
    """The lines that end with `width` numbers, or None where others have numbers too.

    A number alone on its line is that of a page: no row lacks one.
    """
    found = []
    for line in _LINE.finditer(text, start, end):
        numbers = [Event("value", *match.span()) for match in _NUMBER.finditer(text, *line.span())]
        if not numbers or (len(numbers) == 1 and skeleton(line.group()).isdigit()):
            continue
        if len(numbers) != width or skeleton(_NUMBER.sub("", text[numbers[0].start : line.end()])):
            return None
        found.append(_NumberLine(line.start(), line.end(), tuple(numbers)))
    return found


def _sums_agree(table: Table, form: Form, rows: Mapping[CellKey, int]) -> bool:
    return all(
        sum(rows[key] for key in identity.actual) == sum(rows[key] for key in identity.expected)
        for identity in identities(form)
        if identity.actual[0].table == table
    )


def _surroundings(text: str, lines: Sequence[_NumberLine], index: int, start: int) -> tuple[int, int, str]:
    """Where the text around a line of numbers begins and ends, up to the lines of numbers before and behind it, and
    its letters without those numbers.
    """
    line = lines[index]
    low = lines[index - 1].end if index else start
    high = lines[index + 1].start if index + 1 < len(lines) else line.end
    return low, high, _letters(text[low : line.numbers[0].start]) + _letters(text[line.end : high])


def _label_around(text: str, row: ApplicationRow, lines: Sequence[_NumberLine], index: int, start: int) -> Event | None:
    """The label of a row with the stretch where its letters stand, or None where too few of them do."""
    low, high, letters = _surroundings(text, lines, index, start)
    wordings = {label: LCSseq.similarity(label, letters) for label in labels_of("application", "row", row.row_code)}
    label, common = max(
        ((label, common) for label, common in wordings.items() if common >= _LEAST_OF_A_LABEL * len(label)),
        key=lambda wording: wording[1],
        default=("", 0),
    )
    match = match_label(label)
    if match is None:
        return None
    return Event("label", low, high, replace(match, distance=len(label) - common))


def _stands_elsewhere(events: Sequence[Event], lines: Sequence[_NumberLine], row_codes: Sequence[str]) -> bool:
    """Whether a label that is printed whole stands where it cannot be that of its line.

    其他 may be a torn 其他处理, so that words which name a column too say nothing; 其他处理 is a row in one form, and a
    heading in the other.
    """
    for event in events:
        code = event.match.code("application", "row") if event.match else None
        is_heading = code == "other" and code not in row_codes
        is_column = event.match is not None and event.match.code("application", "column") is not None
        if code is None or is_heading or is_column or event.start < lines[0].start or event.start > lines[-1].end:
            continue
        place = sum(line.start <= event.start for line in lines) - 1
        is_in_line = event.start < lines[place].end
        near = row_codes[place : place + (1 if is_in_line else 2)]
        if code not in near:
            return True
    return False


def columns_by_letters(header: str) -> list[list[int]]:
    """For each line of a header of the application table, the columns whose letters stand in it, from left to right."""
    lines = []
    for line in header.split("\n"):
        others = [(word.start(), _OTHER_COLUMN) for word in _OTHER.finditer(line) if word[1]]
        letters = [
            (place, _COLUMN_OF_LETTER[letter]) for place, letter in enumerate(line) if letter in _COLUMN_OF_LETTER
        ]
        lines.append([column for _, column in sorted(others + letters)])
    return lines


def _columns_in_order(header: str) -> bool:
    """Whether the letters of the column labels stand in the order of the form in every line of the header.

    A label of one line stands between the halves of one of two lines, so that lines cannot be compared with each other.
    That a line has letters of several labels shows that lines are rows of the header and no cells of it.
    """
    lines = columns_by_letters(header)
    return all(line == sorted(line) for line in lines) and any(len(set(line)) > 1 for line in lines)


def _allowed(rows: Sequence[ApplicationRow], labels: Sequence[Event]) -> Counter[str]:
    """The letters that the table may have: of its labels as printed, of the headings above them, of the header."""
    headings = {heading for row in rows for heading in row.path}
    columns = [column.label for column in APPLICATION_COLUMNS]
    notes = [row.note for row in rows]
    printed = [label.match.label for label in labels if label.match]
    return _bag([*printed, *headings, *columns, *_HEADER_GROUPS, *notes, *_HEADER_NOTES])


def application_rows_by_lines(text: str, events: Sequence[Event], end: int) -> dict[str, WrappedRow]:
    """The rows of the application table by the order of their lines of numbers, or {} where anything speaks against it.

    `events` are those of the table in canonical `text`, whose next table or section begins at `end`.
    """
    start = next((event.start for event in events if _is_of_header(event)), None)
    lines = None if start is None else _number_lines(text, start, end, len(APPLICATION_COLUMNS))
    form = _FORM_OF_ROWS.get(len(lines)) if lines else None
    if start is None or lines is None or form is None:
        return {}
    rows = application_rows(form)
    codes = [row.row_code for row in rows]
    values = {
        CellKey("application", code, column.column_code): int(text[number.start : number.end])
        for code, line in zip(codes, lines, strict=True)
        for column, number in zip(APPLICATION_COLUMNS, line.numbers, strict=True)
    }
    header = text[start : lines[0].start]
    lost = _bag([column.label for column in APPLICATION_COLUMNS]) - _bag([header])
    if lost or not _columns_in_order(header) or _stands_elsewhere(events, lines, codes):
        return {}
    if not _sums_agree("application", form, values):
        return {}
    labels = [_label_around(text, row, lines, index, start) for index, row in enumerate(rows)]
    found = [label for label in labels if label]
    strange = _bag([_NUMBER.sub("", text[start : lines[-1].end])]) - _allowed(rows, found)
    if len(found) < len(rows) or strange.total() > _MOST_STRANGE_LETTERS:
        return {}
    return {code: WrappedRow(label, line.numbers) for code, label, line in zip(codes, found, lines, strict=True)}


def _is_of_header(event: Event) -> bool:
    """Whether a label stands in the header of the application table and nowhere else."""
    return any(
        m.table == "application" and (m.kind in ("column", "note") or m.code == "corporations")
        for m in (event.match.meanings if event.match else ())
    )


def legal_numbers_by_letters(text: str, events: Sequence[Event], end: int) -> tuple[Event, ...]:
    """The fifteen numbers of the legal table under a header whose labels are torn, or () where they are not certain.

    They are certain where the header has all letters of the form's and no others, in the order of its columns, and
    where the three sums agree. `events` and `end` as above.
    """
    start = next((event.start for event in events if event.match and event.match.is_of("legal")), None)
    lines = [] if start is None else [line.span() for line in _LINE.finditer(text, start, end)]
    printed = [[Event("value", *number.span()) for number in _NUMBER.finditer(text, *line)] for line in lines]
    first = next((index for index, numbers in enumerate(printed) if numbers), None)
    if start is None or first is None:
        return ()
    last = next((index for index in range(first, len(lines)) if not printed[index]), len(lines))
    numbers = tuple(number for row in printed[first:last] for number in row)
    is_one_row = {len(row) for row in printed[first:last]} in ({len(LEGAL_CELLS)}, {1})
    has_words = skeleton(_NUMBER.sub("", text[lines[first][0] : lines[last - 1][1]])) != ""
    has_more = any(len(row) > 1 for row in printed[last:])
    if len(numbers) != len(LEGAL_CELLS) or not is_one_row or has_words or has_more:
        return ()
    keys = [CellKey("legal", cell.row_code, cell.column_code) for cell in LEGAL_CELLS]
    values = {key: int(text[number.start : number.end]) for key, number in zip(keys, numbers, strict=True)}
    is_of_form = _is_header_of_legal_table(_letters(text[start : lines[first][0]]))
    return numbers if is_of_form and _sums_agree("legal", "2021", values) else ()


def _is_header_of_legal_table(letters: str) -> bool:
    groups = {cell.row_label for cell in LEGAL_CELLS} | {cell.row_group for cell in LEGAL_CELLS}
    return (
        _bag([letters]) == _bag([*groups, *(cell.column_label for cell in LEGAL_CELLS)])
        and _LEGAL_OUTCOMES.fullmatch(_OF_LEGAL_GROUPS.sub("", letters)) is not None
        and all(letters.index(before) < letters.index(after) for before, after in _ORDER_OF_LEGAL_GROUPS)
    )
