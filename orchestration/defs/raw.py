"""Raw documents: the files of a collection, copied into the content-addressed store, and their catalogue."""

from typing import TYPE_CHECKING

import dagster as dg
import pyarrow.parquet as pq

from ingest.home import Home
from ingest.store import RawStore, take_in
from orchestration.collection_paths import load_collection_paths
from orchestration.defs.partitions import COLLECTIONS
from orchestration.markdown import markdown_table
from orchestration.ownership import OWNERS

if TYPE_CHECKING:
    from orchestration.progress import Progress

_PREVIEW_ROWS = 20


@dg.asset(
    key=["raw", "documents"],
    group_name="raw",
    partitions_def=COLLECTIONS,
    kinds={"file", "parquet"},
    owners=OWNERS,
    tags={"layer": "raw"},
    required_resource_keys={"writer_lock", "progress"},
)
def raw_documents(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
    """The documents of a collection as they were found, each stored once under the SHA-256 of its bytes.

    A catalogue says of every path that was seen whether it was stored, is a duplicate, or was refused and why.
    One row per collection and path.
    """
    home = Home.from_environment()
    progress: Progress = context.resources.progress
    collection_id = context.partition_key
    catalogue = home.catalogue_of(collection_id)
    before = _document_ids(home, collection_id)
    summary = take_in(
        load_collection_paths(home, collection_id),
        collection_id,
        RawStore(home.raw),
        catalogue,
        on_progress=lambda seen: progress.report("taking in", seen, None),
    )
    after = _document_ids(home, collection_id)
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": pq.read_metadata(catalogue).num_rows,
            "stored": summary.stored,
            "duplicates": summary.duplicates,
            "refused": summary.refused,
            "new_since_last_run": len(after - before),
            "gone_since_last_run": len(before - after),
            "catalogue": dg.MetadataValue.path(catalogue),
            "preview": dg.MetadataValue.md(_preview(home, collection_id)),
        }
    )


def _document_ids(home: Home, collection_id: str) -> set[str]:
    catalogue = home.catalogue_of(collection_id)
    if not catalogue.exists():
        return set()
    column = pq.read_table(catalogue, columns=["document_id"])["document_id"]
    return {document_id for document_id in column.to_pylist() if document_id}


def _preview(home: Home, collection_id: str) -> str:
    columns = ["source_path", "status", "size_bytes", "issue_message"]
    with pq.ParquetFile(home.catalogue_of(collection_id)) as catalogue:
        batch = next(catalogue.iter_batches(batch_size=_PREVIEW_ROWS, columns=columns), None)
    return markdown_table(columns, [list(row.values()) for row in batch.to_pylist()] if batch else [])
