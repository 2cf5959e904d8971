"""Names of the members of archives as text: in which encoding they are, and what in them leads out of the archive."""

import re
import sqlite3
from typing import Self

_LONGEST_NAME = 1000
_DRIVE = re.compile(r"[A-Za-z]:(?=/|$)")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def decoded_name(raw: bytes, *, is_utf8: bool = False, otherwise: str | None = None) -> str:
    r"""The name as text.

    UTF-8 is taken at its word, and without a word where the bytes bear it out. Else they are read as GB18030, in which
    Chinese Windows writes names, if at least half of the characters are those of GB 2312, which are in daily use;
    other bytes only happen to be GB18030. What remains is read in the encoding `otherwise`, or spelled "\xff".
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        if is_utf8:
            return raw.decode("utf-8", "backslashreplace")
    try:
        name = raw.decode("gb18030")
    except UnicodeDecodeError:
        name = ""
    beyond_ascii = [character for character in name if character > "\x7f"]
    if beyond_ascii and 2 * sum(map(_is_gb2312, beyond_ascii)) >= len(beyond_ascii):
        return name
    return raw.decode(otherwise) if otherwise else raw.decode("utf-8", "backslashreplace")


def _is_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def safe_name(name: str) -> tuple[str, bool]:
    """The name without what leads out of the archive, and whether there was such a thing: a root, a drive, "..".

    Empty parts and "." are left out without a word. Control characters are spelled out and a name of more than 1,000
    characters is cut, for it is only to be read. The name may come out empty.
    """
    is_absolute = name.startswith("/")
    parts = [part for part in name.split("/") if part not in ("", ".")]
    has_drive = bool(parts) and _DRIVE.match(parts[0] + "/") is not None
    kept = [part for part in parts[has_drive:] if part != ".."]
    is_unsafe = is_absolute or has_drive or ".." in parts
    text = _CONTROLS.sub(lambda found: f"\\x{ord(found[0]):02x}", "/".join(kept))
    return text[:_LONGEST_NAME], is_unsafe


class UsedNames:
    """Which names a container has used. On disk: a set of a million names takes 150 MiB."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("")  # a temporary file that SQLite removes
        self._database.execute("create table used (name text primary key, count integer not null) without rowid")

    def unique(self, name: str) -> str:
        """The name, with "#2" after it for its second use, "#3" for the third."""
        if self._insert(name):
            return name
        (count,) = self._database.execute("select count from used where name = ?", (name,)).fetchone()
        while True:
            count += 1
            if self._insert(f"{name}#{count}"):
                self._database.execute("update used set count = ? where name = ?", (count, name))
                return f"{name}#{count}"

    def _insert(self, name: str) -> bool:
        return self._database.execute("insert or ignore into used values (?, 1)", (name,)).rowcount == 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()
