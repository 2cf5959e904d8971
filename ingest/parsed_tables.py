"""The parsed tables: `Report` records as rows of Parquet. What stands here is what the dbt sources read.

One file per table and collection, `<folder>/<table>/<collection>.parquet`, replaced whole; so a collection can be read
again any number of times. Every row carries `collection_id` and leads to its document: `text_start` and `text_end` are
offsets in Unicode code points, from 0, into the text of its report in the table of texts (see `ingest.report.Span`).
"""

from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from ingest.parsed_rows import report_rows
from ingest.report import Report

# Amounts are published to the fen and counts are whole; four decimals hold 万元 printed with eight.
NUMBER = pa.decimal128(24, 4)


def _schema(**columns: pa.DataType) -> pa.Schema:
    return pa.schema([pa.field(name, kind) for name, kind in columns.items()])


_TEXT, _INT, _LONG, _BOOL = pa.string(), pa.int32(), pa.int64(), pa.bool_()

SCHEMAS: dict[str, pa.Schema] = {
    # One row per document that was taken in, report or not.
    "reports": _schema(
        report_id=_TEXT,
        collection_id=_TEXT,
        document_id=_TEXT,
        source_path=_TEXT,
        source_url=_TEXT,
        media_type=_TEXT,
        encoding=_TEXT,
        is_report=_BOOL,
        title=_TEXT,
        title_basis=_TEXT,
        organ_name=_TEXT,
        organ_name_basis=_TEXT,
        report_year=_INT,
        report_year_basis=_TEXT,
        published_on=pa.date32(),
        published_on_basis=_TEXT,
        document_number=_TEXT,
        document_number_basis=_TEXT,
        index_number=_TEXT,
        index_number_basis=_TEXT,
        form=_TEXT,
        form_basis=_TEXT,
        application_form=_TEXT,
    ),
    # One row per report and prescribed cell.
    "cells": _schema(
        report_id=_TEXT,
        collection_id=_TEXT,
        table_code=_TEXT,
        row_code=_TEXT,
        column_code=_TEXT,
        value=NUMBER,
        unit=_TEXT,
        status=_TEXT,
        value_raw=_TEXT,
        locator=_TEXT,
        text_start=_INT,
        text_end=_INT,
    ),
    # One row per report, row of its statistics sheets (from 1, as printed) and value column.
    "statistics": _schema(
        report_id=_TEXT,
        collection_id=_TEXT,
        row_number=_INT,
        row_name=_TEXT,
        indicator=_TEXT,
        heading_path=_TEXT,
        indicator_code=_TEXT,
        printed_unit=_TEXT,
        column_code=_TEXT,
        value=NUMBER,
        unit=_TEXT,
        status=_TEXT,
        value_raw=_TEXT,
        locator=_TEXT,
        text_start=_INT,
        text_end=_INT,
    ),
    # One row per report and number in its prose.
    "figures": _schema(
        report_id=_TEXT,
        collection_id=_TEXT,
        figure_index=_INT,
        topic=_TEXT,
        value=NUMBER,
        unit=_TEXT,
        is_approximate=_BOOL,
        status=_TEXT,
        excerpt=_TEXT,
        locator=_TEXT,
        text_start=_INT,
        text_end=_INT,
        section_code=_TEXT,
        total_figure_index=_INT,
        relation=_TEXT,
        lists_unnumbered_part=_BOOL,
        lists_remainder=_BOOL,
    ),
    # One row per report and section.
    "sections": _schema(
        report_id=_TEXT,
        collection_id=_TEXT,
        section_index=_INT,
        section_code=_TEXT,
        title=_TEXT,
        section_text=_TEXT,
        locator=_TEXT,
        text_start=_INT,
        text_end=_INT,
    ),
    # One row per report: its text, which text_start and text_end of the tables above are places in.
    "texts": _schema(
        report_id=_TEXT,
        collection_id=_TEXT,
        printed_text=_TEXT,
        is_cut=_BOOL,
    ),
    # One row per report and scope ("report": its whole prose, "problems": that section).
    "prose_sketches": _schema(
        report_id=_TEXT,
        collection_id=_TEXT,
        scope=_TEXT,
        shingle_count=_INT,
        signature=_TEXT,
    ),
    # One row per report with a signature and band of it.
    "prose_bands": _schema(
        report_id=_TEXT,
        collection_id=_TEXT,
        band=_INT,
        band_hash=_LONG,
    ),
    # One row per report and sentence of its own.
    "prose_sentences": _schema(
        report_id=_TEXT,
        collection_id=_TEXT,
        sentence_index=_INT,
        section_index=_INT,
        sentence_text=_TEXT,
        sentence_hash=_LONG,
    ),
    # One row per problem met while taking in or reading a document; report_id is null when the bytes could not be read.
    "issues": _schema(
        report_id=_TEXT,
        collection_id=_TEXT,
        source_path=_TEXT,
        issue_index=_INT,
        code=_TEXT,
        severity=_TEXT,
        message=_TEXT,
        locator=_TEXT,
    ),
}


class ParsedWriter:
    """Writes the parsed tables of one collection, replacing what was there only when all of them are complete.

    Reports are buffered by the hundred, so memory stays flat however many are written. Leaving the block by an
    exception removes the unfinished files and keeps the old ones.
    """

    _BATCH = 200

    def __init__(self, folder: Path, collection_id: str) -> None:
        self._collection_id = collection_id
        self._targets = {table: folder / table / f"{collection_id}.parquet" for table in SCHEMAS}
        self._buffers: dict[str, list[dict[str, Any]]] = {table: [] for table in SCHEMAS}
        self._buffered_reports = 0
        self._writers: dict[str, pq.ParquetWriter] = {}
        self.row_counts: dict[str, int] = dict.fromkeys(SCHEMAS, 0)

    def __enter__(self) -> Self:
        for table, target in self._targets.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            self._writers[table] = pq.ParquetWriter(_unfinished(target), SCHEMAS[table], compression="zstd")
        return self

    def write(self, report: Report) -> None:
        """Add the rows of one report."""
        for table, rows in report_rows(report, self._collection_id).items():
            self._buffers[table].extend(rows)
        self._buffered_reports += 1
        if self._buffered_reports >= self._BATCH:
            self._flush()

    def _flush(self) -> None:
        for table, rows in self._buffers.items():
            if rows:
                self._writers[table].write_table(pa.Table.from_pylist(rows, schema=SCHEMAS[table]))
                self.row_counts[table] += len(rows)
        self._buffers = {table: [] for table in SCHEMAS}
        self._buffered_reports = 0

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._flush()
        for writer in self._writers.values():
            writer.close()
        for target in self._targets.values():
            if kind is None:
                _unfinished(target).replace(target)
            else:
                _unfinished(target).unlink(missing_ok=True)


def _unfinished(target: Path) -> Path:
    return target.with_suffix(".unfinished")
