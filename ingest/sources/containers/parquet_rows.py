"""The rows of a Parquet file that has a column of texts, pages or bytes of documents."""

from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from ingest.errors import UnreadableDocumentError
from ingest.sources.containers.forward_reader import ForwardReader
from ingest.sources.containers.limits import Budget, damaged
from ingest.sources.containers.member import Member, Notes, Source
from ingest.sources.containers.parquet_pages import largest_dictionary
from ingest.sources.containers.text_columns import address_of, document_of, has_text_column, known_columns

# Rows that are decoded together: at most so many, and fewer where all could name one long text of a dictionary.
_ROWS, _ROWS_BYTES = 16, 64 * 1024 * 1024
_BUFFER_BYTES = 1024 * 1024


def parquet_members(file: BinaryIO, budget: Budget, notes: Notes) -> Iterator[Member]:
    """The documents in the order of the rows. Memory holds a page or two of each column and a few rows.

    Raises UnreadableDocumentError: no_text_column, damaged_container, container_too_large.
    """
    try:
        yield from _members(file, budget, notes)
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = str(error).splitlines()[0][:300] if str(error) else type(error).__name__
        raise damaged(f"the Parquet file cannot be read: {reason}") from error


def _members(file: BinaryIO, budget: Budget, notes: Notes) -> Iterator[Member]:
    with pq.ParquetFile(file, pre_buffer=False) as table:
        schema = table.schema_arrow
        held = [field.name for field in schema if _holds_documents(field.type)]
        columns = known_columns(held)
        metadata = table.metadata
    if not has_text_column(columns):
        listed = ", ".join(schema.names)[:300]
        raise UnreadableDocumentError("no_text_column", f"no column of documents (html, content, text …) in: {listed}")
    names = list(columns.values())
    dictionary = largest_dictionary(file, metadata, names)
    rows = max(1, min(_ROWS, _ROWS_BYTES // max(1, dictionary)))
    number = 0
    with pq.ParquetFile(file, buffer_size=_BUFFER_BYTES, pre_buffer=False) as table:
        for batch in table.iter_batches(batch_size=rows, columns=names, use_threads=False):
            for index in range(batch.num_rows):
                number += 1
                row = {name: batch.column(name)[index].as_py() for name in names}
                document = document_of(row, columns)
                if document is None:
                    notes.left_out["rows whose text is empty"] += 1
                    continue
                budget.expand(len(document))
                content = Source(ForwardReader([document]), size=len(document), source_url=address_of(row, columns))
                yield Member(f"row:{number}", content, may_nest=False)


def _holds_documents(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _holds_documents(kind.value_type)
    checks = (pa.types.is_string, pa.types.is_large_string, pa.types.is_binary, pa.types.is_large_binary)
    return any(check(kind) for check in checks)
