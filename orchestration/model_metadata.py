"""What the UI shows of each model after a build (rows, change, some rows, codes, pictures), and of each rule."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import dagster as dg

from orchestration.markdown import bar_table, markdown_table, turned_table
from orchestration.pictures import as_markdown_image, pictures_of
from publication.build_preview import BuildPreview

ROW_COUNT = "dagster/row_count"
CHANGE = "change_since_last_run"
_LISTED_FINDINGS = 10
_MOST_CODES = 12

Metadata = dict[str, int | dg.MetadataValue[Any]]


def former_row_counts(instance: dg.DagsterInstance, keys: Iterable[dg.AssetKey]) -> dict[dg.AssetKey, int]:
    """The rows that each asset had when it was last materialised, where that is known."""
    counts = {}
    for record in instance.get_asset_records(list(keys)):
        event = record.asset_entry.last_materialization
        materialization = event.asset_materialization if event else None
        entry = materialization.metadata.get(ROW_COUNT) if materialization else None
        if entry is not None and isinstance(entry.value, int):
            counts[record.asset_entry.asset_key] = entry.value
    return counts


def coded_columns(manifest: Mapping[str, Any]) -> dict[str, str]:
    """By `schema.name` of a table: the column whose codes a test tells, its outcome or status before any other."""
    found: dict[str, list[str]] = {}
    for test in manifest["nodes"].values():
        if (test.get("test_metadata") or {}).get("name") == "accepted_values" and test.get("attached_node"):
            model = manifest["nodes"][test["attached_node"]]
            if model["config"]["materialized"] == "table":
                found.setdefault(f"{model['schema']}.{model['name']}", []).append(test["column_name"])
    return {
        relation: min(columns, key=lambda column: (column not in {"outcome", "status"}, column))
        for relation, columns in found.items()
    }


def model_metadata(relation: str, build: BuildPreview, former: int | None, coded: str | None) -> Metadata:
    """The metadata of one model `schema.name`; empty when the build does not have it."""
    if relation not in build:
        return {}
    metadata: Metadata = {}
    if (count := build.row_count(relation)) is not None:
        metadata[ROW_COUNT] = count
        metadata[CHANGE] = count - (former or 0)
    if coded and (codes := build.counts(relation, coded)):
        metadata[f"by_{coded}"] = dg.MetadataValue.md(bar_table([coded, "rows"], codes[:_MOST_CODES]))
    for name, svg in pictures_of(relation, build).items():
        metadata[name] = dg.MetadataValue.md(as_markdown_image(svg, name.replace("_", " ")))
    if found := build.some_rows(relation):
        metadata["preview"] = dg.MetadataValue.md(turned_table(*found))
    return metadata


def rule_metadata(rule_id: str, build: BuildPreview) -> Metadata:
    """The outcomes of a rule, and its first findings that fail, in words."""
    metadata: Metadata = {}
    if outcomes := build.outcomes_of(rule_id):
        metadata["by_outcome"] = dg.MetadataValue.md(bar_table(["outcome", "findings"], outcomes))
    if findings := build.failing_findings(rule_id, _LISTED_FINDINGS):
        metadata["findings"] = dg.MetadataValue.md(
            markdown_table(["organ", "year", "finding", "不符之处"], [_with_year(row) for row in findings])
        )
    return metadata


def failing_rows(dbt_target: Path, test: str, build: BuildPreview) -> Metadata:
    """The first rows that a failed test of dbt found, from the query that dbt compiled; empty when there is none."""
    compiled = next(dbt_target.glob(f"compiled/**/{test}.sql"), None)
    if compiled is None:
        return {}
    found = build.rows_found_by(compiled.read_text(encoding="utf-8"), _LISTED_FINDINGS)
    return {"failing_rows": dg.MetadataValue.md(markdown_table(*found))} if found else {}


def _with_year(row: tuple[Any, ...]) -> list[object]:
    organ, year, *messages = row
    return [organ, None if year is None else str(year), *messages]
