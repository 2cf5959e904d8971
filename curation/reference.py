"""Writes the tables of regions, organs and curated data that dbt reads, all of them or none."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from curation.tables import CURATED_SCHEMAS
from organs.tables import ORGAN_SCHEMAS

REFERENCE_SCHEMAS: dict[str, pa.Schema] = ORGAN_SCHEMAS | CURATED_SCHEMAS


def write_tables(folder: Path, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, int]:
    """Write every table as `<folder>/<table>.parquet`, one without rows as an empty file; gives the row counts.

    No file is replaced before all are complete.
    """
    folder.mkdir(parents=True, exist_ok=True)
    finished = []
    counts = {}
    for table, schema in REFERENCE_SCHEMAS.items():
        content = pa.Table.from_pylist([dict(row) for row in rows.get(table, ())], schema=schema)
        target = folder / f"{table}.parquet"
        unfinished = target.with_suffix(".unfinished")
        pq.write_table(content, unfinished, compression="zstd")
        finished.append((unfinished, target))
        counts[table] = content.num_rows
    for unfinished, target in finished:
        unfinished.replace(target)
    return counts
