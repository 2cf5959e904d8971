"""A form with something written in every cell: counts, amounts, dashes, blanks, sometimes sums that do not add up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random
from typing import Literal

from form_printer.expectation import EMPTY_STATUSES, Expectation
from ingest.forms import APPLICATION_COLUMNS, LEGAL_CELLS, CellKey, Form, application_rows, disclosure_cells, form_keys

Arithmetic = Literal["consistent", "inconsistent", "distinct"]
AmountUnit = Literal["元", "万元", "亿元"]

CNY_PER_UNIT: Mapping[str, int] = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
ORGANS = (
    "青河县人民政府", "白云区西山街道办事处", "临江市自然资源和规划局", "南湖区人民政府办公室", "石桥镇人民政府",
    "云岭经济技术开发区管委会", "东平县市场监督管理局", "安宁市教育局",
)  # fmt: skip
KINDS = tuple(c.column_code for c in APPLICATION_COLUMNS if c.column_code != "total")
PROCUREMENT_AMOUNT = CellKey("disclosure", "government_procurement", "procurement_amount")
FEE_AMOUNT = CellKey("disclosure", "administrative_fees", "fee_amount")
AMOUNTS = (PROCUREMENT_AMOUNT, FEE_AMOUNT)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is written in one cell, and what must come out if the cell's place is certain.

    `is_number_or_mark` is False for words and notes: where only spaces or lines part the cells, such text leaves the
    whole row in doubt.
    """

    text: str
    expectation: Expectation
    is_number_or_mark: bool = True


@dataclass(frozen=True, slots=True)
class FilledForm:
    """Everything that one report states. `application_form` differs from `form` in mixed reports.

    `header_units` holds the unit printed in the column label of an amount (None: the label names none).
    """

    form: Form
    application_form: Form
    year: int
    organ: str
    published_on: date
    entries: Mapping[CellKey, Entry]
    header_units: Mapping[CellKey, AmountUnit | None] = field(default_factory=dict)


def count_entry(count: int) -> Entry:
    """A count in plain digits."""
    return Entry(str(count), Expectation.exactly(Decimal(count), "reported"))


def blank_entry() -> Entry:
    return Entry("", Expectation.exactly(None, "blank"))


def mark_entry(mark: str) -> Entry:
    """A stroke, a dash or 无: the cell says that it does not apply."""
    return Entry(mark, Expectation.exactly(None, "not_applicable"))


def words_entry(words: str) -> Entry:
    """Words where a number should stand: no number can be known."""
    return Entry(words, Expectation.exactly(None, "unreadable"), is_number_or_mark=False)


def noted_entry(count: int, note: str) -> Entry:
    """A number with a note in the same cell, "55(含自然失效 29 件)": the number may be read, another one may not."""
    both = frozenset({*EMPTY_STATUSES, "reported"})
    return Entry(f"{count}{note}", Expectation(Decimal(count), both, is_certain=False), is_number_or_mark=False)


def with_separators(entry: Entry) -> Entry:
    """1234567 as 1,234,567."""
    digits = entry.text.lstrip("+-")
    sign = entry.text[: len(entry.text) - len(digits)]
    return Entry(f"{sign}{int(digits):,}", entry.expectation) if digits.isdecimal() else entry


def with_full_width_digits(entry: Entry) -> Entry:
    """12.5 as １２．５; the unit and thousands separators stay."""
    wide = str.maketrans({mark: chr(ord(mark) + 0xFEE0) for mark in "0123456789+-."})
    return Entry(entry.text.translate(wide), entry.expectation, entry.is_number_or_mark)


def amount_entry(amount: Decimal, cell_unit: AmountUnit | None, header_unit: AmountUnit | None) -> Entry:
    """An amount whose unit stands in the cell, in the column label, in both (then they agree) or nowhere.

    Without any unit a non-zero amount cannot be known: 元 and 万元 differ by 10,000.
    """
    unit = cell_unit or header_unit
    text = f"{amount.normalize():f}{cell_unit or ''}"
    if unit is None and amount:
        return Entry(text, Expectation.no_value())
    return Entry(text, Expectation.exactly(amount * CNY_PER_UNIT[unit or "元"], "reported"))


def _small(rng: Random) -> int:
    """Mostly zeros and small counts, now and then a large one: as in real reports."""
    return rng.choice((0, 0, 0, 0, 0, 1, 2, 3, rng.randrange(100), rng.randrange(100_000)))


