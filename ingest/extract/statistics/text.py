"""Statistics sheets in running text: label, unit, numbers, again and again, parted by white space or pipes.

Nothing shows the columns here but the alternation itself. A row is read only where it has a unit and exactly as many
numbers as the header has value columns; where a number too many or the end of the sheet shows that numbers may stand
beside other rows than their own, the rows around are in doubt. A row on a line of its own is not: its line holds it
together.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ingest.document import Document
from ingest.extract.canonical import INVISIBLE
from ingest.extract.statistics.headers import HeaderWord, header_word, is_titled, may_hold_a_sheet_in_running_text
from ingest.extract.statistics.headings import begins_a_label
from ingest.extract.statistics.rows import PrintedRow, PrintedSheet, PrintedSlot, Span, as_printed, doubted
from ingest.extract.statistics.values import is_unit
from ingest.extract.values import is_not_applicable, read_value

_TOKEN = re.compile(r"[^\s|]+")
_LONGEST_WORD = 5
_MOST_COLUMNS = 10
_COLUMN_LETTERS = frozenset("甲乙丙丁ABCD") | frozenset("123456789")
_SENTENCE = re.compile(r"[。;!?]")
_PARENTHESES = re.compile(r"\([^()]*\)?")
_OF_WHICH_ALONE = re.compile(r"其\s*中\s*[::]?")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_MOST_TOKENS_OF_A_LABEL = 16
_LONGEST_LABEL = 160
_LONGEST_RAW = 200

TokenKind = Literal["text", "unit", "number", "mark"]


@dataclass(frozen=True, slots=True)
class _Token:
    kind: TokenKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Header:
    """The columns in printed order behind the unit; `after` is the first token behind the header."""

    after: int
    columns: tuple[HeaderWord, ...]
    has_serial: bool
    has_remarks: bool


@dataclass(frozen=True, slots=True)
class _RowRead:
    """A row with the balance of its numbers: 0 as many as there are columns, more, or fewer."""

    row: PrintedRow
    balance: int
    is_one_line: bool
    last_end: int


def _tokens(text: str) -> list[_Token]:
    return [_Token(_kind(match.group()), *match.span()) for match in _TOKEN.finditer(text)]


def _kind(content: str) -> TokenKind:
    plain = content.replace(INVISIBLE, "")
    if is_not_applicable(plain):
        return "mark"
    if is_unit(plain):
        return "unit"
    if read_value(plain) or (plain and not _HAN.search(plain) and plain.replace(",", "").replace(".", "").isdigit()):
        return "number"
    return "text"


def _certain(columns: Sequence[HeaderWord]) -> list[HeaderWord]:
    """The columns, where two have the same meaning as columns of unknown numbers."""
    codes = Counter(word.column for word in columns if word.column)
    return [HeaderWord("other_value") if word.column and codes[word.column] > 1 else word for word in columns]


class _TextReader:
    def __init__(self, document: Document, text: str, report_year: int | None) -> None:
        self._document = document
        self._text = text
        self._year = report_year
        self._tokens = _tokens(text)
        self._breaks = [-1, *(match.start() for match in re.finditer("\n", text)), len(text)]
        self._text_end = len(text.rstrip(" "))

    def sheets(self) -> Iterator[PrintedSheet]:
        position = 0
        while position < len(self._tokens):
            header = self._header(position)
            if header is None:
                position += 1
                continue
            rows, after = self._rows(header)
            if rows:
                start = self._tokens[position].start
                yield PrintedSheet(self._judged(rows, header), (start, max(row.last_end for row in rows)))
            position = max(after, header.after)

    # --- the header

    def _word(self, position: int) -> tuple[HeaderWord, int] | None:
        """The header word at a token, which may be torn into several (统 计 数), and the token behind it."""
        for size in range(1, _LONGEST_WORD + 1):
            tokens = self._tokens[position : position + size]
            if len(tokens) < size or tokens[-1].end - tokens[0].start > 3 * _LONGEST_WORD + 24:
                return None
            joined = "".join(self._text[t.start : t.end] for t in tokens)
            if size == 1 and joined.isdigit():
                return None
            word = header_word(joined, self._year)
            if word:
                return word, position + size
        return None

    def _header(self, position: int) -> _Header | None:
        words: list[HeaderWord] = []
        after = position
        while len(words) < _MOST_COLUMNS and (found := self._word(after)):
            word, after = found
            words.append(word)
        kinds = [word.kind for word in words]
        label = next((i for i, kind in enumerate(kinds) if kind in ("label", "weak_label")), None)
        if label is None or "unit" not in kinds or kinds[:label] not in ([], ["serial"]):
            return None
        unit = kinds.index("unit")
        columns = _certain(words[unit + 1 :])
        if unit != label + 1 or not any(word.column for word in columns):
            return None
        if any(word.kind not in ("value", "other_value", "code", "remark") for word in columns):
            return None
        start = self._tokens[position].start
        if kinds[label] == "weak_label" and not is_titled(self._text, start):
            return None
        numbers = tuple(word for word in columns if word.kind != "remark")
        return _Header(after, numbers, bool(label), len(numbers) < len(columns))

    # --- the rows

    def _rows(self, header: _Header) -> tuple[list[_RowRead], int]:
        """The rows behind a header, and the first token that is none of theirs."""
        position = self._behind_column_letters(header)
        rows: list[_RowRead] = []
        serial = 1
        first = self._tokens[position] if position < len(self._tokens) else None
        if header.has_serial and first and self._text[first.start : first.end] == "1":
            position += 1
        elif first is None or first.kind != "text":
            # A number before the first label: the numbers stand before their labels, in all rows.
            header = replace(header, columns=())
        end = position
        was_clean = True
        while position < len(self._tokens):
            labels, position = self._label_tokens(position)
            following = self._tokens[position] if position < len(self._tokens) else None
            if not labels or following is None:
                if following is None or not rows or following.kind == "text":
                    break
                position += 1
                was_clean = False
                continue
            *headings, label = self._split(labels)
            rows += [self._heading(heading) for heading in headings]
            if following.kind == "mark":
                after = self._past_marks(position, header)
                is_heading = after >= len(self._tokens) or self._tokens[after].kind == "text"
                if is_heading:
                    rows.append(self._heading(label))
                # Words in place of a number ("见附件 /") look like a heading.
                was_clean = is_heading and (was_clean or self._begins_a_label(label))
                position = after
                continue
            if following.kind == "number":  # a row without a unit, or the end of the sheet
                position += 1
                was_clean = False
                continue
            numbers, after = self._numbers(position + 1)
            serial += 1
            balance = len(numbers) - len(header.columns)
            if header.has_serial and balance == 1 and self._text[slice(*numbers[-1])] == str(serial):
                numbers, balance = numbers[:-1], 0
            is_label_whole = was_clean or self._begins_a_label(label)
            rows.append(self._row(label, following, numbers, header, balance, is_label_whole=is_label_whole))
            was_clean = balance == 0
            position = end = after
        while rows and rows[-1].row.is_heading:
            rows.pop()
        return rows, end

    def _behind_column_letters(self, header: _Header) -> int:
        position = header.after
        tokens = self._tokens[position : position + len(header.columns) + 3]
        if tokens and self._text[tokens[0].start : tokens[0].end] in ("甲", "A", "栏次"):
            for token in tokens:
                if self._text[token.start : token.end] not in _COLUMN_LETTERS | {"栏次"}:
                    break
                position += 1
        return position

    def _label_tokens(self, position: int) -> tuple[list[_Token], int]:
        """The text tokens from here on; none where a sentence begins, or too many for labels."""
        labels: list[_Token] = []
        while position < len(self._tokens) and self._tokens[position].kind == "text":
            token = self._tokens[position]
            labels.append(token)
            position += 1
            size = token.end - labels[0].start
            is_sentence = _SENTENCE.search(_PARENTHESES.sub("", self._text[labels[0].start : token.end]))
            if is_sentence or len(labels) > _MOST_TOKENS_OF_A_LABEL or size > 2 * _LONGEST_LABEL:
                return [], position
        return labels, position

    def _split(self, tokens: Sequence[_Token]) -> list[list[_Token]]:
        """Headings and the label behind them: each begins with an ordinal or 其中; parentheses stay whole."""
        parts: list[list[_Token]] = [[tokens[0]]]
        for token in tokens[1:]:
            before = self._text[parts[-1][0].start : parts[-1][-1].end]
            is_open = before.count("(") > before.count(")")
            begins = begins_a_label(self._text[token.start : token.end])
            if begins and not is_open and not _OF_WHICH_ALONE.fullmatch(before):
                parts.append([token])
            else:
                parts[-1].append(token)
        return parts

    def _begins_a_label(self, tokens: Sequence[_Token]) -> bool:
        return begins_a_label(self._text[tokens[0].start : tokens[-1].end])

    def _past_marks(self, position: int, header: _Header) -> int:
        """Behind the dashes of a heading: one for its unit, and one for each value at most."""
        after = position
        while after < len(self._tokens) and self._tokens[after].kind == "mark":
            after += 1
        return after if after - position <= len(header.columns) + 1 else position + 1

    def _numbers(self, position: int) -> tuple[list[Span], int]:
        numbers: list[Span] = []
        while position < len(self._tokens) and self._tokens[position].kind in ("number", "mark"):
            numbers.append((self._tokens[position].start, self._tokens[position].end))
            position += 1
        return numbers, position

    def _label(self, tokens: Sequence[_Token]) -> str:
        return as_printed(self._document.text[tokens[0].start : tokens[-1].end].replace("|", " "))

    def _heading(self, tokens: Sequence[_Token]) -> _RowRead:
        row = PrintedRow(tokens[0].start, self._label(tokens), "", ())
        return _RowRead(row, 0, is_one_line=True, last_end=tokens[-1].end)

    def _row(
        self,
        label: Sequence[_Token],
        unit: _Token,
        numbers: Sequence[Span],
        header: _Header,
        balance: int,
        *,
        is_label_whole: bool,
    ) -> _RowRead:
        last = numbers[-1][1] if numbers else unit.end
        start = label[0].start
        whole = (unit.end, max(unit.end, min(last, unit.end + _LONGEST_RAW)))
        is_one_line = self._is_one_line(label, unit, last)
        is_cut_off = last >= self._text_end and bool(numbers)
        is_certain = balance == 0 and (is_label_whole or is_one_line) and not is_cut_off
        slots = tuple(
            PrintedSlot(word.column, numbers[i] if balance == 0 else whole, is_certain=is_certain)
            for i, word in enumerate(header.columns)
            if word.column
        )
        printed_unit = self._text[unit.start : unit.end].replace(INVISIBLE, "")
        row = PrintedRow(start, self._label(label), printed_unit, slots)
        return _RowRead(row, balance, is_one_line, last)

    def _is_one_line(self, label: Sequence[_Token], unit: _Token, last: int) -> bool:
        """Whether a row has a line of its own (its label may begin on the line before)."""
        start = label[0].start
        line_start = self._breaks[bisect_right(self._breaks, start) - 1] + 1
        line_end = self._breaks[bisect_left(self._breaks, last)]
        if not (self._is_alone(line_start, start) and self._is_alone(last, line_end)):
            return False
        return "\n" not in self._text[label[-1].end : unit.start] and "\n" not in self._text[unit.start : last]

    def _is_alone(self, low: int, high: int) -> bool:
        """Whether nothing stands in a part of a line; of a long line the rest of a row is looked at no further."""
        return high - low <= _LONGEST_LABEL and not self._text[low:high].strip(" \t\r|")

    # --- doubt

    def _judged(self, rows: Sequence[_RowRead], header: _Header) -> tuple[PrintedRow, ...]:
        """The rows, with those in doubt whose numbers may be those of a neighbour."""
        values = [i for i, read in enumerate(rows) if not read.row.is_heading]
        if not values:
            return ()
        loose = [i for i in values if not rows[i].is_one_line]
        surplus = [i for i in loose if rows[i].balance > 0]
        unequal = [i for i in loose if rows[i].balance]
        first_doubtful = len(rows)
        if surplus:
            first_doubtful = min(unequal)
        if header.has_remarks and loose:
            first_doubtful = 0  # remarks run into the next label
        if loose and rows[values[-1]].balance < 0 and not rows[values[-1]].is_one_line:
            first_doubtful = 0  # as where all numbers stand one row too early
        judged = []
        behind_none = False
        for index, read in enumerate(rows):
            # Behind a row that has none, the numbers may be that row's: 甲 件 乙 件 5.
            in_doubt = (index >= first_doubtful or behind_none) and not read.is_one_line
            if not read.row.is_heading:
                behind_none = read.balance < 0
            judged.append(doubted([read.row])[0] if in_doubt else read.row)
        return tuple(judged)


def read_text_sheets(document: Document, text: str, report_year: int | None) -> Iterator[PrintedSheet]:
    """The sheets in running text; `text` is the canonical text without page furniture and without the grids read."""
    if may_hold_a_sheet_in_running_text(text):
        yield from _TextReader(document, text, report_year).sheets()
