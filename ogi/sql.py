"""`ogi sql`: one read-only query on the published warehouse."""

import csv
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ogi.inert_text import inert

if TYPE_CHECKING:
    import duckdb

_FETCH = 1000
# More rows than anybody reads; the other formats give all.
_TABLE_ROWS = 200


class ResultFormat(StrEnum):
    """How rows are printed: for reading, for spreadsheets, for programs."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def sql(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="One SQL statement in DuckDB's dialect.")],
    result_format: Annotated[
        ResultFormat | None,
        typer.Option("--format", help="How rows are printed.", show_default="table, or csv if piped"),
    ] = None,
) -> None:
    """Ask the published warehouse.

    The warehouse is opened read-only and without access to other files or the network. `views` are for people,
    `marts` holds the facts, `quality` the findings, `feeds` what is published as files. In csv, text that a
    spreadsheet would run as a formula has an apostrophe in front, and null is empty; json is one object per line.

    \b
    Examples:
      ogi sql "select organ_name, report_year from marts.dim_report order by all"
      ogi sql "select * from quality.fct_finding where outcome = 'fail'" --format json
      ogi sql "select table_schema, table_name from information_schema.tables"
      ogi sql "describe marts.fct_application"
    """  # noqa: D301 - \b is the mark that keeps the lines of the examples apart
    import duckdb  # noqa: PLC0415

    from ingest.home import Home  # noqa: PLC0415

    warehouse = Home.from_environment().warehouse
    if not warehouse.exists():
        typer.echo(f"ogi sql: no warehouse is published at {warehouse}; run `ogi run` first", err=True)
        raise typer.Exit(1)
    chosen = result_format or (ResultFormat.TABLE if sys.stdout.isatty() else ResultFormat.CSV)
    try:
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            connection.execute("set timezone = 'UTC'")
            # It would be drawn between the rows, also into a pipe, when a query takes longer than 2 s.
            connection.execute("set enable_progress_bar = false")
            connection.execute("set enable_external_access = false")
            connection.execute("set lock_configuration = true")
            if len(connection.extract_statements(query)) != 1:
                typer.echo("ogi sql: give exactly one statement", err=True)
                raise typer.Exit(2)
            _PRINTERS[chosen](connection.execute(query))
    except duckdb.Error as error:
        typer.echo("\n".join(inert(line) for line in f"ogi sql: {error}".splitlines()), err=True)
        raise typer.Exit(1) from error


def _rows(result: "duckdb.DuckDBPyConnection") -> Iterator[tuple[Any, ...]]:
    while batch := result.fetchmany(_FETCH):
        yield from batch


def _names(result: "duckdb.DuckDBPyConnection") -> list[str]:
    return [column[0] for column in result.description or ()]


def _print_table(result: "duckdb.DuckDBPyConnection") -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    names = _names(result)
    rows = result.fetchmany(_TABLE_ROWS + 1)
    table = Table(header_style="bold")
    for position, name in enumerate(names):
        is_number = any(isinstance(row[position], int | float | Decimal) for row in rows)
        table.add_column(Text(inert(name)), justify="right" if is_number else "left", overflow="fold")
    for row in rows[:_TABLE_ROWS]:
        table.add_row(*(Text("null", style="dim") if value is None else Text(inert(str(value))) for value in row))
    Console().print(table)
    if len(rows) > _TABLE_ROWS:
        typer.echo(f"Only the first {_TABLE_ROWS} rows are shown; --format csv or json gives all.", err=True)


def _print_csv(result: "duckdb.DuckDBPyConnection") -> None:
    from publication.csv_guard import guard  # noqa: PLC0415

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([guard(name) for name in _names(result)])
    for row in _rows(result):
        writer.writerow([_as_csv(value) for value in row])


def _as_csv(value: object) -> object:
    """Text guarded against formulas, truth values as in the feeds, everything else as `csv` writes it."""
    from publication.csv_guard import guard  # noqa: PLC0415

    if isinstance(value, bool):
        return str(value).lower()
    return guard(value) if isinstance(value, str) else value


def _print_json(result: "duckdb.DuckDBPyConnection") -> None:
    names = _names(result)
    for row in _rows(result):
        sys.stdout.write(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=_as_json) + "\n")


def _as_json(value: object) -> int | float | str:
    """Numbers exactly: a decimal that a float cannot hold is text."""
    if isinstance(value, Decimal):
        if value == value.to_integral_value():
            return int(value)
        return float(value) if Decimal(repr(float(value))) == value else str(value)
    return value.isoformat() if isinstance(value, date | datetime | time) else str(value)


_PRINTERS = {ResultFormat.TABLE: _print_table, ResultFormat.CSV: _print_csv, ResultFormat.JSON: _print_json}