def _distinct(rng: Random) -> Callable[[], int]:
    """Numbers that never repeat, so that any misplaced cell shows."""
    unused = rng.randrange(1, 60)

    def next_number() -> int:
        nonlocal unused
        unused += rng.randrange(1, 40)
        return unused

    return next_number


def _application_counts(rng: Random, form: Form, arithmetic: Arithmetic) -> dict[CellKey, int]:
    rows = application_rows(form)
    number = _distinct(rng) if arithmetic == "distinct" else lambda: _small(rng)
    counts = {CellKey("application", r.row_code, c.column_code): number() for r in rows for c in APPLICATION_COLUMNS}
    if arithmetic != "consistent":
        return counts

    def cell(row: str, column: str) -> CellKey:
        return CellKey("application", row, column)

    outcomes = [r.row_code for r in rows if r.role == "outcome"]
    for kind in KINDS:
        counts[cell("total_processed", kind)] = sum(counts[cell(r, kind)] for r in outcomes)
        handled = counts[cell("total_processed", kind)] + counts[cell("carried_forward", kind)]
        counts[cell("received_carried_over", kind)] = rng.randint(0, handled)
        counts[cell("received_new", kind)] = handled - counts[cell("received_carried_over", kind)]
    for row in rows:
        counts[cell(row.row_code, "total")] = sum(counts[cell(row.row_code, kind)] for kind in KINDS)
    return counts


def _legal_counts(rng: Random, arithmetic: Arithmetic) -> dict[CellKey, int]:
    number = _distinct(rng) if arithmetic == "distinct" else lambda: _small(rng)
    counts = {CellKey("legal", c.row_code, c.column_code): number() for c in LEGAL_CELLS}
    if arithmetic == "consistent":
        for row in {c.row_code for c in LEGAL_CELLS}:
            parts = [n for key, n in counts.items() if key.row == row and key.column != "total"]
            counts[CellKey("legal", row, "total")] = sum(parts)
    return counts


def _amount(rng: Random, unit: AmountUnit | None) -> Decimal:
    """Nothing, a little, or up to some 10 billion CNY, with at most two decimals."""
    largest = 10**12 // CNY_PER_UNIT[unit or "元"]
    return Decimal(rng.choice((0, rng.randrange(1, 1_000), rng.randrange(1, largest)))) / rng.choice((1, 10, 100))


def fill_form(
    rng: Random,
    form: Form,
    application_form: Form | None = None,
    arithmetic: Arithmetic = "consistent",
    amount_unit_known: bool = True,
) -> FilledForm:
    """A form with a number in every cell. "consistent" numbers satisfy every identity, the others need not."""
    rows_form = application_form or form
    year = rng.choice((2019, 2020)) if form == "2019" else rng.choice((2021, 2022, 2023, 2024))
    number = _distinct(rng) if arithmetic == "distinct" else lambda: _small(rng)
    entries: dict[CellKey, Entry] = {}
    header_units: dict[CellKey, AmountUnit | None] = {}
    for printed in disclosure_cells(form):
        key = CellKey("disclosure", printed.row_code, printed.column_code)
        if key in AMOUNTS:
            units: tuple[AmountUnit, ...] = ("元", "万元", "亿元")
            # The 2021 form prints its unit (万元) in the column label; the 2019 form leaves it to the organ.
            header: AmountUnit | None = "万元" if key == FEE_AMOUNT else rng.choice((None, None, *units))
            in_cell: AmountUnit | None = header if rng.random() < 0.2 else None
            if header is None and amount_unit_known:
                in_cell = rng.choice(units)
            header_units[key] = header
            entries[key] = amount_entry(_amount(rng, in_cell or header), in_cell, header)
        elif printed.column_code == "change_this_year":
            change = number() * rng.choice((1, 1, -1))
            plus = "+" if change > 0 and rng.random() < 0.3 else ""
            entries[key] = Entry(f"{plus}{change}", Expectation.exactly(Decimal(change), "reported"))
        else:
            entries[key] = count_entry(number())
    counts = {**_application_counts(rng, rows_form, arithmetic), **_legal_counts(rng, arithmetic)}
    entries.update({key: count_entry(count) for key, count in counts.items()})
    return FilledForm(
        form=form,
        application_form=rows_form,
        year=year,
        organ=rng.choice(ORGANS),
        published_on=date(year + 1, 1, rng.randint(2, 31)),
        entries={key: entries[key] for key in form_keys(form, rows_form)},
        header_units=header_units,
    )
