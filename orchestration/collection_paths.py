"""Which paths a collection is taken from: `$OGI_HOME/collections/<collection_id>.json`.

Kept in a file, so that a collection can be taken in again from the UI without any run configuration.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path

from ingest.home import Home


def collection_id_of(paths: Sequence[Path]) -> str:
    """The id of the collection of these paths: a readable name and 8 hex digits of a hash of the absolute paths.

    The same paths always give the same id, whatever the order and the current folder, so they replace each other.
    """
    absolute = sorted({str(path.absolute()) for path in paths})
    digest = hashlib.sha256("\0".join(absolute).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    # 100 bytes leave room for the hash within the 200 that an id may have.
    name = re.sub(r"[^\w]+", "-", Path(absolute[0]).stem).strip("-").encode("utf-8", "ignore")[:100]
    return f"{name.decode('utf-8', 'ignore') or 'collection'}-{digest}"


def save_collection_paths(home: Home, collection_id: str, paths: Sequence[Path]) -> None:
    """Remember the paths of a collection, replacing former ones. Raises ValueError for an id that is no file name."""
    target = home.collection_file(collection_id)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".unfinished")
    content = {"collection_id": collection_id, "paths": [str(path.absolute()) for path in paths]}
    unfinished.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    unfinished.replace(target)


def load_collection_paths(home: Home, collection_id: str) -> list[Path]:
    """The paths of a collection. Raises FileNotFoundError when it was never taken in."""
    target = home.collection_file(collection_id)
    if not target.exists():
        raise FileNotFoundError(
            f"no paths are known for the collection {collection_id!r} ({target} is missing);"
            " take it in once with `ogi run --collection NAME PATH`"
        )
    return [Path(path) for path in json.loads(target.read_text(encoding="utf-8"))["paths"]]
