"""Whatever form is printed in whatever layout, the reader gives back what was printed, and never another value."""

import pytest
from form_printer import Print
from form_printer.strategies import (
    DRAFT_DAMAGE,
    LAYOUTS,
    MISLEADING,
    MISLEADING_LAYOUTS,
    PRINT_DAMAGE,
    UNSEPARATED,
    WRAPPED_LINES,
    prints,
)
from form_printer.verdict import complaints, wrong_values
from hypothesis import given, note
from hypothesis import strategies as st

from ingest.parse import parse_bytes

any_layout = st.sampled_from(sorted(LAYOUTS)).flatmap(LAYOUTS.__getitem__)
ALL_DAMAGE = [*DRAFT_DAMAGE, *PRINT_DAMAGE]


def assert_read_as_printed(page: Print) -> None:
    report = parse_bytes(page.raw, "printed.txt")
    note(page.text)
    found = complaints(page, report)
    assert not found, "\n".join(found[:20])


def assert_nothing_wrong(page: Print) -> None:
    report = parse_bytes(page.raw, "printed.txt")
    note(page.text)
    wrong = wrong_values(page, report)
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
@given(data=st.data())
def test_every_cell_of_an_undamaged_print_comes_back_exactly(layout: str, data: st.DataObject) -> None:
    assert_read_as_printed(data.draw(prints(LAYOUTS[layout])))


@pytest.mark.parametrize("damage", ALL_DAMAGE)
@given(data=st.data())
def test_one_damage_leaves_certain_cells_exact_and_no_cell_wrong(damage: str, data: st.DataObject) -> None:
    assert_read_as_printed(data.draw(prints(any_layout, st.just({damage}))))


@given(page=prints(any_layout, st.sets(st.sampled_from(ALL_DAMAGE), min_size=2, max_size=6)))
def test_damage_upon_damage_never_gives_a_wrong_value(page: Print) -> None:
    assert_nothing_wrong(page)


@given(page=prints(UNSEPARATED, st.sets(st.sampled_from(ALL_DAMAGE), max_size=2)))
def test_digits_without_separators_are_right_or_undecided(page: Print) -> None:
    assert_nothing_wrong(page)


upon_damage = st.sets(st.sampled_from(ALL_DAMAGE), max_size=3)
# In lines of torn labels a column whose label takes one line and one whose label takes two change places unseen.
misleading = st.sampled_from(sorted(MISLEADING.keys() - {"reorder_columns"})).map(lambda habit: {habit})


@given(page=prints(WRAPPED_LINES, upon_damage | misleading))
def test_labels_around_their_numbers_give_no_wrong_value(page: Print) -> None:
    assert_nothing_wrong(page)


@given(page=prints(MISLEADING_LAYOUTS, st.sets(st.sampled_from(ALL_DAMAGE), max_size=2)))
def test_turned_tables_and_numbers_before_their_labels_give_no_wrong_value(page: Print) -> None:
    assert_nothing_wrong(page)


@pytest.mark.parametrize("habit", MISLEADING)
@given(data=st.data())
def test_local_columns_and_telling_prose_give_no_wrong_value(habit: str, data: st.DataObject) -> None:
    assert_nothing_wrong(
        data.draw(
            prints(any_layout, st.sets(st.sampled_from(sorted(PRINT_DAMAGE)), max_size=1).map(lambda s: {habit, *s}))
        )
    )


@given(page=prints(any_layout, st.just({"speak_in_labels"})))
def test_prose_in_the_words_of_the_tables_takes_no_cell_away(page: Print) -> None:
    assert_read_as_printed(page)


@given(page=prints(any_layout, st.just({"speak_in_labels", "leave_tables_out"})))
def test_prose_in_the_words_of_a_missing_table_fills_no_cell(page: Print) -> None:
    assert_read_as_printed(page)
