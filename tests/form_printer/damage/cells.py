"""What organs write into cells instead of plain digits: nothing, dashes, words, notes, other digits."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from form_printer.draft import Draft
from form_printer.filled_form import (
    Entry,
    FilledForm,
    blank_entry,
    mark_entry,
    noted_entry,
    with_full_width_digits,
    with_separators,
    words_entry,
)
from form_printer.tables import Row, Slot
from ingest.forms import CellKey

MARKS = ("/", "—", "无", "——")
WORDS = ("详见附件", "不适用情况", "待统计", "约")
NOTES = ("(含自然失效 29 件)", "(含自然失效29件)", "(其中网上3件)", "件", "*")


def rewrite_cells(draft: Draft, rng: Random, chance: float, change: Callable[[CellKey, Entry], Entry]) -> Draft:
    """Some cells written anew; every printing of a cell and its expectation follow."""
    chosen = {key: change(key, e) for key, e in draft.filled.entries.items() if rng.random() < chance}

    def rewrite(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(
            replace(row, cells=tuple(_with_entry(c, chosen) if isinstance(c, Slot) else c for c in row.cells))
            for row in rows
        )

    filled: FilledForm = replace(draft.filled, entries={**draft.filled.entries, **chosen})
    written = replace(draft.with_rows(lambda _, rows: rewrite(rows)), filled=filled)
    expected = {k: chosen[k].expectation if k in chosen else e for k, e in draft.expected.items()}
    return replace(written, expected=expected)


def _with_entry(slot: Slot, chosen: dict[CellKey, Entry]) -> Slot:
    return replace(slot, entry=chosen[slot.key]) if slot.key in chosen else slot


def _chance(rng: Random) -> float:
    return rng.choice((0.02, 0.1, 0.5))


def leave_blanks(draft: Draft, rng: Random) -> Draft:
    """Blank cells (blank for zero, or a total left empty)."""
    return rewrite_cells(draft, rng, _chance(rng), lambda _k, _e: blank_entry())


def print_marks(draft: Draft, rng: Random) -> Draft:
    """A stroke, a dash or 无 in cells that do not apply."""
    return rewrite_cells(draft, rng, _chance(rng), lambda _k, _e: mark_entry(rng.choice(MARKS)))


def print_words(draft: Draft, rng: Random) -> Draft:
    """Words in place of numbers."""
    return rewrite_cells(draft, rng, 0.02, lambda _k, _e: words_entry(rng.choice(WORDS)))


def print_notes(draft: Draft, rng: Random) -> Draft:
    """Numbers with a note behind them."""
    return rewrite_cells(
        draft,
        rng,
        0.02,
        lambda key, e: noted_entry(rng.randrange(1, 99), rng.choice(NOTES)) if key.table != "disclosure" else e,
    )


def print_separators(draft: Draft, rng: Random) -> Draft:
    """Thousands separators wherever the number is long enough."""
    return rewrite_cells(draft, rng, 1.0, lambda _k, e: with_separators(e))


def print_full_width_digits(draft: Draft, rng: Random) -> Draft:
    """Full-width digits in some or all cells."""
    return rewrite_cells(draft, rng, rng.choice((0.1, 1.0)), lambda _k, e: with_full_width_digits(e))
