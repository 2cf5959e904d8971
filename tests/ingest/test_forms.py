"""The forms as data: their sizes are those of the statutory forms, their codes those that others rely on."""

import csv
from pathlib import Path

import pytest

from ingest.forms import CellKey, Form, form_for_year, form_keys, identities

CONTRACT = Path(__file__).parents[3] / "shared" / "contract"


@pytest.mark.parametrize(
    ("form", "application_form", "cells"), [("2019", None, 198), ("2021", None, 200), ("2021", "2019", 186)]
)
def test_a_form_has_as_many_cells_as_the_state_council_prescribes(
    form: Form, application_form: Form | None, cells: int
) -> None:
    keys = form_keys(form, application_form)
    assert len(keys) == len(set(keys)) == cells


@pytest.mark.parametrize(("form", "rows"), [("2019", 23), ("2021", 25)])
def test_every_column_balances_and_every_row_adds_up(form: Form, rows: int) -> None:
    rules = [identity.rule_id for identity in identities(form)]
    assert {rule: rules.count(rule) for rule in rules} == {"A1": 7, "A2": 7, "A3": rows, "L1": 3}
    keys = set(form_keys(form))
    for identity in identities(form):
        assert keys.issuperset((*identity.actual, *identity.expected))


def test_the_total_of_a_column_counts_each_outcome_once() -> None:
    outcomes = next(i for i in identities("2021") if i.rule_id == "A2" and i.subject == "column:total")
    assert len(outcomes.expected) == len(set(outcomes.expected)) == 21
    assert outcomes.actual == (CellKey("application", "total_processed", "total"),)


@pytest.mark.parametrize(
    ("year", "form"), [(2018, None), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2030, "2021")]
)
def test_the_year_tells_which_form_is_prescribed(year: int, form: Form | None) -> None:
    assert form_for_year(year) == form


@pytest.mark.skipif(not CONTRACT.is_dir(), reason="the folder with the agreed cell codes is not beside the project")
def test_the_codes_are_those_agreed_with_the_users() -> None:
    def rows(name: str) -> list[dict[str, str]]:
        with (CONTRACT / name).open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    columns = [r["column"] for r in rows("application_columns.csv")]
    for form in ("2019", "2021"):
        agreed = [
            CellKey("disclosure", r["row"], r["column"]) for r in rows("disclosure_cells.csv") if r["form"] == form
        ]
        agreed += [
            CellKey("application", r["row"], column)
            for r in rows("application_rows.csv")
            if r[f"label_{form}"]
            for column in columns
        ]
        agreed += [CellKey("legal", r["row"], r["column"]) for r in rows("legal_cells.csv")]
        assert list(form_keys(form)) == agreed
