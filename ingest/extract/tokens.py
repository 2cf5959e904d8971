"""The text of a statutory table as a stream of events: labels, slots (what stands where a value is expected), the rest.

Nothing here knows which row a slot belongs to; that is for the tables. Separators are white space and pipes.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from ingest.extract.canonical import INVISIBLE, skeleton, split_ordinal, without_parentheses
from ingest.extract.halved_lines import find_halved_lines
from ingest.extract.labels import LONGEST_LABEL, MOST_ERRORS, Match, foreign_letters, match_label, split_glued_labels
from ingest.extract.remembered import remembered
from ingest.extract.values import UNIT_NOTE, is_not_applicable, read_value

_PieceKind = Literal["text", "prose", "value", "mark", "digits"]
EventKind = Literal["label", "value", "mark", "digits", "unit", "text", "heading"]
SLOT_KINDS: frozenset[EventKind] = frozenset(("value", "mark", "digits"))

_CHUNK = re.compile(r"[^\s|]+")
_OPEN_NOTE = re.compile(r"[^()\d]*+\d[^()]*+\([^()]*+")
_NOTE_REST = re.compile(r"[^()\n|]{0,40}\)")
_UNIT_BEHIND = re.compile(r" ?(?:亿元|万元|元)(?=[\s|]|$)")
# A stop or comma that is no part of a number, an ordinal or a parenthesis: the chunk is prose, not cells run together.
_SENTENCE = re.compile(r"[。;!?]|(?<!\d),|,(?!\d)")
# A bare 元 may be the end of a torn 万元.
_UNIT = re.compile(r"\((?:金额)?(?:单位)?[::]?(亿元|万元|元)\)|(?:金额)?单位[::]?(亿元|万元|元)|(亿元|万元)")
# Broken characters (U+FFFD) beside digits belong to them: each may have been a digit, a sign or a separator.
# Digits as they touch text; what strings several numbers together ("3-1") stays whole and is no number.
_DIGITS = re.compile(r"(?<![第(\d.,])[+\-]?\d(?:[\d,.+\-]*\d)?(?:亿元|万元|元)?")
# All that a chunk of labels and digits run together is made of. Anything else (≥ % ↓ ² —) may change a number.
_RUN_TOGETHER = re.compile(r"(?:[\u4e00-\u9fff\d、.,:;/()“”\"\u200b]|[+\-](?=\d))+")
_ALL_BROKEN = re.compile(r"\ufffd+")
_AFTER_NO_VALUE = re.compile(r"[、.](?=[\u4e00-\u9fff]|$)|[)年月日号〕]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_BEFORE_ORDINAL = re.compile(
    r"(?<=[^第(])(?=\([一二三四五六七八九十]\))|(?<=.)(?=[一二三四五六七]、)|(?<=[^\d.,])(?=\d[.、](?:[\u4e00-\u9fff]|$))"
)
# What a page prints between two rows: its number, or the alignment row of a Markdown table.
_PAGE_FURNITURE = re.compile(
    r"^[^\S\n]*+(?:[-—–]{1,9}[^\S\n]*+\d{1,4}[^\S\n]*+[-—–]{1,9}"
    r"|第 ?\d{1,4} ?页(?:[,/]? ?共 ?\d{1,4} ?页)?"
    r"|(?=[^|\n]*+\|)[ :|]*+-{3}[ :|-]*+)[^\S\n]*+$"
    # With the empty lines behind it, or its place would look like an empty cell.
    r"\s*+",
    re.MULTILINE,
)
# How a line with any of these begins: to look for it first takes a seventh of the time, as most texts have none.
_MAY_BE_PAGE_FURNITURE = re.compile(r"\n[^\S\n]*+[ :|]*+(?:[-—–]|第 ?\d)")
_SPACE = re.compile(r"\s+")
_TEXT_AND_NUMBER = frozenset((("text", "value"), ("text", "digits"), ("value", "text"), ("digits", "text")))
_PIECES_PER_LABEL = 12
_LONGEST_COMMON_CHUNK = 24
_MOST_LETTERS_OF_LABEL = 2 * LONGEST_LABEL
_MOST_LETTERS_OF_ORDINAL = 2
_ORDINAL_COST = 0.02
_UNKNOWN_COST = 3.0
_LABEL_COST = 0.01


class Event(NamedTuple):
    """A thing on the page. "value" is a number standing alone, "mark" a dash or 无, "digits" a number that touches text
    with nothing between them, "unit" a unit of money, "heading" the title of a section; `match` is set on labels.
    """

    kind: EventKind
    start: int
    end: int
    match: Match | None = None

    @property
    def is_slot(self) -> bool:
        return self.kind in SLOT_KINDS


class _Piece(NamedTuple):
    kind: _PieceKind
    start: int
    end: int


def without_page_furniture(text: str) -> str:
    """Canonical text of the same length with page numbers and Markdown alignment rows turned into spaces."""
    if not _MAY_BE_PAGE_FURNITURE.search("\n" + text):
        return text
    return _PAGE_FURNITURE.sub(lambda m: " " * len(m.group()), text)


def _chunks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Runs of text between separators; a number stays together with its unit and its note in parentheses."""
    position = start
    while match := _CHUNK.search(text, position, end):
        stop = match.end()
        if "(" in match.group() and _OPEN_NOTE.fullmatch(match.group()) and (rest := _NOTE_REST.match(text, stop, end)):
            stop = rest.end()
        elif match.group()[-1].isdigit() and (unit := _UNIT_BEHIND.match(text, stop, end)):
            stop = unit.end()
        yield match.start(), stop
        position = stop


