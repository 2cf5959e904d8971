"""Joins that stay quick as reports grow in number, whatever order the database takes them in."""

from typing import Any

import pytest
import sqlglot
from sqlglot import exp

pytestmark = pytest.mark.xdist_group("warehouse")


def _conditions_on_one_side(sql: str) -> list[str]:
    """Conditions of outer joins that say nothing of the joined table: DuckDB then tries every row with every row.

    They belong into the key: `on case when a.kind = 'x' then a.id end = b.id`.
    """
    found = []
    for join in sqlglot.parse_one(sql, dialect="duckdb").find_all(exp.Join):
        condition = join.args.get("on")
        if not join.side or condition is None:
            continue
        parts = condition.flatten() if isinstance(condition, exp.And) else [condition]
        for part in parts:
            tables = {column.table for column in part.find_all(exp.Column)}
            if join.alias_or_name not in tables:
                found.append(part.sql(dialect="duckdb"))
    return found


def test_every_condition_of_an_outer_join_is_about_the_joined_table(manifest: dict[str, Any]) -> None:
    models = [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]
    found = {model["name"]: _conditions_on_one_side(model["compiled_code"]) for model in models}
    assert {name: conditions for name, conditions in found.items() if conditions} == {}


def test_the_check_sees_a_condition_on_one_side() -> None:
    beside = "select * from a left join b on a.kind = 'x' and a.id = b.id"
    within = "select * from a left join b on case when a.kind = 'x' then a.id end = b.id and b.level = 1"
    assert _conditions_on_one_side(beside) == ["a.kind = 'x'"]
    assert _conditions_on_one_side(within) == []
    assert _conditions_on_one_side("select * from a inner join b on a.kind = 'x' and a.id = b.id") == []
