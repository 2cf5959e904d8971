"""The organs that parsed reports name, read from `parsed/reports/<collection>.parquet` in batches."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from organs.resolution import Mention

_COLUMNS = ["report_id", "is_report", "title", "organ_name", "organ_name_basis", "source_url"]


@dataclass(frozen=True, slots=True)
class NamedReport:
    """A report with the organ that it names; None where it names none."""

    report_id: str
    mention: Mention | None


def named_reports(parsed: Path) -> Iterator[NamedReport]:
    """Every report once, however many collections it came in with: as the first collection in order has it.

    Memory holds a number of 8 bytes per report where there is more than one collection.
    """
    files = sorted((parsed / "reports").glob("*.parquet"))
    seen: set[int] = set()
    for path in files:
        with pq.ParquetFile(path) as table:
            for batch in table.iter_batches(columns=_COLUMNS):
                for row in batch.to_pylist():
                    number = int(row["report_id"][1:], 16)
                    if not row["is_report"] or number in seen:
                        continue
                    if len(files) > 1:
                        seen.add(number)
                    mention = row["organ_name"] and Mention.of(
                        row["organ_name"], row["organ_name_basis"], row["title"], row["source_url"], path.stem
                    )
                    yield NamedReport(row["report_id"], mention or None)
