"""Whether a publication is whole: every file that its build manifest lists, with the same bytes, and no other file."""

import hashlib
import json
from pathlib import Path
from typing import Any

from publication.errors import PublicationError

MANIFEST_NAME = "manifest.json"


def describe_files(folder: Path) -> list[dict[str, Any]]:
    """Path, size in bytes and SHA-256 of every file under `folder` but the manifest itself, sorted by path."""
    return [
        {"path": path.relative_to(folder).as_posix(), "bytes": path.stat().st_size, "sha256": sha256_of(path)}
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder) != Path(MANIFEST_NAME)
    ]


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
    """The manifest of a publication that is whole. Raises PublicationError naming every file that is not as listed."""
    manifest = read_manifest(publication)
    listed = {entry["path"]: entry for entry in manifest["files"]}
    found = {entry["path"]: entry for entry in describe_files(publication)}
    wrong = sorted(path for path in listed.keys() | found.keys() if listed.get(path) != found.get(path))
    if wrong:
        raise PublicationError(
            f"{publication}: missing, changed or unexpected files: {', '.join(wrong)}; run `ogi run` to publish anew"
        )
    return manifest
