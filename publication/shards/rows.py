"""Small results as JSON objects, for shards that Python makes."""

# ruff: noqa: S608 all SQL is put together from constants of this package

import json
from decimal import Decimal

import duckdb


def objects(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, object]]:
    """The rows of a query as objects: dates in ISO 8601, whole numbers without a point."""
    rows = connection.execute(f"select cast(to_json(line) as varchar) from ({query}) as line").fetchall()
    return [json.loads(text, parse_float=_number) for (text,) in rows]


def _number(text: str) -> int | float:
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else float(number)
