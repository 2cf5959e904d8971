"""A print that ends in the middle, as a broken download does."""

from dataclasses import replace
from random import Random

from form_printer.expectation import Expectation
from form_printer.printed import Print, Run
from ingest.forms import CellKey


def truncate(page: Print, rng: Random) -> Print:
    """The text up to some character inside the tables. Nothing can be known of the cells beyond.

    The last row begun is doubted: its last number may be the first half of a longer one. So is a table of which only
    one or two rows are left: too little to know it by.
    """
    places = page.places()
    start = {key: spans[0][0] for key, spans in places.items()}
    first = min(start.values(), default=len(page.text) // 2)
    cut = rng.randrange(first, len(page.text))
    runs: list[Run] = []
    at = 0
    for run in page.runs:
        if at < cut:
            runs.append(Run(run.text[: cut - at], run.key))
        at += len(run.text)
    begun = [key for key in start if start[key] < cut]
    last = max(begun, key=lambda key: start[key], default=None)
    rows_begun = {table: len({k.row for k in begun if k.table == table}) for table in {k.table for k in begun}}
    expected = dict(page.expected)
    for key, begins in start.items():
        if begins >= cut:
            expected[key] = Expectation.no_value()
        elif last is not None and (_one_row(key, last) or rows_begun[key.table] < 3):
            expected[key] = expected[key].doubted()
    return replace(page, runs=tuple(runs), expected=expected, expected_form=None)


def _one_row(one: CellKey, other: CellKey) -> bool:
    """Whether two cells are printed in one row; the legal table has a single row of values."""
    return one.table == other.table and (one.table == "legal" or one.row == other.row)
