"""What a test of dbt checks, in a sentence: that of its YAML, or one made from what the test is given."""

from collections.abc import Callable, Mapping
from typing import Any

Arguments = Mapping[str, Any]


def _listed(names: object) -> str:
    return ", ".join(f"`{name}`" for name in names) if isinstance(names, list) else f"`{names}`"


def _referred(model: object) -> str:
    """`dim_report` of "ref('dim_report')"."""
    return f"`{str(model).split(chr(39))[1]}`" if chr(39) in str(model) else f"`{model}`"


_SENTENCES: dict[str, Callable[[Arguments], str]] = {
    "unique": lambda a: f"No two rows have the same {_listed(a['column_name'])}.",
    "not_null": lambda a: f"Every row has its {_listed(a['column_name'])}.",
    "unique_combination_of_columns": lambda a: f"No two rows have the same {_listed(a['combination_of_columns'])}.",
    "accepted_values": lambda a: f"{_listed(a['column_name'])} is one of {_listed(a['values'])}, or null.",
    "relationships": lambda a: f"Every {_listed(a['column_name'])} is a {_listed(a['field'])} of {_referred(a['to'])}.",
    "rows_satisfy": lambda a: f"Every row satisfies `{' '.join(str(a['condition']).split())}`.",
    "rows_found_in": lambda a: (
        f"Every {_listed(a['columns'])} is found in {_referred(a['to'])} as {_listed(a['to_columns'])}"
        + (f", where `{a['to_where']}`." if a.get("to_where") else ".")
    ),
    "keeps_every_current_row": lambda a: f"It has a row for each row of {_referred(a['of'])} of a current report.",
    "holds_every_prescribed_cell": lambda a: (
        f"Every report has a row for each cell that its form prescribes in the table {_listed(a['table_code'])}."
    ),
    "no_total_with_its_parts": lambda _: "No indicator adds a total to its parts.",
    "fills_its_message": lambda _: "No message of a finding has a gap left in it.",
    "answers_every_rule": lambda _: "Every report has a finding of every rule, were it that it cannot be assessed.",
    "one_current_version": lambda _: "One version of the reports of an organ and year is current.",
}


def describe_check(test: Mapping[str, Any]) -> str | None:
    """The sentence for a test node of the dbt manifest; None for a kind of test that is not known here."""
    if test.get("description"):
        return str(test["description"])
    metadata = test.get("test_metadata") or {}
    sentence = _SENTENCES.get(metadata.get("name", ""))
    return sentence(metadata["kwargs"]) if sentence else None
