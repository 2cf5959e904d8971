"""What a feed promises: its columns, keys and units, from the dbt manifest and the built table together.

The manifest knows descriptions, constraints and tests; the built table knows the types that are really there. They must
name the same feeds and the same columns, or nothing is published.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from publication.errors import PublicationError

FEEDS_SCHEMA = "feeds"

# Closed map from the DuckDB type (without its parameters) to the type of a Table Schema field.
_FIELD_TYPES = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "TINYINT": "integer",
    "SMALLINT": "integer",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "HUGEINT": "integer",
    "UTINYINT": "integer",
    "USMALLINT": "integer",
    "UINTEGER": "integer",
    "UBIGINT": "integer",
    "FLOAT": "number",
    "DOUBLE": "number",
    "DECIMAL": "number",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "TIMESTAMP WITH TIME ZONE": "datetime",
}

# Column names carry their unit as a suffix; a column whose unit differs by row has a column `unit` beside it.
_UNIT_OF_SUFFIX = {"_count": "count", "_cny": "CNY", "_pct": "percent", "_days": "days"}


@dataclass(frozen=True, slots=True)
class FeedColumn:
    """One column of a feed. `unit` is None for what has none, or has it in a column of its own."""

    name: str
    duckdb_type: str
    field_type: str
    description: str
    unit: str | None
    required: bool
    unique: bool
    allowed_values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """`columns` of a feed point at `target_columns` of the feed `target`."""

    columns: tuple[str, ...]
    target: str
    target_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedSchema:
    """One feed: its columns in order, its primary key (empty when it has none) and foreign keys to other feeds."""

    name: str
    description: str
    columns: tuple[FeedColumn, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]


def read_feed_schemas(connection: duckdb.DuckDBPyConnection, dbt_manifest: Mapping[str, Any]) -> list[FeedSchema]:
    """The schemas of all feeds in a built warehouse, by name.

    Raises PublicationError where the warehouse and the manifest disagree, or a column has a type that no feed carries.
    """
    models = {
        node["name"]: node
        for node in dbt_manifest["nodes"].values()
        if node["resource_type"] == "model" and node["schema"] == FEEDS_SCHEMA
    }
    built: dict[str, list[tuple[str, str]]] = {}
    for table, column, kind in connection.execute(
        "select table_name, column_name, data_type from duckdb_columns()"
        " where schema_name = ? order by table_name, column_index",
        [FEEDS_SCHEMA],
    ).fetchall():
        built.setdefault(table, []).append((column, kind))
    if set(built) != set(models):
        raise PublicationError(
            f"the schema {FEEDS_SCHEMA} holds {sorted(built)}, but the dbt project defines {sorted(models)};"
            " build the whole project"
        )
    if not built:
        raise PublicationError("the dbt project defines no feed, so there is nothing to publish")
    return [_feed_schema(models[name], built[name], dbt_manifest) for name in sorted(built)]


def _feed_schema(model: Mapping[str, Any], built: list[tuple[str, str]], manifest: Mapping[str, Any]) -> FeedSchema:
    documented = model["columns"]
    undocumented = [name for name, _ in built if name not in documented]
    if undocumented:
        raise PublicationError(f"feed {model['name']}: the columns {undocumented} are not described in its YAML")
    tests = list(_generic_tests(model["unique_id"], manifest))
    primary_key = tuple(model.get("primary_key") or ())
    return FeedSchema(
        name=model["name"],
        description=model["description"].strip(),
        columns=tuple(_column(name, kind, documented[name], primary_key, tests, model["name"]) for name, kind in built),
        primary_key=primary_key,
        foreign_keys=tuple(_foreign_keys(model, tests)),
    )


def _column(
    name: str,
    kind: str,
    documented: Mapping[str, Any],
    primary_key: tuple[str, ...],
    tests: list[tuple[str, Mapping[str, Any]]],
    feed: str,
) -> FeedColumn:
    bare_type = re.sub(r"\(.*\)$", "", kind)
    if bare_type not in _FIELD_TYPES:
        raise PublicationError(f"feed {feed}: column {name} has the type {kind}, which no feed file carries; cast it")
    constraints = {constraint["type"] for constraint in documented.get("constraints", ())}
    column_tests = {test: arguments for test, arguments in tests if arguments.get("column_name") == name}
    meta = {**documented.get("meta", {}), **documented.get("config", {}).get("meta", {})}
    unit_of_name = next((unit for suffix, unit in _UNIT_OF_SUFFIX.items() if name.endswith(suffix)), None)
    return FeedColumn(
        name=name,
        duckdb_type=kind,
        field_type=_FIELD_TYPES[bare_type],
        description=documented["description"].strip(),
        unit=meta.get("unit", unit_of_name),
        required="not_null" in constraints or "not_null" in column_tests or name in primary_key,
        unique="unique" in constraints or "unique" in column_tests or primary_key == (name,),
        allowed_values=tuple(column_tests.get("accepted_values", {}).get("values", ())),
    )


def _foreign_keys(model: Mapping[str, Any], tests: list[tuple[str, Mapping[str, Any]]]) -> Iterator[ForeignKey]:
    """From tests `relationships` between feeds; a key into a mart leads out of the package and is left out."""
    for test, arguments in tests:
        if test != "relationships":
            continue
        target = re.search(r"ref\(\s*['\"](\w+)['\"]\s*\)", arguments["to"])
        if target and target.group(1).startswith("feed_") and target.group(1) != model["name"]:
            yield ForeignKey((arguments["column_name"],), target.group(1), (arguments["field"],))


def _generic_tests(model_id: str, manifest: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Name and arguments of every generic test of severity error without a `where`, of one model.

    A test that only warns, or that looks at part of the rows, is no promise about the file.
    """
    for node in manifest["nodes"].values():
        if (
            node["resource_type"] == "test"
            and node.get("attached_node") == model_id
            and (metadata := node.get("test_metadata"))
            and node["config"]["severity"].lower() == "error"
            and not node["config"].get("where")
        ):
            yield metadata["name"], metadata["kwargs"]
