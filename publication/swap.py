"""The swap: a staged publication becomes the current one by the rename of one symlink. So does the site made of it.

`current -> publications/<build_id>` alone decides what is published, `site -> sites/<build_id>` which site is shown.
Everything is on disk (fsync) before the rename, so a kill or a power cut at any point leaves either the old one or the
new one, whole. Who has files of an old one open keeps them; its folder is removed when two newer ones exist.
"""

import ctypes
import os
import shutil
import sys
from pathlib import Path

from publication.errors import PublicationError
from publication.integrity import files_without_shards, shard_folders, verify

_UNFINISHED = ".unfinished"
_PUBLICATIONS = "publications"
_SITES = "sites"

# What people and programs open; static links through `current`, so that one rename moves all of them.
_CONVENIENCE_LINKS = ("warehouse.duckdb", "feeds")


def current_publication(home: Path) -> Path | None:
    """The folder that is published now, or None before the first publication."""
    return _current(home, "current")


def current_site(home: Path) -> Path | None:
    """The folder of the site that is shown now, or None before the first."""
    return _current(home, "site")


def staging_folder(home: Path, build_id: str) -> Path:
    """A new, empty folder to put a publication together in; `publish` takes it from there."""
    folder = home / _PUBLICATIONS / f"{build_id}{_UNFINISHED}"
    folder.mkdir(parents=True)
    return folder


def site_staging_folder(home: Path, build_id: str) -> Path:
    """A new, empty folder to build the site of a publication in; `show_site` takes it from there.

    Only the one writer may call it: what a killed run left under this name is removed.
    """
    folder = home / _SITES / f"{build_id}{_UNFINISHED}"
    if folder.exists():
        shutil.rmtree(folder)
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


def show_site(home: Path, staged: Path) -> Path:
    """Put a staged site on disk and make it the one that is shown. Returns its final folder.

    A build whose site is made again gets a folder of another name, so that the one that is shown stays whole meanwhile.
    """
    build_id = staged.name.removesuffix(_UNFINISHED)
    final = staged.with_name(build_id)
    again = 1
    while final.exists():
        again += 1
        final = staged.with_name(f"{build_id}.{again}")
    # One sync of all, for a site has hundreds of thousands of files.
    os.sync()
    staged.rename(final)
    _flush(final.parent)
    _point(home / "site", Path(_SITES) / final.name)
    _flush(home)
    remove_leftovers(home)
    return final


def remove_leftovers(home: Path) -> None:
    """Remove what killed runs left behind, and all publications and sites but the current and the one before it.

    Only the one writer may call it. Build ids sort by time: what is newer than the current one was never swapped in.
    """
    for unfinished in home.glob(f".*{_UNFINISHED}"):
        unfinished.unlink()
    if (home / "build").exists():
        shutil.rmtree(home / "build")
    _remove_superseded(home / _PUBLICATIONS, current_publication(home))
    _remove_superseded(home / _SITES, current_site(home))


def _remove_superseded(parent: Path, current: Path | None) -> None:
    folders = sorted(parent.glob("*"))
    kept = [folder for folder in folders if current and folder.name <= current.name][-2:]
    for folder in folders:
        if folder not in kept:
            shutil.rmtree(folder)


def _current(home: Path, name: str) -> Path | None:
    link = home / name
    return home / link.readlink() if link.is_symlink() else None


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
    """Make sure that a publication is on disk: shards all at once, everything else file by file."""
    _flush_shards(folder)
    for path in files_without_shards(folder):
        _flush(path)
    _flush(folder)


def _flush_shards(folder: Path) -> None:
    """Some hundred thousand small files: on Linux by one call for the file system, elsewhere one by one.

    One by one each waits for the disk, much longer than writing it took.
    """
    if sys.platform == "linux":
        _sync_file_system(folder)
    else:
        for shards in shard_folders(folder):
            for path in shards.iterdir():
                _flush(path)


def _sync_file_system(folder: Path) -> None:
    """Wait until everything that was written to the file system of `folder` is on disk; Linux alone has this call.

    Raises OSError when something could not be written.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(descriptor) != 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(descriptor)


def _flush(path: Path) -> None:
    """Make sure that a file or folder is on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
