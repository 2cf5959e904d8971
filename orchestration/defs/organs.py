"""Regions, organs and what people add by hand: the reference tables that need the parsed reports."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import dagster as dg

from curation.problems import CurationError
from curation.reference import REFERENCE_SCHEMAS
from ingest.home import Home
from orchestration.curated import curate
from orchestration.markdown import bar_table, markdown_table
from orchestration.model_metadata import CHANGE, ROW_COUNT, former_row_counts
from orchestration.ownership import OWNERS
from orchestration.parquet_preview import parquet_preview

if TYPE_CHECKING:
    from orchestration.progress import Progress

_DESCRIPTIONS = {
    "regions": "Administrative divisions down to townships, present and former, with additions made by hand.\n\n"
    "One row per region.",
    "region_names": "Names of the administrative divisions, present and former.\n\nOne row per region and name.",
    "organs": "Organs whose reports came in or are expected, resolved or not, and those above them.\n\n"
    "One row per organ.",
    "organ_names": "Names under which organs are printed, and the rule that says which organ is meant.\n\n"
    "One row per organ and printed name.",
    "report_organs": "Which organ each report is of, and by which rule.\n\nOne row per report.",
    "organ_corrections": "Corrections made by hand of whose report a document is.\n\nOne row per correction.",
    "expected_reports": "Reports that somebody expects.\n\nOne row per organ and report year.",
    "roll_ups": "Which organ's report sums up which others.\n\nOne row per summing organ, summed organ and first year.",
    "deadlines": "Deadlines that differ from those of the law.\n\nOne row per deadline.",
    "reviews": "What people decided about findings.\n\nOne row per reviewed finding.",
}
_PREVIEW_ROWS = 50


@dg.multi_asset(
    name="organs",
    specs=[
        dg.AssetSpec(
            ["reference", table],
            deps=[["parsed", "reports"]],
            description=_DESCRIPTIONS[table],
            group_name="reference",
            kinds={"python", "parquet"},
            owners=OWNERS,
            tags={"layer": "reference"},
        )
        for table in REFERENCE_SCHEMAS
    ],
    required_resource_keys={"writer_lock", "progress"},
)
def organs(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
    """Resolves the names of all parsed reports to organs, and checks and adds what people wrote by hand.

    A wrong line in a file of the curation folder ends the run: nothing is built or published.
    """
    home = Home.from_environment()
    progress: Progress = context.resources.progress
    try:
        summary = curate(home, lambda count: progress.report("resolving", count, None))
    except CurationError as error:
        raise dg.Failure(str(error), allow_retries=False) from error
    reports = sum(summary.reports_by_rule.values())
    progress.report("resolving", reports, reports)
    metadata: dict[str, dict[str, dg.MetadataValue | int | float | None]] = {
        "report_organs": {
            "reports": reports,
            "resolved_reports": summary.resolved_reports,
            "resolved_pct": round(100 * summary.resolved_reports / reports, 2) if reports else None,
            "by_rule": dg.MetadataValue.md(bar_table(["rule", "reports"], list(summary.reports_by_rule.items()))),
        },
        "organ_names": {
            "unresolved_names": len(summary.unresolved),
            "unresolved": dg.MetadataValue.md(
                markdown_table(["printed name", "rule", "candidates", "reports"], summary.unresolved[:_PREVIEW_ROWS])
            ),
        },
        "organ_corrections": {"without_effect": summary.corrections_without_effect},
    }
    former = former_row_counts(context.instance, context.selected_asset_keys)
    for table in REFERENCE_SCHEMAS:
        key = dg.AssetKey(["reference", table])
        yield dg.MaterializeResult(
            asset_key=key,
            metadata={
                ROW_COUNT: summary.row_counts[table],
                CHANGE: summary.row_counts[table] - former.get(key, 0),
                **metadata.get(table, {}),
                "preview": dg.MetadataValue.md(parquet_preview(home.reference / f"{table}.parquet")),
            },
        )
