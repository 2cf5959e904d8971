"""Labels of the statutory tables, matched with a tolerance that cannot confuse two of them.

A printed label is compared by its skeleton (no ordinal, no parenthesised note, no punctuation). The tolerance is a
property of each label, derived from the forms: fewer errors than half the edit distance to the nearest other label, as
in an error-correcting code. A text within that radius of one label is therefore nearer to it than to any other.

Characters that look alike (末 for 未, 沭 for 沐) count as one and the same. A character that turns a meaning round
(不, 未, 上, 下 …) is never an error: 复议前起诉 is one character from 复议后起诉, and the contrary of it. Nor is a word
of its own an error: 反复申请, the end of 大量反复申请, is near 重复申请; the label variants list such words as "other".
"""

import re
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein

from ingest.extract.canonical import ORDINAL, skeleton, split_ordinal, without_parentheses
from ingest.extract.look_alikes import LOOK_ALIKES, folded
from ingest.extract.remembered import remembered
from ingest.forms import APPLICATION_COLUMNS, APPLICATION_ROWS, DISCLOSURE_CELLS, LEGAL_CELLS, Table, label_variants

Kind = Literal["row", "column", "group", "clause", "note"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a label stands for. `code` is a row or column code of the forms; groups and notes may have none."""

    table: Table
    kind: Kind
    code: str


@dataclass(frozen=True, slots=True)
class Match:
    """A text read as a label: what it may stand for (a word such as 总计 is a row here, a column there), the label it
    was compared with, the number of characters that differ, the ordinal before it and the note in parentheses.
    """

    meanings: frozenset[Meaning]
    label: str
    distance: int
    ordinal: str
    note: str

    def code(self, table: Table, kind: Kind) -> str | None:
        """The code of the one meaning that the label has as this kind of label of a table, None where it has none."""
        return _CODES[self.label].get((table, kind))

    def is_of(self, table: Table) -> bool:
        """Whether the label may stand in a table."""
        return table in _TABLES[self.label]


def _vocabulary() -> dict[str, set[Meaning]]:
    words: dict[str, set[Meaning]] = {}

    def add(text: str, table: Table, kind: Kind, code: str = "") -> None:
        words.setdefault(folded(skeleton(without_parentheses(text))), set()).add(Meaning(table, kind, code))

    for cell in DISCLOSURE_CELLS:
        add(cell.row_label, "disclosure", "row", cell.row_code)
        add(cell.column_label, "disclosure", "column", cell.column_code)
    for clause in {cell.clause for cell in DISCLOSURE_CELLS}:
        for printed in (clause, clause.replace("条第", "条")):
            words.setdefault(folded(skeleton(printed)), set()).add(Meaning("disclosure", "clause", clause))
    add("信息内容", "disclosure", "note")
    for row in APPLICATION_ROWS:
        add(row.label, "application", "row", row.row_code)
        for heading in row.path:
            add(split_ordinal(heading)[1], "application", "group")
        if row.note:
            add(row.note, "application", "note")
    for column in APPLICATION_COLUMNS:
        add(column.label, "application", "column", column.column_code)
        if column.group:
            add(column.group, "application", "group", "corporations")
    add("申请人情况", "application", "note")
    add("本列数据的勾稽关系为第一项加第二项之和,等于第三项加第四项之和", "application", "note")

    for legal in LEGAL_CELLS:
        add(legal.row_label, "legal", "row", legal.row_code)
        add(legal.column_label, "legal", "column", legal.column_code)
        if legal.row_group:
            add(legal.row_group, "legal", "group")

    for variant in label_variants():
        if variant.kind != "other":
            add(variant.label, variant.table, variant.kind, variant.code)
    return words


# By the folded skeleton of the label.
_WORDS: dict[str, frozenset[Meaning]] = {text: frozenset(meanings) for text, meanings in _vocabulary().items()}
_LABELS: dict[Meaning, tuple[str, ...]] = {}
for _word, _meanings in _WORDS.items():
    for _meaning in _meanings:
        _LABELS[_meaning] = (*_LABELS.get(_meaning, ()), _word)
# No label has two codes as one kind of label of a table.
_CODES = {text: {(m.table, m.kind): m.code for m in meanings} for text, meanings in _WORDS.items()}
_TABLES = {text: frozenset(m.table for m in meanings) for text, meanings in _WORDS.items()}
_OTHER_WORDS = tuple(folded(skeleton(variant.label)) for variant in label_variants() if variant.kind == "other")
# With one of these more or less, a text says something else.
DECISIVE = frozenset(folded("不未非无没否免上下前后今去已增减"))


def _codes(meanings: frozenset[Meaning]) -> frozenset[tuple[str, str, str]]:
    return frozenset((m.table, m.kind, m.code) for m in meanings)


def _radius(text: str) -> int:
    """How many characters may differ: under half the way to the nearest label of another meaning, 1 in 4 at most."""
    nearest = min(
        (
            Levenshtein.distance(text, other)
            for other, meanings in _WORDS.items()
            if _codes(meanings) != _codes(_WORDS[text])
        ),
        default=len(text),
    )
    return max(0, min((nearest - 1) // 2, len(text) // 4))


RADIUS: dict[str, int] = {text: _radius(text) for text in _WORDS}
_BY_LENGTH: dict[int, list[str]] = {}
for _text, _tolerance in RADIUS.items():
    if _tolerance:
        for _length in range(len(_text) - _tolerance, len(_text) + _tolerance + 1):
            _BY_LENGTH.setdefault(_length, []).append(_text)
# A unit of money behind a label, without the brackets of a note.
_UNIT_BEHIND = re.compile(r"\s*单位\s*:?\s*(亿元|万元|元)\s*\Z")
_AMOUNTS = frozenset(cell.column_code for cell in DISCLOSURE_CELLS if cell.unit == "CNY")
_CLAUSES_ALONE = frozenset(skeleton(without_parentheses(cell.clause)) for cell in DISCLOSURE_CELLS)
_CLAUSES_ALONE |= {core.replace("条第", "条") for core in _CLAUSES_ALONE}
_BEHIND_LABEL = re.compile(r"[”\")]*(?:\([^()]*\))?[:;,]?")
LONGEST_LABEL = max(len(text) + tolerance for text, tolerance in RADIUS.items())
MOST_ERRORS = max(RADIUS.values())
_LETTERS = "".join(_WORDS)
_LOOK_ALIKES = "".join(group for group in LOOK_ALIKES if group[0] in _LETTERS)
_FOREIGN_LETTER = re.compile(rf"[^{_LETTERS}{_LOOK_ALIKES}0-9一二三四五六七八九十\u2460-\u249b]")


def labels_of(table: Table, kind: Kind, code: str) -> tuple[str, ...]:
    """The folded skeletons of all wordings of a label."""
    return _LABELS[Meaning(table, kind, code)]


def foreign_letters(skeleton_of_text: str) -> int:
    """How many letters of a text no label has, nor an ordinal: each is an error of any label that the text could be."""
    return len(_FOREIGN_LETTER.findall(skeleton_of_text))


def _nearest(text: str) -> tuple[str, int] | None:
    text = folded(text)
    if text in _WORDS:
        return text, 0
    for label in _BY_LENGTH.get(len(text), ()):
        distance = Levenshtein.distance(text, label, score_cutoff=RADIUS[label])
        if distance <= RADIUS[label]:
            return None if _says_something_else(text, label, distance) else (label, distance)
    return None


def _says_something_else(text: str, label: str, distance: int) -> bool:
    """Whether the difference between a folded text and a label is no error but another meaning."""
    if any(Levenshtein.distance(text, word, score_cutoff=distance) <= distance for word in _OTHER_WORDS):
        return True
    changed: set[str] = set()
    for edit in Levenshtein.editops(text, label):
        changed.update(text[edit.src_pos : edit.src_pos + 1] if edit.tag != "insert" else "")
        changed.update(label[edit.dest_pos : edit.dest_pos + 1] if edit.tag != "delete" else "")
    return not changed.isdisjoint(DECISIVE)


_BEGINNINGS = frozenset(word[:length] for word in _WORDS for length in range(len(word) + 1))


def _end_of_label(text: str, start: int, end: int) -> int | None:
    """Where the longest label that canonical text[start:end] begins with ends, its ordinal and its note included."""
    ordinal = ORDINAL.match(text, start, end)
    word = ""
    found: int | None = None
    for position in range(ordinal.end() if ordinal else start, end):
        letter = folded(skeleton(text[position]))
        word += letter
        if word not in _BEGINNINGS:
            break
        if letter and word in _WORDS:
            found = position + 1
    if found is None:
        return None
    behind = _BEHIND_LABEL.match(text, found, end)
    return behind.end() if behind else found


def split_glued_labels(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split canonical text[start:end] in the labels that it strings together with nothing between them.

    Only a text that consists of labels from end to end is split; anything else comes back whole.
    """
    if end - start < 5 or _nearest(skeleton(text[start:end])):
        return [(start, end)]
    spans = []
    position = start
    while position < end:
        label_end = _end_of_label(text, position, end)
        if label_end is None:
            return [(start, end)]
        spans.append((position, label_end))
        position = label_end
    return spans


@remembered(longest=4 * LONGEST_LABEL)
def match_label(text: str) -> Match | None:
    """Read canonical text as one label of the forms, or None when it is none within the tolerance.

    The ordinal and notes in parentheses are split off first; a text that is only the note of a label is matched too.
    """
    if len(text) > 4 * LONGEST_LABEL:
        return None
    ordinal, rest = split_ordinal(text)
    plain = without_parentheses(rest)
    core = skeleton(plain)
    # A clause (第二十条第(一)项, 第二十条(一)项) and a note printed alone keep what stands in their parentheses.
    if not core or core in _CLAUSES_ALONE:
        core, plain = skeleton(text if not core else rest), rest
    if not core or len(core) > LONGEST_LABEL:
        return None
    found = _nearest(core)
    if found is None:
        return _match_amount(ordinal, plain)
    label, distance = found
    note = "" if plain is rest else rest.removeprefix(plain)
    return Match(_WORDS[label], label, distance, ordinal, note)


def _match_amount(ordinal: str, plain: str) -> Match | None:
    """本年收费金额单位:万元 as 本年收费金额 with the note (单位:万元); no other label has a unit of money."""
    unit = _UNIT_BEHIND.search(plain) if "单位" in plain else None
    label = folded(skeleton(plain[: unit.start()])) if unit else ""
    if unit is None or _CODES.get(label, {}).get(("disclosure", "column")) not in _AMOUNTS:
        return None
    return Match(_WORDS[label], label, 0, ordinal, f"(单位:{unit[1]})")
