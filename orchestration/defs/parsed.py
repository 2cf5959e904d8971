"""Parsed tables: what the reports of a collection say, as Parquet, and the statutory forms they are read by."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import dagster as dg
import pyarrow.parquet as pq

from ingest.batch import parse_collection
from ingest.form_tables import FORM_SCHEMAS, write_form_tables
from ingest.home import Home
from ingest.parsed_tables import SCHEMAS
from ingest.store import RawStore
from orchestration.coverage import count_values
from orchestration.defs.partitions import COLLECTIONS
from orchestration.markdown import bar_table, markdown_table
from orchestration.model_metadata import CHANGE, ROW_COUNT, former_row_counts
from orchestration.ownership import OWNERS
from orchestration.parquet_preview import parquet_preview
from orchestration.reading_state import had_passing_problems, is_read, remember_reading

if TYPE_CHECKING:
    from orchestration.defs.resources import ReadingSettings
    from orchestration.progress import Progress

_DESCRIPTIONS = {
    "reports": "Title, organ, year, form and date of each report, with the place each was read from.\n\n"
    "One row per document that was taken in, report or not.",
    "cells": "Every cell that the form prescribes: its value where the report prints one, and its status.\n\n"
    "One row per report and prescribed cell.",
    "statistics": "What statistics sheets of reports from before 2019 print, row by row, under their own labels.\n\n"
    "One row per report, row of its statistics sheets and value column.",
    "figures": "The numbers in the prose, with their topic and the sentence they stand in.\n\n"
    "One row per report and number in its prose.",
    "sections": "The prescribed sections, found by meaning, with their text.\n\nOne row per report and section.",
    "texts": "The text of each report as it was read, which cells, numbers and sections are places in.\n\n"
    "One row per report.",
    "prose_sketches": "The prose of a report in 256 numbers, by which it is compared with that of others.\n\n"
    "One row per report and scope (the whole prose, the section on problems).",
    "prose_bands": "Parts of those numbers: reports that agree in one are worth comparing.\n\n"
    "One row per report with a sketch and band.",
    "prose_sentences": "The sentences of a report's own, without those that every report has.\n\n"
    "One row per report and sentence.",
    "issues": "What the taking in and the reading could not do, by code.\n\n"
    "One row per problem met while taking in or reading a document.",
}

_REFERENCE_DESCRIPTIONS = {
    "form_cells": "The cells of the statutory forms: codes, labels, order and units.\n\nOne row per form and cell.",
    "form_identities": "The identities (勾稽关系) that hold within a form.\n\n"
    "One row per form, identity and cell that stands in it.",
}

# What a preview shows: the columns that tell most in a glance.
_PREVIEWS = {
    "reports": ["organ_name", "report_year", "form", "title", "published_on"],
    "cells": ["table_code", "row_code", "column_code", "value_raw", "status"],
    "statistics": ["heading_path", "indicator", "column_code", "value_raw", "unit", "status"],
    "figures": ["topic", "value", "unit", "excerpt"],
    "sections": ["section_code", "title"],
    "texts": ["is_cut", "printed_text"],
    "prose_sketches": ["scope", "shingle_count"],
    "prose_bands": ["band", "band_hash"],
    "prose_sentences": ["section_index", "sentence_text"],
    "issues": ["source_path", "code", "severity", "message"],
}
_PREVIEW_ROWS = 10
_MOST_CODES = 20

# The column whose distribution is shown.
_DISTRIBUTIONS = {
    "reports": "form",
    "cells": "status",
    "statistics": "status",
    "figures": "topic",
    "sections": "section_code",
    "texts": "is_cut",
    "prose_sketches": "scope",
    "prose_bands": "band",
    "prose_sentences": "section_index",
    "issues": "code",
}


@dg.multi_asset(
    name="parsed",
    specs=[
        dg.AssetSpec(
            ["parsed", table],
            deps=[["raw", "documents"]],
            description=_DESCRIPTIONS[table],
            group_name="parsed",
            kinds={"python", "parquet"},
            owners=OWNERS,
            tags={"layer": "parsed"},
        )
        for table in SCHEMAS
    ],
    partitions_def=COLLECTIONS,
    required_resource_keys={"writer_lock", "progress", "reading"},
)
def parsed(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
    """Reads every document of a collection and replaces its parsed tables; skipped when nothing could have changed."""
    home = Home.from_environment()
    progress: Progress = context.resources.progress
    reading: ReadingSettings = context.resources.reading
    collection_id = context.partition_key
    before = {table: _row_count(home, table, collection_id) for table in SCHEMAS}
    is_current = is_read(home, collection_id) and not had_passing_problems(home, collection_id)
    if is_current:
        context.log.info("%s: documents and program are as they were; its tables are kept", collection_id)
    else:
        total = pq.read_metadata(home.catalogue_of(collection_id)).num_rows
        parse_collection(
            RawStore(home.raw),
            home.catalogue_of(collection_id),
            home.parsed,
            collection_id,
            workers=reading.workers or None,
            on_progress=lambda done: progress.report("reading", done, total),
        )
        remember_reading(home, collection_id)
    for table in SCHEMAS:
        row_count = _row_count(home, table, collection_id)
        distribution = _DISTRIBUTIONS[table]
        yield dg.MaterializeResult(
            asset_key=["parsed", table],
            metadata={
                "dagster/row_count": row_count,
                "change_since_last_run": row_count - before[table],
                "read_anew": not is_current,
                f"by_{distribution}": dg.MetadataValue.md(
                    bar_table(
                        [distribution, "rows"],
                        list(count_values(home, table, distribution, collection_id).items())[:_MOST_CODES],
                    )
                ),
                "preview": dg.MetadataValue.md(_preview(home, table, collection_id)),
            },
        )


@dg.multi_asset(
    name="reference",
    specs=[
        dg.AssetSpec(
            ["reference", table],
            description=_REFERENCE_DESCRIPTIONS[table],
            group_name="reference",
            kinds={"python", "parquet"},
            owners=OWNERS,
            tags={"layer": "reference"},
        )
        for table in FORM_SCHEMAS
    ],
    required_resource_keys={"writer_lock"},
)
def reference(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
    """Writes the statutory forms and their identities, which are data of the program."""
    home = Home.from_environment()
    former = former_row_counts(context.instance, context.selected_asset_keys)
    for table, row_count in write_form_tables(home.reference).items():
        key = dg.AssetKey(["reference", table])
        yield dg.MaterializeResult(
            asset_key=key,
            metadata={
                ROW_COUNT: row_count,
                CHANGE: row_count - former.get(key, 0),
                "preview": dg.MetadataValue.md(parquet_preview(home.reference / f"{table}.parquet")),
            },
        )


def _row_count(home: Home, table: str, collection_id: str) -> int:
    path = home.parsed / table / f"{collection_id}.parquet"
    return int(pq.read_metadata(path).num_rows) if path.exists() else 0


def _preview(home: Home, table: str, collection_id: str) -> str:
    with pq.ParquetFile(home.parsed / table / f"{collection_id}.parquet") as rows:
        batch = next(rows.iter_batches(batch_size=_PREVIEW_ROWS, columns=_PREVIEWS[table]), None)
    return markdown_table(_PREVIEWS[table], [list(row.values()) for row in batch.to_pylist()] if batch else [])
