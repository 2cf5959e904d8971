"""The job: everything for one collection, and then the warehouse of all collections, audited and published."""

import dagster as dg

from orchestration.defs.partitions import COLLECTIONS

OGI_JOB = "ogi"

ogi = dg.define_asset_job(
    OGI_JOB,
    selection=dg.AssetSelection.all(),
    partitions_def=COLLECTIONS,
    description="Takes in and reads one collection, builds and tests the warehouse of all collections, publishes it.",
)
