"""The codebook of the package says of every column what it means, in two languages; `test_feeds` validates it."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from publication.codebook import read_translations, write_codebook
from publication.feed_schema import read_feed_schemas
from publication.feeds import open_for_feeds

Row = dict[str, str]


@pytest.fixture
def folder(make_warehouse: Callable[..., Path], dbt_manifest: dict[str, Any], tmp_path: Path) -> Path:
    target = tmp_path / "v1"
    target.mkdir()
    dbt_manifest["nodes"]["line"]["columns"]["share"]["description"] = "份额\n · The\n   share."
    with open_for_feeds(make_warehouse(), tmp_path / "spill") as connection:
        schemas = read_feed_schemas(connection, dbt_manifest)
    write_codebook(target, schemas, {"The line_id.": "行号", "What feed_line says. One row per line.": "各行"})
    return target


def _rows(folder: Path) -> dict[tuple[str, str], Row]:
    with (folder / "codebook.csv").open(encoding="utf-8-sig", newline="") as file:
        return {(row["feed"], row["column"]): row for row in csv.DictReader(file)}


def test_every_feed_and_column_is_in_the_codebook(folder: Path, dbt_manifest: dict[str, Any]) -> None:
    nodes = (dbt_manifest["nodes"]["organ"], dbt_manifest["nodes"]["line"])
    assert set(_rows(folder)) == {(node["name"], column) for node in nodes for column in ("", *node["columns"])}


def test_a_column_has_type_unit_codes_and_two_descriptions(folder: Path) -> None:
    rows = _rows(folder)
    assert list(rows["feed_line", "line_id"].values()) == [
        *("feed_line", "1", "line_id", "integer", "", "true", "行号", "The line_id.", ""),
    ]
    assert rows["feed_line", "amount_cny"]["unit"] == "CNY"
    assert rows["feed_line", "outcome"]["codes"] == "pass; fail"
    assert rows["feed_line", "share"]["description_zh"] == "份额"
    assert rows["feed_line", "share"]["description_en"] == "The share."
    assert rows["feed_line", "organ_id"]["description_zh"] == ""
    assert (rows["feed_line", ""]["position"], rows["feed_line", ""]["description_zh"]) == ("0", "各行")


def test_the_translations_are_those_of_the_project() -> None:
    assert read_translations()["Name of the rule in Chinese."] == "规则的中文名称。"
