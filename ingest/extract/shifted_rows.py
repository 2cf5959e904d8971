"""Rows that may have got the numbers of another row, as in text taken from a PDF, where numbers come before labels."""

import re
from collections.abc import Sequence

from ingest.extract.rows import Row

# The ordinal of a row alone in its field at the beginning of a line: the words of that row's label stand further on.
_ORDINAL = re.compile(r"\n[ \t|]*+(?:\(?[一二七]\)|\([一二七]|[一二四]、|\d[.、])(?=[\s|])")


def shifted_rows(rows: Sequence[Row], widths: Sequence[int], text: str, *, is_whole: bool) -> set[int]:
    """Rows that may have got another row's numbers: a surplus at one end of them is made up by a lack at the other.

    That is how text taken from a PDF looks where numbers come before their labels.
    """
    shifted: set[int] = set()
    balance, first = 0, 0
    for index, (row, width) in enumerate(zip(rows, widths, strict=True)):
        for change in (row.before, row.numbers - width):
            if change == 0:
                continue
            if balance == 0:
                first = index
            elif balance * change < 0:
                shifted.update(range(first, index + 1))
            balance += change
            if balance * (balance - change) < 0:
                first = index
    if rows and balance >= min(widths) and not is_whole:
        shifted.update(range(first, len(rows)))
    shifted |= _behind_a_row_too_many(rows, widths, is_whole=is_whole)
    # What shifts the numbers of the rows on both sides shifts those between, though words beside them hide it.
    shifted |= {index + 1 for index in shifted if index + 2 in shifted}
    shifted = {index for index in shifted if not rows[index].stands_on_a_line_of_its_own(text)}
    begun = {index for index, row in enumerate(rows) if _goes_on_with_another(row, text)}
    return shifted | begun | {index + 1 for index in begun if index + 1 < len(rows)}


def _goes_on_with_another(row: Row, text: str) -> bool:
    """Whether another row has begun among the numbers behind a label: some are its, and the label below is its, too."""
    return bool(row.slots) and _ORDINAL.search(text, row.label.end, row.slots[-1].end) is not None


def _behind_a_row_too_many(rows: Sequence[Row], widths: Sequence[int], *, is_whole: bool) -> set[int]:
    """Rows from where a whole row of numbers is too many to where exactly one is lacking: all may have another's.

    A broken row in between (words, a number more or less) hides the balance, and so closes nothing. Any number before
    the first label counts for a row, but means nothing where the last row of the form has its own.
    """
    doubtful: set[int] = set()
    surplus = 0
    is_clean = True
    for index, (row, width) in enumerate(zip(rows, widths, strict=True)):
        if surplus == 0:
            before = row.before if index else 0 if is_whole else row.before and max(row.before, width)
            # Where a row is one number, the number of a page is a whole row: nothing follows from that.
            if width == 1 or (before < width and row.numbers < 2 * width):
                continue
            surplus, is_clean = before, True
        doubtful.add(index)
        surplus += row.numbers - width
        is_clean = is_clean and row.numbers % width == 0 and len(row.slots) == row.numbers and not row.interrupted
        if surplus == 0 and not is_clean:
            surplus = width  # the balance is an accident
    return doubtful
