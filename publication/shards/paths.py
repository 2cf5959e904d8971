"""Where a shard lies. Ids may come from reports and curated files: they are checked before they name a file."""

import re

from publication.errors import PublicationError

# No separator, no leading dot: such a name stays in its folder on every system.
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")
_HEX_END = re.compile(r"[0-9a-f]{2}")


def file_name(identifier: str) -> str:
    """The identifier as part of a path. Raises PublicationError for what could lead out of the folder."""
    if not _NAME.fullmatch(identifier):
        raise PublicationError(f"the id {identifier!r} cannot name a file; ids have letters, digits, '.', '_' and '-'")
    return identifier


def folder_of(identifier: str) -> str:
    """The folder of an id, its last two hex digits. Raises PublicationError where it does not end so."""
    folder = identifier[-2:]
    if not _HEX_END.fullmatch(folder):
        raise PublicationError(
            f"the id {identifier!r} does not end with two hex digits, which name the folder of its shard"
        )
    return folder
