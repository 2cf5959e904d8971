"""The jobs: everything for one collection, and the reading alone."""

import dagster as dg

from orchestration.defs.parsed import parsed

OGI_JOB = "ogi"
READ_JOB = "read"

ogi = dg.define_asset_job(
    OGI_JOB,
    selection=dg.AssetSelection.all(),
    description="Takes in and reads one collection, builds and tests the warehouse of all collections, publishes it.",
)

read = dg.define_asset_job(
    READ_JOB,
    selection=dg.AssetSelection.assets(parsed),
    description="Reads one collection from the raw store, not from the files it came from; publishes nothing.",
)
