"""The swap: a staged publication becomes the current one by the rename of one symlink.

`current -> publications/<build_id>` alone decides what is published. Everything is on disk (fsync) before the rename,
so a kill or a power cut at any point leaves either the old publication or the new one, whole. Who has files of an old
publication open keeps them; its folder is removed when two newer ones exist.
"""

import os
import shutil
from pathlib import Path

from publication.errors import PublicationError
from publication.integrity import verify

_UNFINISHED = ".unfinished"
_PUBLICATIONS = "publications"

# What people and programs open; static links through `current`, so that one rename moves all of them.
_CONVENIENCE_LINKS = ("warehouse.duckdb", "feeds")


def current_publication(home: Path) -> Path | None:
    """The folder that is published now, or None before the first publication."""
    link = home / "current"
    return home / link.readlink() if link.is_symlink() else None


def staging_folder(home: Path, build_id: str) -> Path:
    """A new, empty folder to put a publication together in; `publish` takes it from there."""
    folder = home / _PUBLICATIONS / f"{build_id}{_UNFINISHED}"
    folder.mkdir(parents=True)
    return folder


def publish(home: Path, staged: Path) -> Path:
    """Verify a staged publication, put it on disk and make it current. Returns its final folder.

    Raises PublicationError when it is not whole; then nothing has changed.
    """
    manifest = verify(staged)
    final = staged.with_name(manifest["build_id"])
    if staged.name != f"{final.name}{_UNFINISHED}":
        raise PublicationError(f"{staged} holds the build {manifest['build_id']}; its folder must bear the same name")
    _flush_tree(staged)
    staged.rename(final)
    _flush(final.parent)
    _point(home / "current", Path(_PUBLICATIONS) / final.name)
    for name in _CONVENIENCE_LINKS:
        _point(home / name, Path("current") / name)
    _flush(home)
    remove_leftovers(home)
    return final


def remove_leftovers(home: Path) -> None:
    """Remove what killed runs left behind and all publications but the current and the one before it.

    Only the one writer may call it. Build ids sort by time: a publication newer than the current one was never swapped
    in.
    """
    for unfinished in home.glob(f".*{_UNFINISHED}"):
        unfinished.unlink()
    if (home / "build").exists():
        shutil.rmtree(home / "build")
    current = current_publication(home)
    folders = sorted((home / _PUBLICATIONS).glob("*"))
    kept = [folder for folder in folders if current and folder.name <= current.name][-2:]
    for folder in folders:
        if folder not in kept:
            shutil.rmtree(folder)


def _point(link: Path, target: Path) -> None:
    """Make `link` a symlink to `target` by one rename; a link that already points there is left alone."""
    if link.is_symlink() and link.readlink() == target:
        return
    unfinished = link.with_name(f".{link.name}{_UNFINISHED}")
    unfinished.unlink(missing_ok=True)
    unfinished.symlink_to(target)
    unfinished.replace(link)
    _flush(link.parent)


def _flush_tree(folder: Path) -> None:
    for path in folder.rglob("*"):
        _flush(path)
    _flush(folder)


def _flush(path: Path) -> None:
    """Make sure that a file or folder is on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
