"""What pages say of the files of the data package, in both languages."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from publication.codebook import read_translations
from publication.feeds import FORMATS, WrittenFeed
from publication.integrity import sha256_of


def describe_downloads(folder: Path, feeds: Sequence[WrittenFeed]) -> list[dict[str, Any]]:
    """One entry per file of the feeds in `folder`, as `DownloadFile` of the contract of the shards.

    A description that has no Chinese yet stands there in English.
    """
    chinese = read_translations()
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
