"""Whether a publication is whole: every file that its build manifest lists, with the same bytes, and no other file.

Shards are some hundred thousand small files. The manifest lists not each of them but each of their folders, with the
number of files and one SHA-256 over all names and contents.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publication.errors import PublicationError

MANIFEST_NAME = "manifest.json"

# A folder of this name, wherever it lies, and the folders in it are listed as a whole.
SHARDS_FOLDER = "shards"


def describe_files(folder: Path) -> list[dict[str, Any]]:
    """Path, size in bytes and SHA-256 of every file under `folder` that is no shard, sorted by path.

    The manifest itself is left out.
    """
    return [
        {"path": path.relative_to(folder).as_posix(), "bytes": path.stat().st_size, "sha256": sha256_of(path)}
        for path in sorted(files_without_shards(folder))
        if path.is_file() and path.relative_to(folder) != Path(MANIFEST_NAME)
    ]


def describe_folders(folder: Path) -> list[dict[str, Any]]:
    """Path, number of files, size in bytes and SHA-256 of every folder of shards under `folder`, sorted by path."""
    return [
        {"path": path.relative_to(folder).as_posix(), **description}
        for path in sorted(shard_folders(folder))
        if (description := _describe_folder(path))["files"]
    ]


def files_without_shards(folder: Path) -> Iterator[Path]:
    """Everything under `folder`, but nothing inside a folder of shards."""
    for path in folder.iterdir():
        yield path
        if path.is_dir() and not path.is_symlink() and path.name != SHARDS_FOLDER:
            yield from files_without_shards(path)


def shard_folders(folder: Path) -> Iterator[Path]:
    """Every folder of shards under `folder`, and the folders within."""
    for path in files_without_shards(folder):
        if path.is_dir() and path.name == SHARDS_FOLDER:
            for parent, _, _ in os.walk(path):
                yield Path(parent)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file in hex. Raises OSError when it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_manifest(publication: Path) -> dict[str, Any]:
    """The build manifest of a publication. Raises PublicationError when there is none."""
    path = publication / MANIFEST_NAME
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PublicationError(
            f"{path} cannot be read ({error}); the publication is not whole, run `ogi run`"
        ) from error
    return content


def verify(publication: Path) -> dict[str, Any]:
    """The manifest of a publication that is whole. Raises PublicationError naming all that is not as listed."""
    manifest = read_manifest(publication)
    # Publications of before there were shards have no folders.
    listed = {entry["path"]: entry for entry in (*manifest["files"], *manifest.get("folders", ()))}
    found = {entry["path"]: entry for entry in (*describe_files(publication), *describe_folders(publication))}
    wrong = sorted(path for path in listed.keys() | found.keys() if listed.get(path) != found.get(path))
    if wrong:
        raise PublicationError(
            f"{publication}: missing, changed or unexpected files: {', '.join(wrong)}; run `ogi run` to publish anew"
        )
    return manifest


def _describe_folder(folder: Path) -> dict[str, Any]:
    """The files of one folder, by name: each goes into the hash as its name, its size and its bytes.

    Name and size end with a zero byte, which no name has: no other files give the same sequence.
    """
    digest = hashlib.sha256()
    count = size = 0
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if not entry.is_dir(follow_symlinks=False))
    for name in names:
        with open(f"{folder}/{name}", "rb", buffering=0) as file:  # noqa: PTH123 - a Path costs as much as the reading
            content = file.read()
        digest.update(b"%s\0%d\0" % (os.fsencode(name), len(content)))
        digest.update(content)
        count += 1
        size += len(content)
    return {"files": count, "bytes": size, "sha256": digest.hexdigest()}
