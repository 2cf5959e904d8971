"""Lists that go on for pages: rows sorted by list, cut into pages of a fixed length, streamed."""

from collections.abc import Iterator
from itertools import groupby, islice
from operator import itemgetter

import duckdb

from publication.shards.writer import ShardWriter

_FETCHED_AT_ONCE = 2_000


def write_pages(
    connection: duckdb.DuckDBPyConnection,
    writer: ShardWriter,
    query: str,
    *,
    folder_length: int,
    list_name: str,
    page_size: int,
    head: str = "",
) -> None:
    """Write `<folders>/<name>-<page>.json` with the rows of each list, pages from 1.

    `query` gives folders (the first `folder_length` columns), name and the JSON text of a row, sorted by list.
    `head` is JSON text that every page has before its list, with a comma at its end.
    """
    rows = streamed(connection, query)
    for path, lines in groupby(rows, key=itemgetter(slice(0, folder_length + 1))):
        *folders, name = path
        page = 0
        while items := ",".join(line[-1] for line in islice(lines, page_size)):
            page += 1
            writer.write((*folders, f"{name}-{page}"), f'{{{head}"{list_name}":[{items}]}}')


def streamed(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[tuple[str, ...]]:
    """The rows of a query, some at a time; the connection must not be used for anything else meanwhile."""
    result = connection.execute(query)
    while rows := result.fetchmany(_FETCHED_AT_ONCE):
        yield from rows
