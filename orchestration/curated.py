"""Resolves organs and checks what people wrote, for a data folder: what the asset and `ogi curation` both do."""

import csv
from collections.abc import Callable
from datetime import UTC, datetime

from curation.reference import Summary, build_tables
from ingest.home import Home
from orchestration.dbt_manifest import DBT_PROJECT


def rule_ids() -> set[str]:
    """The ids of the rules, from the seed that is their catalogue."""
    with (DBT_PROJECT / "seeds" / "rules.csv").open(encoding="utf-8", newline="") as file:
        return {row["rule_id"] for row in csv.DictReader(file)}


def curate(home: Home, on_progress: Callable[[int], None] = lambda _: None, *, writes: bool = True) -> Summary:
    """Build the tables of organs and curated data; with `writes` false only check. Raises CurationError."""
    return build_tables(
        home.parsed,
        home.curation,
        home.reference if writes else None,
        rule_ids(),
        datetime.now(UTC).date(),
        on_progress,
    )
