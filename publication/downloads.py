"""What pages say of the files of the data package, in both languages."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from publication.feeds import FORMATS, WrittenFeed
from publication.integrity import sha256_of

# The Chinese of every description, beside its exact English text.
_TRANSLATIONS = Path(__file__).resolve().parent.parent / "docs" / "codebook.zh.csv"


def describe_downloads(folder: Path, feeds: Sequence[WrittenFeed]) -> list[dict[str, Any]]:
    """One entry per file of the feeds in `folder`, as `DownloadFile` of the contract of the shards.

    A description that has no Chinese yet stands there in English.
    """
    with _TRANSLATIONS.open(encoding="utf-8", newline="") as file:
        chinese = {row["english"]: row["chinese"] for row in csv.DictReader(file)}
    return [
        {
            "feed": feed.schema.name,
            "format": file_format,
            "path": path.name,
            "bytes": path.stat().st_size,
            "sha256": sha256_of(path),
            "row_count": feed.row_count,
            "description_zh": chinese.get(description, description),
            "description_en": description,
        }
        for feed in feeds
        for description in (" ".join(feed.schema.description.split()),)
        for file_format in FORMATS
        for path in (folder / f"{feed.schema.name}.{file_format}",)
    ]
