"""Numbers of an organ over the years that satisfy every identity of a form and every rule between two years."""

from collections.abc import Mapping
from decimal import Decimal
from random import Random

from ingest.forms import APPLICATION_COLUMNS, LEGAL_CELLS, CellKey, Form, application_rows, disclosure_cells
from province.offices import Office

Cells = dict[CellKey, Decimal]
KINDS = tuple(c.column_code for c in APPLICATION_COLUMNS if c.column_code != "total")
ITEM_ROWS = (
    "administrative_licensing", "other_external_services", "administrative_penalties", "administrative_coercion",
    "administrative_fees",
)  # fmt: skip
YEARS = (2019, 2020, 2021, 2022, 2023, 2024)
_WEIGHTS = {"natural_person": 20, "commercial_enterprise": 5, "other_organization": 2}


def form_of(year: int) -> Form:
    """The form in force for a report year."""
    return "2019" if year <= 2020 else "2021"


def application_key(row: str, column: str) -> CellKey:
    """The key of a cell of the application table."""
    return CellKey("application", row, column)


def disclosure_key(row: str, column: str) -> CellKey:
    """The key of a cell of the disclosure table."""
    return CellKey("disclosure", row, column)


def _split(rng: Random, number: int, codes: tuple[str, ...], weights: Mapping[str, int]) -> dict[str, int]:
    parts = dict.fromkeys(codes, 0)
    for code in rng.choices(codes, [weights.get(code, 1) for code in codes], k=number):
        parts[code] += 1
    return parts


def _applications(rng: Random, form: Form, size: int, carried_over: Mapping[str, int]) -> Cells:
    rows = application_rows(form)
    outcomes = tuple(r.row_code for r in rows if r.role == "outcome")
    new = _split(rng, rng.randint(size // 2, size * 3 // 2), KINDS, _WEIGHTS)
    cells: Cells = {}
    for kind in KINDS:
        all_of_kind = new[kind] + carried_over[kind]
        forward = rng.randint(0, min(all_of_kind, 2 + all_of_kind // 8))
        counts = _split(rng, all_of_kind - forward, outcomes, {"granted": 30, "granted_in_part": 8, "other": 3})
        counts |= {
            "received_new": new[kind],
            "received_carried_over": carried_over[kind],
            "carried_forward": forward,
            "total_processed": all_of_kind - forward,
        }
        cells |= {application_key(row.row_code, kind): Decimal(counts[row.row_code]) for row in rows}
    for row in rows:
        total = sum((cells[application_key(row.row_code, kind)] for kind in KINDS), Decimal(0))
        cells[application_key(row.row_code, "total")] = total
    return cells


def _legal(rng: Random, size: int) -> Cells:
    cells = {CellKey("legal", c.row_code, c.column_code): Decimal(0) for c in LEGAL_CELLS}
    for key in [k for k in cells if k.column != "total"]:
        cells[key] = Decimal(rng.randint(0, 1 + size // 20) if rng.random() < 0.6 else 0)
    for row in {key.row for key in cells}:
        parts = [number for key, number in cells.items() if key.row == row and key.column != "total"]
        cells[CellKey("legal", row, "total")] = sum(parts, Decimal(0))
    return cells


def _near(rng: Random, number: Decimal) -> Decimal:
    """A number within a fifth of another, in steps of 100."""
    return (number * rng.randint(85, 118) / 100).quantize(Decimal(100)).quantize(Decimal(1))


def _disclosure(rng: Random, form: Form, size: int, before: Cells | None) -> Cells:
    cells: Cells = {}

    def earlier(row: str, column: str) -> Decimal | None:
        return before.get(disclosure_key(row, column)) if before else None

    for printed in disclosure_cells(form):
        row, column = printed.row_code, printed.column_code
        key = disclosure_key(row, column)
        if column in ("procurement_amount", "fee_amount"):
            base = earlier(row, column)
            cells[key] = _near(rng, base) if base else Decimal(rng.randint(4_000, 30_000) * 100)
        elif column == "prior_year_items":
            prior, change = earlier(row, column), earlier(row, "change_this_year")
            carried = prior + change if prior is not None and change is not None else None
            cells[key] = carried if carried is not None else Decimal(rng.randint(5, 60))
        elif column == "change_this_year":
            cells[key] = Decimal(rng.randint(-4, 6))
        elif column == "decisions":
            last = earlier(row, column)
            cells[key] = Decimal(max(3, int(last) + rng.choice((-2, -1, 1, 2, 3)))) if last else Decimal(20 + size)
        elif column == "disclosed_total":
            cells[key] = cells[disclosure_key(row, "disclosed_this_year")] + rng.randint(0, 40)
        elif column == "in_force":
            stock = earlier(row, column)
            opening = stock if stock is not None else Decimal(rng.randint(10, 40))
            issued = cells[disclosure_key(row, "issued_this_year")]
            cells[key] = opening + issued - cells[disclosure_key(row, "repealed_this_year")]
        elif column == "repealed_this_year":
            stock = earlier(row, "in_force")
            available = (Decimal(10) if stock is None else stock) + cells[disclosure_key(row, "issued_this_year")]
            cells[key] = Decimal(rng.randint(0, min(6, int(available))))
        else:
            cells[key] = Decimal(rng.randint(0, 3 if row == "rules" else 8) + (column == "procurement_items") * 10)
    return cells


def numbers_over_years(office: Office, rng: Random, mixed_years: frozenset[int] = frozenset()) -> dict[int, Cells]:
    """The cells of an organ's reports by year; those in `mixed_years` have the application rows of the 2019 form."""
    carried = dict.fromkeys(KINDS, 0)
    carried["natural_person"] = office.size // 20
    before: Cells | None = None
    years: dict[int, Cells] = {}
    for year in YEARS:
        form = form_of(year)
        disclosure = _disclosure(rng, form, office.size, before)
        rows_form: Form = "2019" if year in mixed_years else form
        applications = _applications(rng, rows_form, office.size, carried)
        carried = {kind: int(applications[application_key("carried_forward", kind)]) for kind in KINDS}
        before = disclosure
        years[year] = {**disclosure, **applications, **_legal(rng, office.size)}
    return years