def _split_text(text: str, start: int, end: int) -> Iterator[_Piece]:
    """Split a chunk that is no value: at ordinals (two labels glued) and around digits (a label glued to values)."""
    position = start
    for match in _DIGITS.finditer(text, start, end):
        low, high = match.span()
        if text[high - 1].isdigit() and _AFTER_NO_VALUE.match(text, high, end):
            if text[high] not in "、." or (high + 1 == end and high - low > 1):
                continue  # "第20条"; "12.", which is no ordinal and no number
            # "0000000" + "2.其他": the last digit is the ordinal of the label behind it.
            high -= 1
        elif low == start and high - low == 1 and _CHINESE.match(text, high, end):
            continue  # "5属于三类内部事务信息": an ordinal without its point
        if high <= low:
            continue
        yield from _split_at_ordinals(text, position, low)
        yield _Piece("digits", low, high)
        position = high
    yield from _split_at_ordinals(text, position, end)


def _split_at_ordinals(text: str, start: int, end: int) -> Iterator[_Piece]:
    if start >= end:
        return
    cuts = [start + m.start() for m in _BEFORE_ORDINAL.finditer(text[start:end])]
    for low, high in zip([start, *cuts], [*cuts, end], strict=True):
        if low < high:
            for label_start, label_end in split_glued_labels(text, low, high):
                yield _Piece("text", label_start, label_end)


def _kind_of_chunk(chunk: str) -> _PieceKind | None:
    """What a chunk of canonical text is; None for one without content."""
    content = chunk.replace(INVISIBLE, "")
    if not content:
        return None
    if is_not_applicable(content):
        return "mark"
    if read_value(content):
        return "value"
    if _ALL_BROKEN.fullmatch(content):
        return "digits"
    is_prose = _SENTENCE.search(without_parentheses(content)) or not _RUN_TOGETHER.fullmatch(content)
    return "prose" if is_prose else "text"


@remembered(longest=_LONGEST_COMMON_CHUNK)
def _pieces_of_chunk(chunk: str) -> tuple[_Piece, ...]:
    kind = _kind_of_chunk(chunk)
    if kind == "text":
        return tuple(_split_text(chunk, 0, len(chunk)))
    return (_Piece(kind, 0, len(chunk)),) if kind else ()


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[_PieceKind, int, int]]:
    for low, high in _chunks(text, start, end):
        for kind, piece_start, piece_end in _pieces_of_chunk(text[low:high]):
            yield kind, low + piece_start, low + piece_end


def _label_of(words: Sequence[str]) -> Match | None:
    return match_label("".join(words))


def _absorbs_a_stranger(words: Sequence[str], match: Match) -> bool:
    """Whether the label is closer without its first or last word: then that word is something else (约 in 约3)."""
    if len(words) < 2 or match.distance == 0:
        return False
    shorter = (_label_of(words[:-1]), _label_of(words[1:]))
    return any(m is not None and m.label == match.label and m.distance < match.distance for m in shorter)


def _is_two_labels(words: Sequence[str], match: Match) -> bool:
    """Whether the last words are as good a label behind another: "(一予以公开" is no note of 三、本年度办理结果."""
    for cut in range(len(words) - 1, 0, -1):
        last = _label_of(words[cut:])
        if last is None or _is_note(last):
            continue
        first = _label_of(words[:cut])
        if first is not None and first.distance + last.distance <= match.distance:
            return True
    return False


def _is_note(match: Match) -> bool:
    return all(meaning.kind == "note" for meaning in match.meanings)


@remembered(longest=_LONGEST_COMMON_CHUNK)
def _weight(word: str) -> tuple[int, bool, int]:
    """How many letters a word has, whether it is a bare ordinal, and how many of its letters no label has (not counted
    where it has too many for any label).

    Dumps lose the words of a group label and leave its ordinal: "(三)" alone says nothing and is passed over. So is an
    ordinal with a backslash behind it, the line break of Markdown.
    """
    letters = skeleton(word)
    is_ordinal = len(letters) <= _MOST_LETTERS_OF_ORDINAL and _is_ordinal(word)
    return len(letters), is_ordinal, foreign_letters(letters) if len(letters) <= _MOST_LETTERS_OF_LABEL else 0


def _is_ordinal(word: str) -> bool:
    return not skeleton(split_ordinal(word.removesuffix("\\") + "某")[1][:-1])


