"""What was published before, as this build compares itself with it: files of one shape, whatever is there.

dbt reads one Parquet file for each feed that is compared. Where the publication has the feed with every compared
column, the file is a link to it; before the first publication, and where an older one lacks the feed or a column, it is
an empty file with these columns. The table `feeds` says which feeds there are: "none" and "not known" stay apart.
"""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from publication.publish import FEEDS_VERSION

_TEXT = pa.string()


def _cells(value: pa.DataType) -> pa.Schema:
    texts = ("report_id", "form", "row_code", "column_code", "status")
    return pa.schema(dict.fromkeys(texts, _TEXT) | {"value": value})


# The compared columns of each feed, with the types that the publication writes.
COMPARED_FEEDS = {
    "feed_report": pa.schema(
        dict.fromkeys(
            (
                *("report_id", "organ_id", "organ_name", "title", "form", "application_form"),
                *("document_number", "index_number"),
            ),
            _TEXT,
        )
        | {"report_year": pa.int32(), "published_on": pa.date32()}
    ),
    "feed_application": _cells(pa.int64()),
    "feed_disclosure": _cells(pa.decimal128(24, 4)),
    "feed_legal_review": _cells(pa.int64()),
    "feed_finding": pa.schema(
        dict.fromkeys(
            (
                *("finding_id", "report_id", "rule_id", "subject", "outcome"),
                *("subject_zh", "subject_en", "message_zh", "message_en"),
            ),
            _TEXT,
        )
    ),
}
PUBLISHED_FEEDS = pa.schema(dict.fromkeys(("feed_name", "build_id"), _TEXT))


def write_previous_feeds(folder: Path, publication: Path | None) -> list[str]:
    """Write the files of `COMPARED_FEEDS`, and `feeds.parquet` that lists those there are, to `folder`.

    `publication` is the folder that is current until this build replaces it; None before the first. Its name is the
    build id. Returns the names of the feeds that are there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for name, schema in COMPARED_FEEDS.items():
        target = folder / f"{name}.parquet"
        target.unlink(missing_ok=True)
        published = publication / "feeds" / FEEDS_VERSION / target.name if publication else None
        if publication and published and _has(published, schema):
            target.symlink_to(published.absolute())
            found.append({"feed_name": name, "build_id": publication.name})
        else:
            pq.write_table(schema.empty_table(), target)
    pq.write_table(pa.Table.from_pylist(found, schema=PUBLISHED_FEEDS), folder / "feeds.parquet")
    return [row["feed_name"] for row in found]


def _has(file: Path, schema: pa.Schema) -> bool:
    """Whether the Parquet file has every column of the schema with its type; False when it is none, or not there."""
    try:
        there = pq.read_schema(file)
    except (OSError, pa.ArrowInvalid):
        return False
    return all(field.name in there.names and there.field(field.name).type == field.type for field in schema)
