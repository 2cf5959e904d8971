"""Regions, organs and what people add by hand: the reference tables that need the parsed reports."""

from collections.abc import Iterator

import dagster as dg

from curation.reference import REFERENCE_SCHEMAS, write_tables
from ingest.home import Home
from orchestration.ownership import OWNERS

_DESCRIPTIONS = {
    "regions": "Administrative divisions down to townships, present and former.\n\nOne row per region.",
    "region_names": "Names of the administrative divisions, present and former.\n\nOne row per region and name.",
    "organs": "Organs whose reports came in or are expected, resolved or not.\n\nOne row per organ.",
    "organ_names": "Names under which organs are printed.\n\nOne row per organ and printed name.",
    "report_organs": "Which organ each report is of, and by which rule.\n\nOne row per report.",
    "organ_corrections": "Corrections of whose report a document is.\n\nOne row per correction.",
    "expected_reports": "Reports that somebody expects.\n\nOne row per organ and report year.",
    "roll_ups": "Which organ's report sums up which others.\n\nOne row per summing organ, summed organ and first year.",
    "deadlines": "Deadlines that differ from those of the law.\n\nOne row per deadline.",
    "reviews": "What people decided about findings.\n\nOne row per reviewed finding.",
}


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
    required_resource_keys={"writer_lock"},
)
def organs() -> Iterator[dg.MaterializeResult[None]]:
    """Resolves the names of all parsed reports to organs, and checks and adds what people wrote by hand."""
    home = Home.from_environment()
    for table, row_count in write_tables(home.reference, {}).items():
        yield dg.MaterializeResult(asset_key=["reference", table], metadata={"dagster/row_count": row_count})
