"""Feeds as files: every format gives back what the warehouse holds."""

import csv
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from frictionless import validate

from publication.csv_guard import guard, unguard
from publication.datapackage import write_data_package
from publication.errors import PublicationError
from publication.feed_schema import read_feed_schemas
from publication.feeds import WrittenFeed, open_for_feeds, write_feed

from .conftest import HOSTILE_TEXTS


def _write(warehouse: Path, manifest: dict[str, Any], folder: Path) -> list[WrittenFeed]:
    folder.mkdir()
    with open_for_feeds(warehouse, folder.parent / "spill") as connection:
        return [write_feed(connection, schema, folder) for schema in read_feed_schemas(connection, manifest)]


@pytest.fixture
def feeds(make_warehouse: Callable[..., Path], dbt_manifest: dict[str, Any], tmp_path: Path) -> Path:
    written = _write(make_warehouse(), dbt_manifest, tmp_path / "v1")
    write_data_package(tmp_path / "v1", written, build_id="b", created="2026-01-01T00:00:00+00:00")
    return tmp_path / "v1"


def test_parquet_gives_back_every_value_in_the_order_of_the_key(feeds: Path) -> None:
    rows = pq.read_table(feeds / "feed_line.parquet").to_pylist()
    assert [row["line_text"] for row in rows] == HOSTILE_TEXTS
    assert rows[0]["amount_cny"] == Decimal("39573802895.9001")
    assert rows[0]["seen_at"] == datetime(2021, 1, 31, 0, 0, 0, 250000, tzinfo=UTC)
    assert rows[3]["share"] == 0.25
    assert rows[3]["amount_cny"] is None


def test_json_gives_back_every_value(feeds: Path) -> None:
    rows = json.loads((feeds / "feed_line.json").read_text(encoding="utf-8"), parse_float=Decimal)
    assert [row["line_text"] for row in rows] == HOSTILE_TEXTS
    assert rows[0]["amount_cny"] == Decimal("39573802895.9001")
    assert rows[0]["seen_at"] == "2021-01-31T00:00:00.250000Z"
    assert rows[3]["seen_at"] is None


def test_csv_gives_back_every_value_without_its_guard(feeds: Path) -> None:
    with (feeds / "feed_line.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [unguard(row["line_text"]) for row in rows] == [text or "" for text in HOSTILE_TEXTS]
    assert rows[0]["amount_cny"] == "39573802895.9001"
    assert date.fromisoformat(rows[0]["published_on"]) == date(2021, 1, 31)
    assert rows[0]["seen_at"] == "2021-01-31T00:00:00.250000Z"
    assert rows[3]["amount_cny"] == ""


def test_no_cell_of_the_csv_starts_a_formula(feeds: Path) -> None:
    for path in feeds.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                text = row.get("line_text") or row.get("organ_name") or ""
                assert text == guard(unguard(text))
                assert not text.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋"))


def test_the_csv_has_one_byte_order_mark_for_excel(feeds: Path) -> None:
    content = (feeds / "feed_line.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfline_id,organ_id,")
    assert content.count(b"\xef\xbb\xbf") == 1


def test_the_same_build_gives_the_same_bytes(
    make_warehouse: Callable[..., Path], dbt_manifest: dict[str, Any], tmp_path: Path
) -> None:
    warehouse = make_warehouse()
    for folder in ("first", "second"):
        _write(warehouse, dbt_manifest, tmp_path / folder)
    for path in (tmp_path / "first").iterdir():
        assert path.read_bytes() == (tmp_path / "second" / path.name).read_bytes()


@pytest.mark.parametrize("share", ["'infinity'::double", "'nan'::double"])
def test_a_number_that_is_none_is_not_published(
    make_warehouse: Callable[..., Path], dbt_manifest: dict[str, Any], tmp_path: Path, share: str
) -> None:
    with pytest.raises(PublicationError, match=r"feed_line: 1 values of share are infinite"):
        _write(make_warehouse(share=share), dbt_manifest, tmp_path / "v1")


def test_a_feed_that_the_project_does_not_define_is_not_published(
    make_warehouse: Callable[..., Path], dbt_manifest: dict[str, Any], tmp_path: Path
) -> None:
    del dbt_manifest["nodes"]["organ"]
    with pytest.raises(PublicationError, match=r"holds \['feed_line', 'feed_organ'\]"):
        _write(make_warehouse(), dbt_manifest, tmp_path / "v1")


def test_a_column_without_description_is_not_published(
    make_warehouse: Callable[..., Path], dbt_manifest: dict[str, Any], tmp_path: Path
) -> None:
    del dbt_manifest["nodes"]["line"]["columns"]["share"]
    with pytest.raises(PublicationError, match=r"feed_line: the columns \['share'\] are not described"):
        _write(make_warehouse(), dbt_manifest, tmp_path / "v1")


def test_the_data_package_holds_for_every_row(feeds: Path) -> None:
    report = validate(str(feeds / "datapackage.json"))
    assert report.valid, report.to_summary()
    assert {task.name for task in report.tasks if task.type == "table"} == {"feed_line", "feed_organ", "codebook"}


def test_the_data_package_tells_keys_units_and_allowed_values(feeds: Path) -> None:
    package = json.loads((feeds / "datapackage.json").read_text(encoding="utf-8"))
    schema = next(resource["schema"] for resource in package["resources"] if resource["name"] == "feed_line")
    fields = {field["name"]: field for field in schema["fields"]}
    assert schema["primaryKey"] == ["line_id"]
    assert schema["foreignKeys"] == [
        {"fields": ["organ_id"], "reference": {"resource": "feed_organ", "fields": ["organ_id"]}}
    ]
    assert fields["amount_cny"]["unit"] == "CNY"
    assert fields["line_id"]["constraints"] == {"required": True, "unique": True}
    assert "constraints" not in fields["unit"]  # never null, but empty: CSV shows both alike
    assert fields["outcome"]["constraints"] == {"enum": ["pass", "fail"]}
    assert package["licenses"][0]["name"] == "CC0-1.0"


@pytest.mark.parametrize(
    ("file_name", "old", "new"),
    [
        ("feed_line.csv", b",pass", b",lost"),
        ("feed_line.csv", b"\n0,1,", b"\n0,9,"),
        ("feed_line.json", b'"pass"', b'"lost"'),
    ],
)
def test_the_data_package_does_not_hold_for_a_changed_file(feeds: Path, file_name: str, old: bytes, new: bytes) -> None:
    content = (feeds / file_name).read_bytes()
    assert old in content
    (feeds / file_name).write_bytes(content.replace(old, new, 1))
    assert not validate(str(feeds / "datapackage.json")).valid
