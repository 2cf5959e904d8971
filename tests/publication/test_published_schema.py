"""Feeds and shards are as promised in version 1, and every way to break the promise is seen."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from orchestration.dbt_manifest import load_manifest
from publication.published_schema import (
    FEEDS_FILE,
    HOW_TO_ADD,
    SHARDS_FILE,
    WHAT_TO_DO,
    broken_feeds,
    broken_shards,
    feeds_schema,
    read_schema,
)
from publication.shards.json_schema import json_schema

Schema = dict[str, Any]


def test_the_feeds_are_as_promised() -> None:
    now, promised = feeds_schema(load_manifest()), read_schema(FEEDS_FILE)
    assert broken_feeds(promised, now) == [], WHAT_TO_DO
    assert now == promised, HOW_TO_ADD


def test_the_shards_are_as_promised() -> None:
    now, promised = json_schema(), read_schema(SHARDS_FILE)
    assert broken_shards(promised, now) == [], WHAT_TO_DO
    assert now == promised, HOW_TO_ADD


def _column(name: str, data_type: str = "string", *, required: bool = False, **more: Any) -> Schema:
    return {"name": name, "type": data_type, "required": required, **more}


_FEEDS: Schema = {
    "feed_organ": {
        "columns": [
            _column("organ_id", required=True),
            _column("level", values=["county", "province"]),
            _column("report_count", "bigint", required=True),
        ],
        "primary_key": ["organ_id"],
        "foreign_keys": ["organ_id -> ref('feed_region').organ_id"],
    }
}


def _columns(feeds: Schema) -> list[Schema]:
    columns: list[Schema] = feeds["feed_organ"]["columns"]
    return columns


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda feeds: feeds.clear(), "the feed is gone"),
        (lambda feeds: _columns(feeds).pop(), "the column report_count is gone or has another name"),
        (lambda feeds: _columns(feeds)[2].update(type="integer"), "the column report_count was bigint and is integer"),
        (lambda feeds: _columns(feeds)[0].update(required=False), "the column organ_id was never null"),
        (lambda feeds: _columns(feeds).insert(0, _column("new")), "the column organ_id stood at place 1 and moved"),
        (lambda feeds: _columns(feeds)[1].update(values=["city", "county"]), "the column level has values"),
        (lambda feeds: _columns(feeds)[1].pop("values"), "the column level has values"),
        (lambda feeds: feeds["feed_organ"].update(primary_key=["level"]), "its key was organ_id and is level"),
        (lambda feeds: feeds["feed_organ"].update(foreign_keys=[]), "the foreign key organ_id ->"),
    ],
)
def test_a_change_that_breaks_readers_of_a_feed_is_named(change: Callable[[Schema], object], problem: str) -> None:
    now = copy.deepcopy(_FEEDS)
    change(now)
    assert broken_feeds(_FEEDS, now)[0].startswith(f"feed_organ: {problem}")


def test_a_feed_and_a_column_at_the_end_may_be_added() -> None:
    now = copy.deepcopy(_FEEDS)
    now["feed_region"] = {"columns": [], "primary_key": [], "foreign_keys": []}
    _columns(now).append(_column("pinyin"))
    _columns(now)[1]["values"] = ["county"]
    assert broken_feeds(_FEEDS, now) == []


_SHARDS: Schema = {
    "x-shapes": [{"path": "build", "$ref": "#/$defs/Build"}],
    "$defs": {
        "Build": {
            "description": "A build.",
            "properties": {"build_id": {"type": "string", "title": "Build Id"}, "count": {"type": "integer"}},
            "required": ["build_id", "count"],
        }
    },
}


def _build(shards: Schema) -> Schema:
    shape: Schema = shards["$defs"]["Build"]
    return shape


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda shards: shards["x-shapes"].clear(), "shards build: gone"),
        (lambda shards: shards["$defs"].clear(), "Build: the shape is gone"),
        (lambda shards: _build(shards)["properties"].pop("count"), "Build.count: gone"),
        (lambda shards: _build(shards)["properties"]["count"].update(type="number"), "Build.count: of another type"),
        (lambda shards: _build(shards)["required"].pop(), "Build.count: was always there"),
    ],
)
def test_a_change_that_breaks_readers_of_a_shard_is_named(change: Callable[[Schema], object], problem: str) -> None:
    now = copy.deepcopy(_SHARDS)
    change(now)
    assert broken_shards(_SHARDS, now)[0].startswith(problem)


def test_a_shape_and_a_property_may_be_added_and_words_may_change() -> None:
    now = copy.deepcopy(_SHARDS)
    now["x-shapes"].append({"path": "more", "$ref": "#/$defs/More"})
    now["$defs"]["More"] = {}
    _build(now)["properties"]["more"] = {"type": "string"}
    _build(now)["properties"]["build_id"]["title"] = "Another"
    assert broken_shards(_SHARDS, now) == []
