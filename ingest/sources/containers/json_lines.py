"""The rows of a file of JSON Lines: one JSON object per line, each with the text or the page of a document."""

import json
from collections.abc import Iterator

from ingest.errors import UnreadableDocumentError, issue
from ingest.report import Issue
from ingest.sources.containers.forward_reader import ForwardReader
from ingest.sources.containers.member import Member, Notes, Source
from ingest.sources.containers.text_columns import address_of, document_of, has_text_column, known_columns
from ingest.sources.files import MAX_DOCUMENT_BYTES

# A Chinese character of three bytes is six as "\u653f", and a quotation mark in a page is two.
_LONGEST_LINE = 2 * MAX_DOCUMENT_BYTES + 1024 * 1024
# Each value of a line costs memory by itself, up to 100 bytes for "[],"; no page has so many commas.
_MOST_VALUES = 2_000_000


def json_line_members(reader: ForwardReader, notes: Notes, longest_line: int = _LONGEST_LINE) -> Iterator[Member]:
    """The documents in the order of their lines; a line that is no object is refused and costs no other.

    Raises UnreadableDocumentError (no_text_column) after the last line when no object had a column of documents.
    """
    has_column = False
    number = without_column = 0
    while (line := reader.line(longest_line)) != b"":
        number += 1
        name = f"line:{number}"
        if line is None:
            yield Member(name, issue("too_large", f"the line has more than {longest_line:,} bytes"), may_nest=False)
            continue
        if not line.strip():
            continue
        row = _object(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)
        if isinstance(row, Issue):
            yield Member(name, row, may_nest=False)
            continue
        columns = known_columns(row)
        document = document_of(row, columns)
        if document is not None:
            has_column = True
            content = Source(ForwardReader([document]), size=len(document), source_url=address_of(row, columns))
            yield Member(name, content, may_nest=False)
        elif has_text_column(columns):
            has_column = True
            notes.left_out["lines whose text is empty"] += 1
        else:
            without_column += 1
    if without_column and not has_column:
        raise UnreadableDocumentError("no_text_column", "no line has a column of documents (html, content, text …)")
    if without_column:
        notes.left_out["lines without a column of documents"] += without_column


def _object(line: bytes) -> dict[str, object] | Issue:
    if line.count(b",") + line.count(b"[") + line.count(b"{") > _MOST_VALUES:
        return issue("too_large", f"the line has more than {_MOST_VALUES:,} values")
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return issue("undecodable_text", f"the line is not UTF-8, which JSON must be, at its byte {error.start:,}")
    except (ValueError, RecursionError) as error:
        return issue("malformed_row", f"the line is no JSON: {error or 'it is nested too deeply'}"[:300])
    if not isinstance(row, dict):
        return issue("malformed_row", f"the line is a JSON {type(row).__name__}, no object")
    return row
