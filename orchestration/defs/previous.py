"""What was published before: no run of this job writes it, each compares its build with it."""

import dagster as dg

from orchestration.ownership import OWNERS

PREVIOUS_FEEDS = dg.AssetKey(["previous", "feeds"])

previous_feeds = dg.AssetSpec(
    PREVIOUS_FEEDS,
    description="The feeds that are published while a run builds, until it replaces them.\n\n"
    "The feed of changes says what is new, corrected or withdrawn since.",
    group_name="previous",
    kinds={"parquet"},
    owners=OWNERS,
    tags={"layer": "previous"},
)
