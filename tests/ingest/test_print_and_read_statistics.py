"""Whatever statistics sheet is printed in whatever layout, the reader gives back what was printed, or nothing."""

from random import Random

import pytest
from form_printer.statistics import GRIDS, LINES, LOOSE, MISLEADING, print_statistics
from form_printer.statistics_verdict import statistics_complaints
from hypothesis import given, note
from hypothesis import strategies as st

from ingest.parse import parse_bytes

SEEDS = st.integers(0, 2**32 - 1)


def assert_read_as_printed(seed: int, layout: str, oddity: float) -> None:
    page = print_statistics(Random(seed), layout, oddity)
    note(page.text)
    found = list(statistics_complaints(page, parse_bytes(page.text.encode(), "printed.txt")))
    assert not found, "\n".join(found[:20])


@pytest.mark.parametrize("layout", [*GRIDS, *LINES, *LOOSE])
@given(seed=SEEDS)
def test_every_number_of_a_clear_sheet_comes_back_exactly(layout: str, seed: int) -> None:
    assert_read_as_printed(seed, layout, oddity=0.0)


@pytest.mark.parametrize("layout", [*GRIDS, *LINES, *LOOSE])
@given(seed=SEEDS, oddity=st.sampled_from((0.02, 0.1, 0.4)))
def test_blanks_marks_and_words_give_no_wrong_value(layout: str, seed: int, oddity: float) -> None:
    assert_read_as_printed(seed, layout, oddity)


@pytest.mark.parametrize("layout", MISLEADING)
@given(seed=SEEDS, oddity=st.sampled_from((0.0, 0.1)))
def test_sheets_whose_numbers_stand_elsewhere_give_no_wrong_value(layout: str, seed: int, oddity: float) -> None:
    assert_read_as_printed(seed, layout, oddity)
