"""Files of shards: compact JSON in UTF-8, each written once."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from publication.errors import PublicationError
from publication.shards.paths import file_name


class ShardWriter:
    """Writes shards below one folder and counts them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file_count = 0
        self._made: set[str] = set()

    def write(self, parts: tuple[str, ...], content: str) -> None:
        """Write a JSON text; `parts` are the folders and the name without its ending.

        Raises PublicationError when a part cannot name a file, or two shards have one path.
        """
        *folders, name = [file_name(part) for part in parts]
        folder = "/".join((str(self.folder), *folders))
        if folder not in self._made:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self._made.add(folder)
        path = f"{folder}/{name}.json"
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        except FileExistsError:
            raise PublicationError(f"two shards have the path {path}: an id is not unique in the feeds") from None
        try:
            remaining = memoryview(content.encode())
            while remaining:
                remaining = remaining[os.write(descriptor, remaining) :]
        finally:
            os.close(descriptor)
        self.file_count += 1

    def write_object(self, parts: tuple[str, ...], shard: Mapping[str, object]) -> None:
        """Write a small shard that Python made."""
        self.write(parts, json.dumps(shard, ensure_ascii=False, separators=(",", ":")))


def with_lists(head: str, lists: Mapping[str, str | None]) -> str:
    """A JSON object with lists added: `head` is its text, each list the text of its items, parted by commas."""
    return head[:-1] + "".join(f',"{name}":[{items or ""}]' for name, items in lists.items()) + "}"
