"""Reading a collection: from its catalogue and the raw store to its parsed tables."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from ingest.errors import issue
from ingest.home import check_collection_id
from ingest.parsed_tables import ParsedWriter
from ingest.report import Report, SourceDocument
from ingest.sameness.reading import parse_comparably
from ingest.store import RawStore
from ingest.workers import DocumentToRead, read_documents


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """What became of a collection.

    `documents` were stored and read, `reports` of them are annual reports; `broken` paths have an issue of severity
    error (refused, no report, not read whole). `row_counts` is by parsed table, `cells_by_status` by cell status.
    """

    documents: int
    reports: int
    broken: int
    row_counts: dict[str, int]
    cells_by_status: dict[str, int]


def parse_collection(
    store: RawStore,
    catalogue_path: Path,
    parsed_folder: Path,
    collection_id: str,
    workers: int | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> BatchSummary:
    """Read every document of a collection and replace its parsed tables, all of them together.

    Every path of the catalogue leaves a trace: a stored document is a row of `reports`; a refused path or a duplicate
    is a row of `issues` without report_id. Rows are in the order of the catalogue, whatever the number of `workers`
    (default: one per processor). `on_progress` is called with the number of catalogue rows done.

    Raises ValueError for an id that cannot be a file name and OSError for a catalogue that is missing or a folder that
    cannot be written; then the former tables stand. A document never raises: see `ingest.workers.read_documents`.
    """
    check_collection_id(collection_id)
    documents = reports = broken = 0
    cells_by_status: Counter[str] = Counter()
    with ParsedWriter(parsed_folder, collection_id) as writer:
        to_read = _catalogue_entries(store, catalogue_path)
        for count, report in enumerate(read_documents(to_read, workers, parse_comparably), start=1):
            writer.write(report)
            documents += report.document.sha256 is not None
            reports += report.is_report
            broken += any(problem.severity == "error" for problem in report.issues)
            cells_by_status.update(cell.status for cell in report.cells)
            if on_progress:
                on_progress(count)
    return BatchSummary(documents, reports, broken, writer.row_counts, dict(sorted(cells_by_status.items())))


def _catalogue_entries(store: RawStore, catalogue_path: Path) -> Iterator[DocumentToRead | Report]:
    columns = ["source_path", "source_url", "document_id", "status", "issue_code", "issue_message"]
    with pq.ParquetFile(catalogue_path) as catalogue:
        for batch in catalogue.iter_batches(batch_size=1000, columns=columns):
            for row in batch.to_pylist():
                if row["status"] == "stored":
                    path = store.path_of(row["document_id"])
                    # A catalogue of an older program has no addresses.
                    yield DocumentToRead(path, row["source_path"], row["document_id"], row.get("source_url"))
                else:
                    problem = issue(row["issue_code"], row["issue_message"])
                    yield Report(SourceDocument(row["source_path"], None, None), is_report=False, issues=(problem,))
