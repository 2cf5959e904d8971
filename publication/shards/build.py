"""All shards of a build, from a connection whose schema `feeds` has the feeds."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import duckdb

from publication.shards.coverage import write_coverage
from publication.shards.findings import write_findings
from publication.shards.json_schema import json_schema
from publication.shards.organs import write_organs
from publication.shards.overview import write_overview
from publication.shards.regions import write_regions
from publication.shards.reports import write_reports, write_texts
from publication.shards.search import write_search
from publication.shards.similar import write_similar
from publication.shards.sources import prepare_sources
from publication.shards.writer import ShardWriter

# How often `on_progress` is told.
STEP_COUNT = 9


def write_shards(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    scratch: Path,
    *,
    build_id: str,
    created: str,
    previous_build_id: str | None = None,
    downloads: Sequence[Mapping[str, object]] = (),
    on_progress: Callable[[int], None] = lambda _: None,
) -> int:
    """Write all shards, and `schema.json` that gives their shapes, into `folder`, which must have none.

    Returns how many files there are. Only the schema `feeds` of the connection is read; it may be read-only. `scratch`
    is an existing folder for rows being sorted; `created` is ISO 8601; `previous_build_id` is the build that
    `feed_change` compares with. `on_progress` is told the number of steps done, of `STEP_COUNT`. Raises
    PublicationError when an id in the feeds cannot name a file.
    """
    writer = ShardWriter(folder)
    prepare_sources(connection)
    on_progress(1)
    write_reports(connection, writer, scratch)
    on_progress(2)
    write_texts(connection, writer)
    on_progress(3)
    write_organs(connection, writer, scratch)
    on_progress(4)
    write_regions(connection, writer)
    on_progress(5)
    write_findings(connection, writer)
    on_progress(6)
    write_coverage(connection, writer)
    on_progress(7)
    write_similar(connection, writer, scratch)
    on_progress(8)
    search_bucket_count = write_search(connection, writer)
    write_overview(
        connection,
        writer,
        build_id=build_id,
        created=created,
        previous_build_id=previous_build_id,
        search_bucket_count=search_bucket_count,
        downloads=downloads,
    )
    writer.write_object(("schema",), json_schema())
    on_progress(9)
    return writer.file_count
