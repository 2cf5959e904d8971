"""Writes what is added to feeds and shards into the promise of version 1 (`make schema`); refuses what breaks it."""

from orchestration.dbt_manifest import load_manifest
from publication.published_schema import (
    FEEDS_FILE,
    SHARDS_FILE,
    WHAT_TO_DO,
    broken_feeds,
    broken_shards,
    feeds_schema,
    read_schema,
    write_schema,
)
from publication.shards.json_schema import json_schema


def main() -> None:
    """Write both files, or name what would break readers and stop."""
    feeds, shards = feeds_schema(load_manifest()), json_schema()
    problems = [*broken_feeds(read_schema(FEEDS_FILE), feeds), *broken_shards(read_schema(SHARDS_FILE), shards)]
    if problems:
        raise SystemExit("\n".join([*problems, WHAT_TO_DO]))
    write_schema(FEEDS_FILE, feeds)
    write_schema(SHARDS_FILE, shards)


if __name__ == "__main__":
    main()
