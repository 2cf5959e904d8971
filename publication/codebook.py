"""The codebook of the data package: `codebook.csv` says of every column of every feed what it means, in two languages.

The English is the description in the dbt project; the Chinese stands in `docs/codebook.zh.csv` beside the exact English
text. A description in both languages joins them by " · ", Chinese first.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from publication.csv_guard import guard
from publication.feed_schema import FeedColumn, FeedSchema
from publication.integrity import sha256_of

FILE_NAME = "codebook.csv"

_TRANSLATIONS = Path(__file__).resolve().parent.parent / "docs" / "codebook.zh.csv"

_FIELDS = {
    "feed": "Name of the feed.",
    "position": "Position of the column in the feed, from 1; 0 for the feed as a whole.",
    "column": "Name of the column; empty for the feed as a whole.",
    "type": "Type of the column; empty for the feed as a whole.",
    "unit": "Unit of its numbers; empty when there is none, or it stands in a column of its own.",
    "is_required": "Whether it always has a value.",
    "description_zh": "What it means, in Chinese.",
    "description_en": "What it means, in English.",
    "codes": 'The values that it can have, parted by "; "; empty when there is no list.',
}
_FIELD_TYPES = {"position": "integer", "is_required": "boolean"}


def read_translations(path: Path = _TRANSLATIONS) -> dict[str, str]:
    """The Chinese of every English text that has one. Raises OSError when the file cannot be read."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["english"]: row["chinese"] for row in csv.DictReader(file)}


def write_codebook(folder: Path, schemas: Sequence[FeedSchema], translations: Mapping[str, str]) -> dict[str, Any]:
    """Write the codebook of the feeds to `folder`. Returns its resource in the data package.

    A text without a translation has no Chinese. The file is written as the CSV of a feed is: UTF-8 with a byte order
    mark, guarded against formulas.
    """
    rows = [row for schema in schemas for row in _rows(schema, translations)]
    target = folder / FILE_NAME
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(_FIELDS), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: guard(text) for name, text in row.items()} for row in rows)
    return {
        "name": "codebook",
        "path": FILE_NAME,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": target.stat().st_size,
        "hash": f"sha256:{sha256_of(target)}",
        "rowCount": len(rows),
        "profile": "tabular-data-resource",
        "description": "What every feed and column means, in Chinese and English. One row per feed and column.",
        "dialect": {"delimiter": ",", "header": True},
        "schema": {
            "fields": [
                {"name": name, "type": _FIELD_TYPES.get(name, "string"), "description": description}
                for name, description in _FIELDS.items()
            ],
            "missingValues": [""],
            "primaryKey": ["feed", "position"],
        },
    }


def _rows(schema: FeedSchema, translations: Mapping[str, str]) -> list[dict[str, str]]:
    about = {"feed": schema.name, "position": "0", "column": "", "type": "", "unit": "", "is_required": "", "codes": ""}
    return [
        about | _descriptions(schema.description, translations),
        *(
            {
                "feed": schema.name,
                "position": str(position),
                "column": column.name,
                "type": column.field_type,
                "unit": _unit(column),
                "is_required": "true" if column.required else "false",
                "codes": "; ".join(column.allowed_values),
            }
            | _descriptions(column.description, translations)
            for position, column in enumerate(schema.columns, 1)
        ),
    ]


def _unit(column: FeedColumn) -> str:
    return column.unit or ""


def _descriptions(text: str, translations: Mapping[str, str]) -> dict[str, str]:
    flat = re.sub(r"\s+", " ", text).strip()
    chinese, bilingual, english = flat.partition(" · ")
    if not bilingual:
        chinese, english = translations.get(flat, ""), flat
    return {"description_zh": chinese, "description_en": english}