def _label_events(text: str, run: Sequence[_Piece]) -> list[Event]:
    """Cover a run of text pieces with labels so that the least is left over, and of those the closest labels."""
    count = len(run)
    words = [text[piece.start : piece.end] for piece in run]
    weights = [_weight(word) for word in words]
    words = [word.replace(INVISIBLE, "") for word in words]
    has_notes = any("(" in word for word in words)
    best: list[float] = [0.0] * (count + 1)
    choice: list[tuple[int, Event | None]] = [(0, None)] * (count + 1)
    for high in range(1, count + 1):
        piece = run[high - 1]
        letters, is_ordinal, _ = weights[high - 1]
        best[high] = best[high - 1] + (_ORDINAL_COST if is_ordinal else _UNKNOWN_COST + letters)
        choice[high] = (high - 1, None)
        if is_ordinal and high > 1 and "\n" in text[run[high - 2].end : piece.start]:
            continue  # it begins the label of another row
        size = foreign = 0
        joined = ""
        for low in range(high - 1, max(-1, high - 1 - _PIECES_PER_LABEL), -1):
            size += weights[low][0]
            foreign += weights[low][2]
            if size > _MOST_LETTERS_OF_LABEL or (foreign > MOST_ERRORS and not has_notes):
                break
            joined = words[low] + joined
            match = match_label(joined)
            if match is None:
                continue
            label = words[low:high]
            if _absorbs_a_stranger(label, match) or _is_two_labels(label, match):
                continue
            if match.distance and any(p.kind == "prose" for p in run[low:high]) and not _is_note(match):
                continue  # "件,上年结转政府信息公开申请数量": a sentence in the words of the table
            cost = best[low] + _LABEL_COST + match.distance
            if cost < best[high]:
                best[high] = cost
                choice[high] = (low, Event("label", run[low].start, piece.end, match))
    events: list[Event] = []
    high = count
    while high:
        low, event = choice[high]
        if event is None:
            piece = run[low]
            if is_unit(text[piece.start : piece.end]):
                events.append(Event("unit", piece.start, piece.end))
            elif weights[low][0] and not weights[low][1]:
                events.append(Event("text", piece.start, piece.end))
        else:
            events.append(event)
        high = low
    return events[::-1]


def read_events(text: str, start: int, end: int, headings: Sequence[tuple[int, int]]) -> list[Event]:
    """The events of canonical `text[start:end]` in reading order; `headings` are the places of section titles."""
    events: list[Event] = []
    run: list[_Piece] = []

    def close_run() -> None:
        if run:
            events.extend(_label_events(text, run))
            run.clear()

    # Titles and halved headers are known as a whole; the rest between them is read piece by piece.
    known: list[tuple[int, int, list[Event]]] = [
        (low, high, [Event("heading", low, high)]) for low, high in headings if start <= low < end
    ]
    for lines in find_halved_lines(text[start:end]):
        labels = [Event("label", start + h.start, start + h.end, h.match) for h in lines.labels]
        known.append((start + lines.start, start + lines.end, labels))
    position = start
    for low, high, whole in [*sorted(known, key=lambda k: k[:2]), (end, end, [])]:
        if low < position:
            continue
        for kind, piece_start, piece_end in _pieces(text, position, low):
            if kind in {"text", "prose"}:
                run.append(_Piece(kind, piece_start, piece_end))
            else:
                close_run()
                events.append(Event("text" if kind == "prose" else kind, piece_start, piece_end))
        close_run()
        events += whole
        position = max(position, high)
    return _join_torn(events, text)


def _join_torn(events: Sequence[Event], text: str) -> list[Event]:
    """Give numbers that are words of a text to that text: "约30", "30余", "2020 年,本机关共发生…" are no cells.

    So are digits that touch an unknown text, and numbers with nothing but spaces between them and one in their line.
    Digits that touch a label with an error in it are not trusted either: the error may be what qualifies the number.
    """
    joined: list[Event] = []
    for event in events:
        last = joined[-1] if joined else None
        if last is None:
            joined.append(event)
            continue
        if (last.kind, event.kind) in _TEXT_AND_NUMBER and not text[last.end : event.start].strip(" "):
            joined[-1] = Event("text", last.start, event.end)
        elif event.kind == "digits" and last.end >= event.start and last.match and last.match.distance:
            joined.append(Event("text", event.start, event.end))
        else:
            joined.append(event)
    return joined


def is_unit(text: str) -> bool:
    """Whether canonical text only names a unit of money."""
    return "元" in text and _UNIT.fullmatch(_SPACE.sub("", text)) is not None


def amount_unit(event: Event, text: str) -> str | None:
    """元, 万元 or 亿元 where a unit event, or the note of a label, names it."""
    printed = text[event.start : event.end] + (event.match.note if event.match else "")
    source = _SPACE.sub("", printed)
    match = _UNIT.fullmatch(source) if event.kind == "unit" else UNIT_NOTE.search(source)
    return next(filter(None, match.groups()), None) if match else None
