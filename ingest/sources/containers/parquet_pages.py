"""Whether the pages of a Parquet file fit in memory, before a library believes what they say.

A page is decompressed as a whole, to the size that its header states: up to 2 GiB out of a few KiB. Only that size is
read here. Source: Apache Parquet, parquet.thrift (PageHeader); Apache Thrift, compact protocol.
"""

from collections.abc import Iterable
from typing import BinaryIO

import pyarrow.parquet as pq

from ingest.sources.containers.forward_reader import read_at
from ingest.sources.containers.limits import damaged, too_large

# Programs write pages of 1 MiB as a rule, but some only look at the size after 1,024 rows, or once per row group.
_LARGEST_PAGE = 1024 * 1024 * 1024
# The values that rows name again and again; programs give it up beyond 1 MiB or one value.
_LARGEST_DICTIONARY = 128 * 1024 * 1024
_DICTIONARY_PAGE = 2
# A header has some 50 bytes, and more where it repeats the least and the greatest value.
_USUAL_HEADER, _LONGEST_HEADER = 1024, 1024 * 1024
_DEEPEST = 8


def largest_dictionary(file: BinaryIO, metadata: pq.FileMetaData, columns: Iterable[str]) -> int:
    """Look at all pages of these columns (of the first level); the bytes of the largest dictionary, 0 without one.

    Raises UnreadableDocumentError: container_too_large for a page of more than 1 GiB or a dictionary of more than
    128 MiB, damaged_container for what is no page.
    """
    wanted = set(columns)
    largest = 0
    for group_index in range(metadata.num_row_groups):
        group = metadata.row_group(group_index)
        for index in range(group.num_columns):
            chunk = group.column(index)
            if chunk.path_in_schema in wanted:
                first = chunk.dictionary_page_offset if chunk.has_dictionary_page else None
                start = chunk.data_page_offset if first is None else min(first, chunk.data_page_offset)
                largest = max(largest, _dictionary_of_chunk(file, start, start + chunk.total_compressed_size))
    return largest


def _dictionary_of_chunk(file: BinaryIO, position: int, end: int) -> int:
    largest = 0
    while position < end:
        try:
            header_size, fields = _page_header(read_at(file, position, _USUAL_HEADER))
        except IndexError:
            try:
                header_size, fields = _page_header(read_at(file, position, _LONGEST_HEADER))
            except IndexError as error:
                raise damaged(f"the page at byte {position:,} has no whole header") from error
        unpacked, packed = fields.get(2, -1), fields.get(3, -1)
        if unpacked < 0 or packed < 0:
            raise damaged(f"the page at byte {position:,} states no size")
        is_dictionary = fields.get(1) == _DICTIONARY_PAGE
        if unpacked > (_LARGEST_DICTIONARY if is_dictionary else _LARGEST_PAGE):
            raise too_large(f"a page of the Parquet file has {unpacked:,} bytes unpacked")
        if is_dictionary:
            largest = max(largest, unpacked)
        position += header_size + packed
    return largest


def _page_header(data: bytes) -> tuple[int, dict[int, int]]:
    """The size of the header at the beginning of `data` and its integers by field. Raises IndexError if cut short."""
    fields: dict[int, int] = {}
    position = _struct(data, 0, fields, _DEEPEST)
    return position, fields


def _struct(data: bytes, position: int, integers: dict[int, int] | None, depth: int) -> int:
    """Read over a struct, keeping its integers; returns the position after it."""
    field = 0
    while head := data[position]:
        position += 1
        kind = head & 0x0F
        if head >> 4:
            field += head >> 4
        else:
            number, position = _varint(data, position)
            field = _signed(number)
        if kind in (4, 5, 6):
            number, position = _varint(data, position)
            if integers is not None:
                integers[field] = _signed(number)
        else:
            position = _skip(data, position, kind, depth)
    return position + 1


def _skip(data: bytes, position: int, kind: int, depth: int) -> int:
    if depth == 0 or kind > 12:
        raise IndexError("not a page header")
    if kind in (1, 2):  # true and false stand in the kind itself
        return position
    if kind == 3:
        return position + 1
    if kind == 7:
        return position + 8
    if kind in (4, 5, 6):
        return _varint(data, position)[1]
    if kind == 8:
        size, position = _varint(data, position)
        return position + size
    if kind == 12:
        return _struct(data, position, None, depth - 1)
    # No page header has a list or a map.
    raise IndexError("not a page header")


def _varint(data: bytes, position: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        byte = data[position]
        position += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return number, position
        shift += 7
        if shift > 63:
            raise IndexError("not a page header")


def _signed(number: int) -> int:
    return (number >> 1) ^ -(number & 1)
