"""The ZIP package of a Word document, opened within limits: nothing is unpacked before its size is bounded.

A report takes 0.1-2 MB of XML, 10 to 30 times its packed size.
"""

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from ingest.errors import UnreadableDocumentError
from ingest.readers.word.names import NAMESPACE, STRICT_NAMESPACE, Element

_MOST_MEMBERS = 10_000
_MOST_BYTES = 16 * 2**20
# Less than this may be packed as tightly as it likes.
_BYTES_WITHOUT_RATIO = 2**20
_HIGHEST_RATIO = 300
_MOST_ELEMENTS = 1_500_000
_CHUNK = 2**16
_ENCRYPTED = 1
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class WordPackage:
    """The parts of one document. Raises UnreadableDocumentError where they are damaged, too large or encrypted."""

    def __init__(self, raw: bytes) -> None:
        # Every member has a header with this signature, so that a directory without end is seen before it is read.
        if raw.count(b"PK\x01\x02") > _MOST_MEMBERS:
            raise UnreadableDocumentError("too_large", f"the package lists more than {_MOST_MEMBERS} parts")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except _DAMAGE as error:
            raise UnreadableDocumentError("damaged_document", f"the package cannot be opened: {error}") from error
        self._names = {info.filename.lower(): info for info in self._zip.infolist()}
        start = self._related("", "officeDocument") or "word/document.xml"
        document = self.xml(start)
        if document is None:
            raise UnreadableDocumentError("damaged_document", f"the package has no part {start}")
        self.document: Element = document
        self._start = start

    def related(self, kind: str) -> Element | None:
        """The part that the document names as its "styles", "numbering" or the like; None if it names none."""
        name = self._related(self._start, kind)
        return None if name is None else self.xml(name)

    def properties(self) -> Element | None:
        """The core properties: title, creator, dates."""
        name = self._related("", "core-properties")
        return None if name is None else self.xml(name)

    def _related(self, source: str, kind: str) -> str | None:
        """The part that `source` ("" is the package) names for a kind, given by the last word of its URI.

        What lies outside the package is none: no link is followed.
        """
        folder, name = posixpath.split(source)
        relationships = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        for item in () if relationships is None else relationships.iter(_RELATIONSHIP):
            target = item.get("Target", "")
            if item.get("Type", "").endswith(f"/{kind}") and item.get("TargetMode") != "External" and target:
                return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return None

    def xml(self, name: str) -> Element | None:
        """The root of a part, or None if there is no such part."""
        info = self._names.get(name.lower())
        return None if info is None else _root(self._read(info), name)

    def _read(self, info: zipfile.ZipInfo) -> bytes:
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableDocumentError("encrypted_document", f"the part {info.filename} is encrypted")
        allowed = min(_MOST_BYTES, max(_BYTES_WITHOUT_RATIO, info.compress_size * _HIGHEST_RATIO))
        content = bytearray()
        try:
            with self._zip.open(info) as part:
                while chunk := part.read(_CHUNK):
                    content += chunk
                    if len(content) > allowed:
                        message = f"the part {info.filename} unpacks to more than {allowed} bytes"
                        raise UnreadableDocumentError("too_large", message)
        except _DAMAGE as error:
            message = f"the part {info.filename} cannot be read: {error}"
            raise UnreadableDocumentError("damaged_document", message) from error
        return bytes(content)


def _root(content: bytes, name: str) -> Element:
    if content.count(b"<") > _MOST_ELEMENTS:
        raise UnreadableDocumentError("too_large", f"the part {name} has more than {_MOST_ELEMENTS} elements")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        code = "too_deep" if "depth" in str(error).lower() else "damaged_document"
        raise UnreadableDocumentError(code, f"the part {name} is no XML that can be read: {error}") from error
    except ValueError as error:
        raise UnreadableDocumentError("damaged_document", f"the part {name} is no XML: {error}") from error
    declaration: object = root.getroottree().docinfo.internalDTD
    if declaration is not None:
        # ECMA-376 part 2 forbids document type definitions, and with them all entities.
        raise UnreadableDocumentError("damaged_document", f"the part {name} has a document type definition")
    if root.tag.startswith(f"{{{STRICT_NAMESPACE}}}"):
        return _root(content.replace(STRICT_NAMESPACE.encode(), NAMESPACE.encode()), name)
    return root
