"""Feeds as files: every model of the schema `feeds` as Parquet, CSV and JSON.

DuckDB streams each file itself, so memory stays flat: rows are sorted by primary key (the same build gives the same
files), and what exceeds the limit goes to disk.

CSV: UTF-8 with a byte order mark (Excel reads Chinese text right), a header, empty for null, text guarded against
formulas (`publication.csv_guard`). JSON: one array of objects, numbers exact. Times in both are ISO 8601 in UTC.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from publication.csv_guard import guarded_sql
from publication.errors import PublicationError
from publication.feed_schema import FeedColumn, FeedSchema

FORMATS = ("parquet", "csv", "json")

# Sorting a feed beyond this spills to disk: the process stayed below 680 MiB for 4 as for 8 million rows.
_MEMORY_LIMIT = "512MB"

_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class WrittenFeed:
    """A feed on disk: its files are `<folder>/<name>.<format>` for every format.

    `empty_text_columns` hold an empty text somewhere, which in CSV reads like null.
    """

    schema: FeedSchema
    row_count: int
    empty_text_columns: frozenset[str]


def open_for_feeds(warehouse: Path, spill_folder: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a built warehouse, bounded in memory, with times in UTC."""
    connection = duckdb.connect(str(warehouse), read_only=True)
    connection.execute(f"set memory_limit = '{_MEMORY_LIMIT}'")
    connection.execute(f"set temp_directory = {_literal(spill_folder)}")
    connection.execute("set timezone = 'UTC'")
    connection.execute("set enable_progress_bar = false")
    return connection


def write_feed(connection: duckdb.DuckDBPyConnection, schema: FeedSchema, folder: Path) -> WrittenFeed:
    """Write one feed in every format into `folder`.

    Raises PublicationError when a number is infinite or none at all, or the formats differ in their row count.
    """
    source = f'feeds."{schema.name}"'
    _refuse_unwritable_numbers(connection, schema, source)
    sort_columns = schema.primary_key or tuple(column.name for column in schema.columns)
    order = ", ".join(f'feed."{name}"' for name in sort_columns)
    options = {
        "parquet": "format parquet, compression zstd",
        "csv": "format csv, header true",
        "json": "format json, array true",
    }
    counts = {}
    for file_format in FORMATS:
        columns = ", ".join(
            _column_as(file_format, column, is_first=position == 0) for position, column in enumerate(schema.columns)
        )
        target = folder / f"{schema.name}.{file_format}"
        row = connection.execute(
            f"copy (select {columns} from {source} as feed order by {order})"  # noqa: S608 names are identifiers of our own models
            f" to {_literal(target)} ({options[file_format]})"
        ).fetchone()
        counts[file_format] = int(row[0]) if row else 0
    if len(set(counts.values())) != 1:
        raise PublicationError(f"feed {schema.name}: the formats have different row counts {counts}")
    return WrittenFeed(schema, counts["parquet"], _empty_text_columns(connection, schema, source))


def _column_as(file_format: str, column: FeedColumn, *, is_first: bool) -> str:
    name = f'feed."{column.name}"'
    expression = name
    if file_format != "parquet" and column.field_type == "datetime":
        expression = f"strftime({name}, '%Y-%m-%dT%H:%M:%S.%fZ')"
    if file_format == "csv" and column.field_type == "string":
        expression = guarded_sql(name)
    # The mark stands before the first name of the header; COPY has no option for it.
    mark = _BYTE_ORDER_MARK if file_format == "csv" and is_first else ""
    return f'{expression} as "{mark}{column.name}"'


def _empty_text_columns(connection: duckdb.DuckDBPyConnection, schema: FeedSchema, source: str) -> frozenset[str]:
    names = [column.name for column in schema.columns if column.field_type == "string"]
    if not names:
        return frozenset()
    tests = ", ".join(f"""coalesce(bool_or("{name}" = ''), false)""" for name in names)
    row = connection.execute(f"select {tests} from {source}").fetchone() or ()  # noqa: S608
    return frozenset(name for name, has_empty_text in zip(names, row, strict=True) if has_empty_text)


def _refuse_unwritable_numbers(connection: duckdb.DuckDBPyConnection, schema: FeedSchema, source: str) -> None:
    """JSON has no word for infinity, and a ratio over zero is no number: the model must say null."""
    for column in schema.columns:
        if column.duckdb_type in ("FLOAT", "DOUBLE"):
            query = f'select count(*) from {source} where not isfinite("{column.name}")'  # noqa: S608
            row = connection.execute(query).fetchone()
            if row and row[0]:
                raise PublicationError(
                    f"feed {schema.name}: {row[0]} values of {column.name} are infinite or no number;"
                    " the model must give null where the denominator is zero"
                )


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
