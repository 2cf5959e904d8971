"""The statutory forms and their identities as Parquet, for dbt: data of the program, the same for every collection."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ingest.forms import (
    APPLICATION_COLUMNS,
    APPLICATION_ROWS,
    DISCLOSURE_CELLS,
    FORMS,
    LEGAL_CELLS,
    identities,
)
from ingest.forms.statistics import STATISTICS_ROWS

_TEXT, _INT = pa.string(), pa.int32()


def _schema(**columns: pa.DataType) -> pa.Schema:
    return pa.schema([pa.field(name, kind) for name, kind in columns.items()])


FORM_SCHEMAS: dict[str, pa.Schema] = {
    # One row per form and cell.
    "form_cells": _schema(
        form=_TEXT,
        table_code=_TEXT,
        row_code=_TEXT,
        column_code=_TEXT,
        row_order=_INT,
        column_order=_INT,
        group_code=_TEXT,
        row_role=_TEXT,
        row_label_zh=_TEXT,
        column_label_zh=_TEXT,
        row_label_en=_TEXT,
        column_label_en=_TEXT,
        unit=_TEXT,
    ),
    # One row per form, identity and cell that stands in it.
    "form_identities": _schema(
        form=_TEXT,
        rule_id=_TEXT,
        subject=_TEXT,
        side=_TEXT,
        table_code=_TEXT,
        row_code=_TEXT,
        column_code=_TEXT,
    ),
}


def _form_cell_rows() -> Iterator[dict[str, Any]]:
    for form in FORMS:
        disclosure = [c for c in DISCLOSURE_CELLS if c.form == form]
        disclosure_order = list(dict.fromkeys(c.row_code for c in disclosure))
        for order, cell in enumerate(disclosure):
            yield {
                "form": form,
                "table_code": "disclosure",
                "row_code": cell.row_code,
                "column_code": cell.column_code,
                "row_order": disclosure_order.index(cell.row_code) + 1,
                "column_order": order - next(i for i, c in enumerate(disclosure) if c.row_code == cell.row_code) + 1,
                "group_code": None,
                "row_role": None,
                "row_label_zh": cell.row_label,
                "column_label_zh": cell.column_label,
                "row_label_en": cell.row_label_en,
                "column_label_en": cell.column_label_en,
                "unit": cell.unit,
            }
        for row_order, row in enumerate((r for r in APPLICATION_ROWS if form in r.forms), start=1):
            for column_order, column in enumerate(APPLICATION_COLUMNS, start=1):
                yield {
                    "form": form,
                    "table_code": "application",
                    "row_code": row.row_code,
                    "column_code": column.column_code,
                    "row_order": row_order,
                    "column_order": column_order,
                    "group_code": row.group_code or None,
                    "row_role": row.role,
                    "row_label_zh": row.printed_label,
                    "column_label_zh": column.label,
                    "row_label_en": row.label_en,
                    "column_label_en": column.label_en,
                    "unit": "count",
                }
        legal_rows = list(dict.fromkeys(c.row_code for c in LEGAL_CELLS))
        legal_columns = list(dict.fromkeys(c.column_code for c in LEGAL_CELLS))
        for legal in LEGAL_CELLS:
            yield {
                "form": form,
                "table_code": "legal",
                "row_code": legal.row_code,
                "column_code": legal.column_code,
                "row_order": legal_rows.index(legal.row_code) + 1,
                "column_order": legal_columns.index(legal.column_code) + 1,
                "group_code": None,
                "row_role": None,
                "row_label_zh": legal.row_label,
                "column_label_zh": legal.column_label,
                "row_label_en": legal.row_label_en,
                "column_label_en": legal.column_label_en,
                "unit": "count",
            }
    yield from _sheet_cell_rows()


def _sheet_cell_rows() -> Iterator[dict[str, Any]]:
    """The rows of the standard sheet of 2014 to 2018 that carry a number; its headings carry none."""
    for order, row in enumerate((r for r in STATISTICS_ROWS if r.unit), start=1):
        yield {
            "form": "pre-2019",
            "table_code": "statistics",
            "row_code": row.indicator_code,
            "column_code": "year_value",
            "row_order": order,
            "column_order": 1,
            "group_code": None,
            "row_role": None,
            "row_label_zh": row.printed_label,
            "column_label_zh": "本年度",
            "row_label_en": row.label_en,
            "column_label_en": "In the year",
            "unit": "CNY" if row.unit == "万元" else row.unit,
        }


def _form_identity_rows() -> Iterator[dict[str, Any]]:
    for form in FORMS:
        for identity in identities(form):
            for side, keys in (("actual", identity.actual), ("expected", identity.expected)):
                for key in keys:
                    yield {
                        "form": form,
                        "rule_id": identity.rule_id,
                        "subject": identity.subject,
                        "side": side,
                        "table_code": key.table,
                        "row_code": key.row,
                        "column_code": key.column,
                    }


def write_form_tables(folder: Path) -> dict[str, int]:
    """Write the forms and their identities as `<folder>/<table>.parquet`; returns the row count of each."""
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    for table, rows in (("form_cells", _form_cell_rows()), ("form_identities", _form_identity_rows())):
        content = pa.Table.from_pylist(list(rows), schema=FORM_SCHEMAS[table])
        target = folder / f"{table}.parquet"
        unfinished = target.with_suffix(".unfinished")
        pq.write_table(content, unfinished, compression="zstd")
        unfinished.replace(target)
        counts[table] = content.num_rows
    return counts
