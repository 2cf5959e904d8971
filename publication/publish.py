"""Publishing a built warehouse: feeds, shards, data package, build manifest, verification and swap, in this order."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from publication.build_manifest import row_counts, write_manifest
from publication.datapackage import write_data_package
from publication.downloads import describe_downloads
from publication.errors import PublicationError
from publication.feed_schema import read_feed_schemas
from publication.feeds import open_for_feeds, write_feed
from publication.integrity import SHARDS_FOLDER
from publication.shards.build import STEP_COUNT, write_shards
from publication.swap import current_publication, publish, staging_folder

# Readers of the feeds follow this; a change that breaks them gets a new number.
FEEDS_VERSION = "v1"


def publish_build(
    home: Path,
    warehouse: Path,
    dbt_manifest: Path,
    spill_folder: Path,
    *,
    run_id: str,
    collections: Sequence[dict[str, Any]],
    on_progress: Callable[[int, int], None],
) -> Path:
    """Publish the warehouse file that a run built and audited; it moves into the publication. Returns that folder.

    Raises PublicationError when the build is not complete or the publication is not whole; then what was published
    before stays. `on_progress` is told the number of steps done and of all: one for each feed, some for the shards.
    """
    if not warehouse.exists():
        raise PublicationError(f"{warehouse} is missing: this run built no warehouse; launch the job `ogi`")
    if warehouse.with_name(f"{warehouse.name}.wal").exists():
        raise PublicationError(f"{warehouse} was not closed: changes wait in its .wal file; launch the job `ogi` again")
    created = datetime.now(UTC)
    build_id = f"{created:%Y%m%dT%H%M%SZ}-{run_id[:8]}"
    replaced = current_publication(home)
    staged = staging_folder(home, build_id)
    feeds_folder = staged / "feeds" / FEEDS_VERSION
    feeds_folder.mkdir(parents=True)
    with open_for_feeds(warehouse, spill_folder) as connection:
        schemas = read_feed_schemas(connection, json.loads(dbt_manifest.read_text(encoding="utf-8")))
        written = []
        for schema in schemas:
            written.append(write_feed(connection, schema, feeds_folder))
            on_progress(len(written), len(schemas) + STEP_COUNT)
        scratch = spill_folder / SHARDS_FOLDER
        scratch.mkdir(parents=True, exist_ok=True)
        write_shards(
            connection,
            feeds_folder / SHARDS_FOLDER,
            scratch,
            build_id=build_id,
            created=created.isoformat(),
            previous_build_id=replaced.name if replaced else None,
            downloads=describe_downloads(feeds_folder, written),
            on_progress=lambda done: on_progress(len(schemas) + done, len(schemas) + STEP_COUNT),
        )
        write_data_package(feeds_folder, written, build_id=build_id, created=created.isoformat())
        counts = row_counts(connection)
    warehouse.rename(staged / "warehouse.duckdb")
    write_manifest(
        staged, build_id=build_id, run_id=run_id, created=created, row_counts=counts, collections=collections
    )
    return publish(home, staged)
