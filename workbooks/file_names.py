"""Names of files made of names of units: they stay in their folder, open on every system, and are never the same."""

import re
import unicodedata
from itertools import chain, count

# No name of a file on Windows has these, and on every other system some of them make trouble.
_FORBIDDEN = re.compile(r'[\\/:*?"<>|%~$\s.\x00-\x1f]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])")
# With a mark against duplicates and the ending this stays under the 255 bytes that file systems have.
_LONGEST = 180


class FileNames:
    """Gives each unit a name of its own within one folder."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def name(self, wanted: str, mark: str) -> str:
        """A name without ending, made of `wanted`; `mark` (letters and digits) keeps it apart where it is taken."""
        base = safe_name(wanted) or mark
        numbered = (f"{base}-{mark}-{number}" for number in count(2))
        for candidate in chain((base, f"{base}-{mark}"), numbered):
            # Systems that ignore case or write characters in parts would take these for the same.
            key = unicodedata.normalize("NFKD", candidate).casefold()
            if key not in self._taken:
                self._taken.add(key)
                return candidate
        raise AssertionError("numbers do not end")


def safe_name(wanted: str) -> str:
    """`wanted` as the stem of a file name, at most 180 bytes; empty when nothing of it can stand in one."""
    text = "".join(character for character in wanted if unicodedata.category(character)[0] in "LNPSZ")
    text = _FORBIDDEN.sub("_", text).strip("_-+=@ ")
    text = text.encode()[:_LONGEST].decode("utf-8", "ignore").rstrip("_- ")
    return f"_{text}" if _RESERVED.fullmatch(text) else text
