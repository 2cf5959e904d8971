"""The promise of version 1: what readers of the feeds and shards rely on, and whether a change would break them.

The promise is committed as `v1_schema.json` (feeds: columns in order, types, keys, values) and `v1_shards_schema.json`
(shards: JSON Schema). A feed, shape or property may be added, and a column at the end of a feed; nothing that is there
may go, move, change its type or begin to be null. What is added enters the promise by `make schema`.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from publication.feed_schema import FEEDS_SCHEMA

FEEDS_FILE = Path(__file__).with_name("v1_schema.json")
SHARDS_FILE = Path(__file__).with_name("v1_shards_schema.json")

WHAT_TO_DO = (
    "Readers of v1 rely on it. Keep what is there and add beside it; what cannot be kept needs a new version of the"
    " feeds (FEEDS_VERSION in publication/publish.py) with a promise of its own."
)
HOW_TO_ADD = "When all of it is an addition that is meant, write it into the promise: make schema"

Schema = dict[str, Any]


def feeds_schema(dbt_manifest: Mapping[str, Any]) -> Schema:
    """By feed: its columns in order with type, whether each is required, and its values; its keys.

    From the contracts and tests of the dbt project; the contract makes the built table the same.
    """
    nodes = dbt_manifest["nodes"].values()
    feeds = [node for node in nodes if node["resource_type"] == "model" and node["schema"] == FEEDS_SCHEMA]
    tests = [
        (node["attached_node"], node["test_metadata"]["name"], node["test_metadata"]["kwargs"])
        for node in nodes
        if node["resource_type"] == "test" and node.get("test_metadata") and node.get("attached_node")
    ]
    return {feed["name"]: _feed(feed, tests) for feed in sorted(feeds, key=lambda feed: str(feed["name"]))}


def _feed(feed: Mapping[str, Any], tests: list[tuple[str, str, Mapping[str, Any]]]) -> Schema:
    own = [(name, arguments) for model, name, arguments in tests if model == feed["unique_id"]]
    values = {arguments["column_name"]: arguments["values"] for name, arguments in own if name == "accepted_values"}
    return {
        "columns": [
            {
                "name": name,
                "type": column["data_type"],
                "required": any(constraint["type"] == "not_null" for constraint in column["constraints"]),
                **({"values": sorted(map(str, values[name]))} if name in values else {}),
            }
            for name, column in feed["columns"].items()
        ],
        "primary_key": sorted(feed["primary_key"]),
        "foreign_keys": sorted(
            f"{arguments['column_name']} -> {arguments['to']}.{arguments['field']}"
            for name, arguments in own
            if name == "relationships"
        ),
    }


def broken_feeds(promised: Schema, now: Schema) -> list[str]:
    """What of the promised feeds no longer holds, a sentence for each; empty when every reader can go on."""
    return [
        f"{feed}: {problem}"
        for feed, schema in promised.items()
        for problem in (_broken_feed(schema, now[feed]) if feed in now else ["the feed is gone"])
    ]


def _broken_feed(promised: Schema, now: Schema) -> Iterator[str]:
    there = {column["name"]: column for column in now["columns"]}
    for position, column in enumerate(promised["columns"]):
        name = column["name"]
        if name not in there:
            yield f"the column {name} is gone or has another name"
            continue
        if there[name]["type"] != column["type"]:
            yield f"the column {name} was {column['type']} and is {there[name]['type']}"
        if column["required"] and not there[name]["required"]:
            yield f"the column {name} was never null and may be null now"
        if now["columns"][position]["name"] != name:
            yield f"the column {name} stood at place {position + 1} and moved; new columns go to the end"
        if "values" in column and not set(there[name].get("values", ("any",))) <= set(column["values"]):
            yield f"the column {name} has values that it had not: readers know only {', '.join(column['values'])}"
    if now["primary_key"] != promised["primary_key"]:
        yield f"its key was {', '.join(promised['primary_key'])} and is {', '.join(now['primary_key'])}"
    for key in promised["foreign_keys"]:
        if key not in now["foreign_keys"]:
            yield f"the foreign key {key} is gone"


def broken_shards(promised: Schema, now: Schema) -> list[str]:
    """What of the promised shapes of shards no longer holds, a sentence for each."""
    shapes = {shape["path"]: shape.get("$ref") for shape in now["x-shapes"]}
    problems = [
        f"shards {shape['path']}: gone, or of another shape than {shape['$ref']}"
        for shape in promised["x-shapes"]
        if shapes.get(shape["path"]) != shape["$ref"]
    ]
    for name, shape in promised["$defs"].items():
        here = now["$defs"].get(name)
        if here is None:
            problems.append(f"{name}: the shape is gone or has another name")
            continue
        properties = here.get("properties", {})
        for key, promise in shape.get("properties", {}).items():
            if key not in properties:
                problems.append(f"{name}.{key}: gone or of another name")
            elif _bare(properties[key]) != _bare(promise):
                problems.append(f"{name}.{key}: of another type, or may be null now")
        problems += [
            f"{name}.{key}: was always there and may be left out now"
            for key in sorted(set(shape.get("required", ())) - set(here.get("required", ())))
        ]
    return problems


def _bare(schema: Any) -> Any:
    """A schema without its words: these may change."""
    if isinstance(schema, Mapping):
        return {key: _bare(value) for key, value in schema.items() if key not in ("description", "title")}
    return [_bare(entry) for entry in schema] if isinstance(schema, list) else schema


def read_schema(path: Path) -> Schema:
    """A committed promise; empty shapes when there is none yet."""
    if not path.exists():
        return {"x-shapes": [], "$defs": {}} if path == SHARDS_FILE else {}
    content: Schema = json.loads(path.read_text(encoding="utf-8"))
    return content


def write_schema(path: Path, schema: Schema) -> None:
    """Write a promise as it is committed."""
    path.write_text(json.dumps(schema, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
