"""The data package: `datapackage.json` beside the feed files (Frictionless Data Package 1.0, which its
tools implement in full).

The CSV of each feed is the table, with schema, keys and units; its Parquet and JSON files hold the same rows, and
`codebook.csv` says what each column means, in two languages. Every resource carries size and SHA-256. `unit` on a
field is our own property.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from publication.codebook import read_translations, write_codebook
from publication.feed_schema import FeedColumn
from publication.feeds import WrittenFeed
from publication.integrity import sha256_of

FILE_NAME = "datapackage.json"

_SHARDS_SCHEMA = "shards/schema.json"

_MEDIA_TYPES = {"csv": "text/csv", "json": "application/json", "parquet": "application/vnd.apache.parquet"}

_LICENCE = {
    "name": "CC0-1.0",
    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
    "title": "Creative Commons Zero 1.0: no rights reserved",
}

_DESCRIPTION = """\
Chinese open government information annual reports (政府信息公开工作年度报告): what each report prints in its statutory
tables and its prose, and what the checks found. Missing is never zero: a value is null unless the report prints it, and
the status beside it says why.

CSV files are UTF-8 with a byte order mark. Text that a spreadsheet would run as a formula (after blanks and apostrophes
it begins with = + - @, also full-width, a tab or a line break) has an apostrophe in front; drop it to get the text
back. Null and empty text look alike. Parquet and JSON (one array of objects) carry everything as it is.

The folder shards/ has the same feeds cut small for pages: one JSON file per organ, report, region and so on.
shards/schema.json says which path has which shape. The files are many, and no resources by themselves.

Licence note: the reports are official documents of state organs, which article 5 of the Copyright Law of the People's
Republic of China leaves without copyright. What is derived from them here is dedicated to the public domain (CC0 1.0).
"""


def write_data_package(folder: Path, feeds: Sequence[WrittenFeed], *, build_id: str, created: str) -> Path:
    """Describe the feed files in `folder`, and write their codebook; `created` is ISO 8601. Returns the package."""
    codebook = write_codebook(folder, [feed.schema for feed in feeds], read_translations())
    package = {
        "profile": "data-package",
        "name": "ogi-warehouse-feeds",
        "title": "Open government information annual reports of China: feeds",
        "description": _DESCRIPTION,
        "version": build_id,
        "created": created,
        "licenses": [_LICENCE],
        "resources": [
            *(resource for feed in feeds for resource in _resources(folder, feed)),
            codebook,
            *_shards(folder),
        ],
    }
    target = folder / FILE_NAME
    target.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return target


def _resources(folder: Path, feed: WrittenFeed) -> Iterator[dict[str, Any]]:
    for file_format, media_type in _MEDIA_TYPES.items():
        path = folder / f"{feed.schema.name}.{file_format}"
        is_table = file_format == "csv"
        described: Mapping[str, Any] = (
            {
                "profile": "tabular-data-resource",
                "description": feed.schema.description,
                "dialect": {"delimiter": ",", "header": True},
                "schema": _table_schema(feed),
            }
            if is_table
            # `type` keeps the `frictionless` library from guessing by name: feed_report.json is no validation report.
            else {
                "profile": "data-resource",
                "type": "file",
                "description": f"The same rows as {feed.schema.name}.csv.",
            }
        )
        yield {
            "name": feed.schema.name if is_table else f"{feed.schema.name}.{file_format}",
            "path": path.name,
            "format": file_format,
            "mediatype": media_type,
            **({"encoding": "utf-8"} if file_format != "parquet" else {}),
            "bytes": path.stat().st_size,
            "hash": f"sha256:{sha256_of(path)}",
            "rowCount": feed.row_count,
            **described,
        }


def _shards(folder: Path) -> Iterator[dict[str, Any]]:
    """The schema of the shards, where there are shards."""
    path = folder / _SHARDS_SCHEMA
    if path.exists():
        yield {
            "name": "shards.schema",
            "path": _SHARDS_SCHEMA,
            "profile": "data-resource",
            "type": "file",
            "format": "json",
            "mediatype": "application/schema+json",
            "encoding": "utf-8",
            "bytes": path.stat().st_size,
            "hash": f"sha256:{sha256_of(path)}",
            "description": "JSON Schema of the files in shards/: the feeds in pieces that pages load.",
        }


def _table_schema(feed: WrittenFeed) -> dict[str, Any]:
    schema = feed.schema
    described: dict[str, Any] = {
        "fields": [_field(column, may_be_empty=column.name in feed.empty_text_columns) for column in schema.columns],
        "missingValues": [""],
    }
    if schema.primary_key:
        described["primaryKey"] = list(schema.primary_key)
    if schema.foreign_keys:
        described["foreignKeys"] = [
            {
                "fields": list(key.columns),
                "reference": {"resource": key.target, "fields": list(key.target_columns)},
            }
            for key in schema.foreign_keys
        ]
    return described


def _field(column: FeedColumn, *, may_be_empty: bool) -> dict[str, Any]:
    """A column that is never null, but holds an empty text, is not `required`: CSV cannot tell the two apart."""
    constraints: dict[str, Any] = {}
    if column.required and not may_be_empty:
        constraints["required"] = True
    if column.unique:
        constraints["unique"] = True
    if column.allowed_values:
        constraints["enum"] = list(column.allowed_values)
    return {
        "name": column.name,
        "type": column.field_type,
        "description": column.description,
        **({"unit": column.unit} if column.unit else {}),
        **({"constraints": constraints} if constraints else {}),
    }
