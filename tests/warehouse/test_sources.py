"""What dbt believes of the files it reads is what the program writes."""

import csv
from typing import Any

import pyarrow as pa
import pytest
from warehouse.built_warehouse import PROJECT

from curation.reference import REFERENCE_SCHEMAS as CURATED_AND_RESOLVED
from ingest.extract.topics import COMPARED_WITH_TABLES, TOPICS
from ingest.form_tables import FORM_SCHEMAS
from ingest.parsed_tables import SCHEMAS
from ingest.store import CATALOGUE_SCHEMA
from orchestration.previous_feeds import COMPARED_FEEDS, PUBLISHED_FEEDS

pytestmark = pytest.mark.xdist_group("warehouse")

_SQL_TYPES = {
    pa.string(): "string",
    pa.int32(): "integer",
    pa.int64(): "bigint",
    pa.bool_(): "boolean",
    pa.date32(): "date",
    pa.timestamp("us", tz="UTC"): "timestamp with time zone",
    pa.decimal128(24, 4): "decimal(24, 4)",
}
_WRITTEN = {
    **{("parsed", table): schema for table, schema in SCHEMAS.items()},
    **{("reference", table): schema for table, schema in FORM_SCHEMAS.items()},
    **{("reference", table): schema for table, schema in CURATED_AND_RESOLVED.items()},
    ("raw", "catalogue"): CATALOGUE_SCHEMA,
    **{("previous", feed): schema for feed, schema in COMPARED_FEEDS.items()},
    ("previous", "feeds"): PUBLISHED_FEEDS,
}


@pytest.mark.parametrize("source", _WRITTEN, ids="_".join)
def test_a_source_declares_the_columns_and_types_that_are_written(
    manifest: dict[str, Any], source: tuple[str, str]
) -> None:
    declared = manifest["sources"][f"source.ogi_warehouse.{source[0]}.{source[1]}"]["columns"]
    written = {field.name: _SQL_TYPES[field.type] for field in _WRITTEN[source]}
    assert {name: column["data_type"] for name, column in declared.items()} == written
    assert list(declared) == list(written)


def test_no_source_is_declared_that_nobody_writes(manifest: dict[str, Any]) -> None:
    declared = {(s["source_name"], s["name"]) for s in manifest["sources"].values()}
    assert declared == set(_WRITTEN)


def test_every_topic_of_the_prose_has_its_labels() -> None:
    with (PROJECT / "seeds" / "prose_topics.csv").open(encoding="utf-8") as file:
        seed = {r["topic"]: (r["label_zh"], r["label_en"], r["is_in_tables"]) for r in csv.DictReader(file)}
    assert seed == {
        topic: (*labels, "true" if topic in COMPARED_WITH_TABLES else "false") for topic, labels in TOPICS.items()
    }
