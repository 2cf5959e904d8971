"""Whether a file is a workbook that may be opened at all: a bounded package, XML without declarations of entities.

openpyxl reads parts by two XML libraries and expands what a DTD declares in one of them; no workbook has a DTD, so one
that has is refused before openpyxl sees it. Sizes are those that the package declares: more is never unpacked.
"""

import zipfile
import zlib
from pathlib import Path
from xml.parsers import expat

_LARGEST_FILE = 64 * 1024 * 1024
_LARGEST_UNPACKED = 384 * 1024 * 1024
_LARGEST_SMALL_PART = 16 * 1024 * 1024
_MOST_PARTS = 2000
_MOST_TIMES_SMALLER = 400
_ROWS_OF_XML = ("xl/worksheets/", "xl/sharedstrings.xml")
_READ = 1024 * 1024
# What old .xls files and encrypted workbooks begin with.
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"


class ForeignWorkbookError(Exception):
    """A file is no workbook that can be read, or not one of ours. Says why, and what to do."""


def check_package(path: Path) -> None:
    """Raises ForeignWorkbookError when the file is not a sound, bounded package of XML."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4)
    except OSError as error:
        raise ForeignWorkbookError(f"cannot be read ({error.strerror})") from None
    if head == _COMPOUND_FILE:
        raise ForeignWorkbookError("is an .xls file or encrypted; open it and save it as .xlsx without a password")
    if size > _LARGEST_FILE:
        raise ForeignWorkbookError(f"is larger than {_LARGEST_FILE // 1024**2} MB; no workbook of ours is")
    try:
        with zipfile.ZipFile(path) as package:
            _check_sizes(package, size)
            for part in package.infolist():
                if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _check_xml(package, part)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise ForeignWorkbookError(f"is no .xlsx workbook, or is damaged ({error}); save it as .xlsx again") from None


def _check_sizes(package: zipfile.ZipFile, size: int) -> None:
    parts = package.infolist()
    names = [part.filename.lower() for part in parts]
    unpacked = sum(part.file_size for part in parts)
    reasons = {
        f"has more than {_MOST_PARTS} parts": len(parts) > _MOST_PARTS,
        "has two parts of one name": len(set(names)) < len(names),
        "has an encrypted part": any(part.flag_bits & 1 for part in parts),
        f"unpacks to more than {_LARGEST_UNPACKED // 1024**2} MB": unpacked > _LARGEST_UNPACKED,
        f"unpacks to more than {_MOST_TIMES_SMALLER} times its size": unpacked > size * _MOST_TIMES_SMALLER,
        "has a part that is too large": any(
            part.file_size > _LARGEST_SMALL_PART
            for part, name in zip(parts, names, strict=True)
            if not name.startswith(_ROWS_OF_XML)
        ),
    }
    for reason, holds in reasons.items():
        if holds:
            raise ForeignWorkbookError(f"{reason}; it may be made to do harm, and is not opened")


def _check_xml(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    def refuse(*_: object) -> None:
        raise ForeignWorkbookError(f"declares XML entities ({part.filename}); no spreadsheet does, it is not opened")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        with package.open(part) as stream:
            while block := stream.read(_READ):
                parser.Parse(block, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ForeignWorkbookError(f"is damaged ({part.filename}: {error}); save it as .xlsx again") from None
