"""Documents in files and folders of this machine."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import issue
from ingest.report import Issue
from ingest.sources.files import path_text

# What systems leave in folders for themselves: previews, settings, and on macOS the other half of each file.
_LEFT_BY_SYSTEMS = {"__MACOSX", "Thumbs.db", "ehthumbs.db", "desktop.ini"}


def is_left_out(name: str) -> bool:
    """Whether a name below a folder is hidden (a part of it starts with a dot) or that of a system's own file."""
    return any(part.startswith(".") or part in _LEFT_BY_SYSTEMS for part in name.split("/"))


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A path found in a source. With `refusal` it is listed but must not be opened."""

    path: Path
    refusal: Issue | None = None

    @property
    def name(self) -> str:
        """The path as text, for catalogues and messages."""
        return path_text(self.path)


def source_files(paths: Iterable[Path]) -> Iterator[SourceFile]:
    """Every file that the given paths name: a file is itself, a folder is all below it in sorted order.

    What the user names is followed, even if it is a link or hidden. Below a folder nothing is believed: hidden files
    and folders (names that start with a dot) and those of the system (Thumbs.db) are left out; a link to a folder is
    refused, so that there are no cycles and no way out; a link to a file is followed only if the file lies in the same
    given folder. Only the names of the folders on the way to the present file are in memory. A folder with no file at
    all is refused, not passed over.
    """
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for names with a NUL
            below = _below(path, root=os.path.realpath(path))
            yield next(below, _refused(path, "the folder holds no files (hidden ones are left out)"))
            yield from below
        else:
            yield SourceFile(path)


def _below(folder: Path, root: str) -> Iterator[SourceFile]:
    # A stack of our own: folders may be nested deeper than Python recurses.
    pending: list[Path | os.DirEntry[str]] = [folder]
    while pending:
        entry = pending.pop()
        path = Path(entry)
        if isinstance(entry, Path) or entry.is_dir(follow_symlinks=False):
            try:
                with os.scandir(path) as found:
                    visible = [inner for inner in found if not is_left_out(inner.name)]
            except OSError as error:
                yield _refused(path, f"the folder cannot be listed: {error.strerror}")
                continue
            pending += sorted(visible, key=lambda inner: inner.name, reverse=True)
        elif entry.is_symlink():
            yield _link(path, root)
        else:
            yield SourceFile(path)


def _link(path: Path, root: str) -> SourceFile:
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:  # RuntimeError: a circle of links, before Python 3.13
        return _refused(path, f"the link leads nowhere: {getattr(error, 'strerror', None) or 'a circle of links'}")
    if target.is_dir():
        return _refused(path, "links to folders are not followed; name the folder itself")
    if not target.is_relative_to(root):
        return _refused(path, "the link leads out of the given folder; name the file itself")
    return SourceFile(path)


def _refused(path: Path, message: str) -> SourceFile:
    return SourceFile(path, issue("unreadable_path", message))
