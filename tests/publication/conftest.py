"""A small built warehouse with feeds full of hostile text, made without dbt, and the folder it is published from."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

HOSTILE_TEXTS = [
    '=HYPERLINK("http://example.invalid","click")',
    "+86 10",
    "-57",
    "@SUM(A1)",
    "\t=1",
    "\r\n=1",
    " =1",
    "\u3000＝1",
    "'=1",
    "''@x",
    "＋43",
    "—",
    "",
    None,
    'say "hi", 你好',
    "two\nlines",
    "O'Neill",
    "plain",
]


def _node(name: str, columns: dict[str, dict[str, Any]], primary_key: list[str]) -> dict[str, Any]:
    return {
        "unique_id": f"model.ogi_warehouse.{name}",
        "resource_type": "model",
        "schema": "feeds",
        "name": name,
        "description": f"What {name} says. One row per line.",
        "columns": {key: {"description": f"The {key}.", "constraints": [], **value} for key, value in columns.items()},
        "primary_key": primary_key,
    }


def _test(model: str, name: str, **arguments: Any) -> dict[str, Any]:
    return {
        "resource_type": "test",
        "attached_node": f"model.ogi_warehouse.{model}",
        "config": {"severity": "ERROR", "where": None},
        "test_metadata": {"name": name, "kwargs": arguments},
    }


@pytest.fixture
def dbt_manifest() -> dict[str, Any]:
    """What dbt says of the two feeds: the parts that the publication reads."""
    not_null = {"constraints": [{"type": "not_null"}]}
    nodes = {
        "organ": _node("feed_organ", {"organ_id": not_null, "organ_name": {}}, ["organ_id"]),
        "line": _node(
            "feed_line",
            {
                "line_id": not_null,
                "organ_id": {},
                "line_text": {},
                "amount_cny": {},
                "share": {},
                "unit": not_null,
                "is_whole": {},
                "published_on": {},
                "seen_at": {},
                "outcome": {},
            },
            ["line_id"],
        ),
        "unique": _test("feed_line", "unique", column_name="line_id"),
        "values": _test("feed_line", "accepted_values", column_name="outcome", values=["pass", "fail"]),
        "organs": _test("feed_line", "relationships", column_name="organ_id", to="ref('feed_organ')", field="organ_id"),
    }
    return {"nodes": nodes}


@pytest.fixture
def make_warehouse(tmp_path: Path) -> Callable[..., Path]:
    """Makes a closed warehouse file with the two feeds; `share` is the value of one cell."""

    def make(name: str = "build", share: str = "0.25") -> Path:
        path = tmp_path / name / "warehouse.duckdb"
        path.parent.mkdir(parents=True)
        with duckdb.connect(str(path)) as connection:
            connection.execute("create schema feeds; create table feeds.feed_organ (organ_id int, organ_name text)")
            connection.execute("insert into feeds.feed_organ values (1, '=乌恰县'), (2, '宣州区')")
            connection.execute(
                "create table feeds.feed_line (line_id int, organ_id int, line_text text, amount_cny decimal(24, 4),"
                " share double, unit text, is_whole boolean, published_on date, seen_at timestamptz, outcome text)"
            )
            # Inserted in reverse, so that only sorting gives them in order.
            rows = list(enumerate(HOSTILE_TEXTS))[::-1]
            connection.executemany(
                "insert into feeds.feed_line values (?, ?, ?, 39573802895.9001, 0.5, '', true, date '2021-01-31',"
                " timestamptz '2021-01-31 08:00:00.25+08', 'pass')",
                [(number, 1 + number % 2, text) for number, text in rows],
            )
            connection.execute(
                f"update feeds.feed_line set share = {share}, organ_id = null, seen_at = null, "  # noqa: S608
                "published_on = null, amount_cny = null where line_id = 3"
            )
        return path

    return make
