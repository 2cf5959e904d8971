"""A misprinted label is read as itself or not at all, never as the label of another row or column."""

from itertools import permutations

import pytest
from rapidfuzz.distance import Levenshtein

from ingest.extract.canonical import skeleton, without_parentheses
from ingest.extract.labels import RADIUS, match_label
from ingest.extract.tokens import read_events
from ingest.forms import APPLICATION_COLUMNS, APPLICATION_ROWS, DISCLOSURE_CELLS, LEGAL_CELLS

ROW_LABELS: dict[str, str] = {f"application/{r.row_code}": r.printed_label for r in APPLICATION_ROWS}
ROW_LABELS |= {f"disclosure/{c.form}/{c.row_code}": c.row_label for c in DISCLOSURE_CELLS}
ROW_LABELS |= {f"legal/{c.row_code}": c.row_label for c in LEGAL_CELLS}
COLUMN_LABELS: dict[str, str] = {f"application/{c.column_code}": c.label for c in APPLICATION_COLUMNS}
COLUMN_LABELS |= {f"disclosure/{c.form}/{c.column_code}": c.column_label for c in DISCLOSURE_CELLS}
COLUMN_LABELS |= {f"legal/{c.column_code}": c.column_label for c in LEGAL_CELLS}
TYPO_CHARACTERS = "不予公开处理其他申请信息属于要求一二三上年未止"


def row_meanings(text: str) -> set[str]:
    found = match_label(text)
    return {f"{m.table}/{m.code}" for m in found.meanings if m.kind == "row"} if found else set()


def column_meanings(text: str) -> set[str]:
    found = match_label(text)
    return {f"{m.table}/{m.code}" for m in found.meanings if m.kind == "column"} if found else set()


def without_form(name: str) -> str:
    parts = name.split("/")
    return f"{parts[0]}/{parts[-1]}"


@pytest.mark.parametrize("name", ROW_LABELS)
def test_every_printed_row_label_is_read_as_itself_and_as_no_other_row_of_its_table(name: str) -> None:
    table = name.split("/", maxsplit=1)[0]
    assert {m for m in row_meanings(ROW_LABELS[name]) if m.startswith(table)} == {without_form(name)}


@pytest.mark.parametrize("name", COLUMN_LABELS)
def test_every_printed_column_label_is_read_as_itself_and_as_no_other_column_of_its_table(name: str) -> None:
    table = name.split("/", maxsplit=1)[0]
    assert {m for m in column_meanings(COLUMN_LABELS[name]) if m.startswith(table)} == {without_form(name)}


@pytest.mark.parametrize("labels", [ROW_LABELS, COLUMN_LABELS], ids=["rows", "columns"])
def test_the_tolerances_of_two_labels_never_meet(labels: dict[str, str]) -> None:
    cores = {
        name: skeleton(without_parentheses(match.label))
        for name, text in labels.items()
        if (match := match_label(text))
    }
    for one, other in permutations(labels, 2):
        if without_form(one) == without_form(other) or cores[one] == cores[other]:
            continue
        distance = Levenshtein.distance(cores[one], cores[other])
        assert RADIUS[cores[one]] + RADIUS[cores[other]] < distance, (one, other)


@pytest.mark.parametrize("labels", [ROW_LABELS, COLUMN_LABELS], ids=["rows", "columns"])
def test_a_label_on_its_way_to_another_turns_into_it_only_past_its_own_tolerance(labels: dict[str, str]) -> None:
    """Each label is changed step by step into each other label: within its tolerance it is itself or nothing."""
    read = row_meanings if labels is ROW_LABELS else column_meanings
    for one, other in permutations(labels, 2):
        start, goal = labels[one], labels[other]
        if without_form(one) == without_form(other) or read(start) & read(goal):
            continue
        steps = Levenshtein.editops(start, goal)
        tolerance = RADIUS[skeleton(without_parentheses(match_label(start).label))]  # type: ignore[union-attr]
        for count in range(1, min(tolerance, len(steps) - 1) + 1):
            halfway = Levenshtein.editops(start, goal)[:count].apply(start, goal)
            assert read(halfway) <= read(start), f"{start} as {halfway} is read as {read(halfway)}"


@pytest.mark.parametrize("name", ROW_LABELS)
def test_one_wrong_character_never_makes_another_row_of_a_label(name: str) -> None:
    label = ROW_LABELS[name]
    own = row_meanings(label)
    for at in range(len(label)):
        for damaged in (
            label[:at] + label[at + 1 :],
            *(label[:at] + c + label[at + 1 :] for c in TYPO_CHARACTERS),
            *(label[:at] + c + label[at:] for c in TYPO_CHARACTERS),
        ):
            if Levenshtein.distance(skeleton(damaged), skeleton(label)) and damaged not in ROW_LABELS.values():
                assert row_meanings(damaged) <= own, f"{label} as {damaged} is read as {row_meanings(damaged)}"


@pytest.mark.parametrize(
    "lines", [["三、本年", "度办理结果", "(一予以", "公开"], ["三、本年度办理结果", "(一予以公开"], ["(一予以", "公开"]]
)
def test_a_label_with_an_open_bracket_is_no_note_of_the_heading_before_it(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n2 0 0\n"
    labels = [event.match for event in read_events(text, 0, len(text), []) if event.match]
    assert [match.label for match in labels][-1] == "予以公开"
    assert len(labels) == (2 if "三" in text else 1)
