"""Some rows of a Parquet file for the Dagster UI; no more of the file is read than they take."""

from pathlib import Path

import pyarrow.parquet as pq

from orchestration.markdown import turned_table

_ROWS = 3


def parquet_preview(path: Path) -> str:
    """The first rows as Markdown."""
    with pq.ParquetFile(path) as file:
        names = file.schema_arrow.names
        batch = next(file.iter_batches(batch_size=_ROWS), None)
    return turned_table(names, [list(row.values()) for row in batch.to_pylist()] if batch else [])
