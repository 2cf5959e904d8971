"""Is everything there? Comparisons of what was taken in with what was read, over all collections.

Memory holds the document ids of one collection at a time.
"""

from collections import Counter
from dataclasses import dataclass

import pyarrow.parquet as pq

from ingest.errors import ISSUE_KINDS
from ingest.home import Home


@dataclass(frozen=True, slots=True)
class LostDocument:
    """A document in the raw store that has no row in `parsed/reports`."""

    collection_id: str
    source_path: str
    document_id: str


def lost_documents(home: Home) -> list[LostDocument]:
    """Every document that a catalogue calls stored and the parsed tables of its collection do not have."""
    lost = []
    for catalogue in sorted(home.catalogues.glob("*.parquet")):
        reports = home.parsed / "reports" / catalogue.name
        read = (
            set(pq.read_table(reports, columns=["document_id"])["document_id"].to_pylist())
            if reports.exists()
            else set()
        )
        with pq.ParquetFile(catalogue) as rows:
            for batch in rows.iter_batches(columns=["source_path", "document_id", "status"]):
                lost += [
                    LostDocument(catalogue.stem, row["source_path"], row["document_id"])
                    for row in batch.to_pylist()
                    if row["status"] == "stored" and row["document_id"] not in read
                ]
    return lost


def count_values(home: Home, table: str, column: str, collection_id: str | None = None) -> dict[str, int]:
    """How often each value of a column occurs in a parsed table, most frequent first; of one collection or of all."""
    counts: Counter[str] = Counter()
    for path in sorted((home.parsed / table).glob(f"{collection_id or '*'}.parquet")):
        with pq.ParquetFile(path) as rows:
            for batch in rows.iter_batches(columns=[column]):
                counts.update(map(str, batch[column].to_pylist()))
    return dict(counts.most_common())


@dataclass(frozen=True, slots=True)
class BrokenInput:
    """A path that gave no report, or was not read whole."""

    source_path: str
    code: str
    message: str

    @property
    def remedy(self) -> str:
        return ISSUE_KINDS[self.code].remedy


def broken_inputs(home: Home, collection_id: str) -> list[BrokenInput]:
    """The problems of severity error of one collection, in the order of its paths."""
    issues = pq.read_table(
        home.parsed / "issues" / f"{collection_id}.parquet",
        columns=["source_path", "code", "message"],
        filters=[("severity", "=", "error")],
    )
    return [BrokenInput(**row) for row in issues.to_pylist()]
