"""Shards of many rows each: `<kind>/<xx>/<id>.json`, one per organ, report or pair.

The rows of every list are first sorted by shard into files of their own (DuckDB spills what does not fit), then read
back some hundred shards at a time. So memory stays flat, time is linear, and no query is made for a single shard.
DuckDB makes the JSON: it is five times as fast at it as Python.
"""

# ruff: noqa: S608 all SQL is put together from constants of this package

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from publication.shards.paths import folder_of
from publication.shards.writer import ShardWriter, with_lists

# A batch of reports has some 200,000 cells.
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Part:
    """One list of a shard, or its head.

    `rows` is SQL that gives the column `owner_id` (whose shard it is) and what `item` and `order` name; `item` is the
    SQL of the JSON of one row, `order` the columns that sort it within the shard. Parts of one `list_name` follow each
    other in one list; without it the list is called as the part.
    """

    name: str
    rows: str
    item: str
    order: str = ""
    list_name: str = ""


@dataclass(frozen=True, slots=True)
class NestedPart(Part):
    """A list in which each row has a list `inner` of its own; both have the column `link`.

    `item` names the inner list as `inner_items`.
    """

    inner: Part | None = None
    link: str = ""


def write_assembled(
    connection: duckdb.DuckDBPyConnection,
    writer: ShardWriter,
    scratch: Path,
    folder: tuple[str, ...],
    head: Part,
    parts: Sequence[Part],
    folder_id: str = "owner_id",
) -> None:
    """Write one shard for each row of `head`, with the lists of `parts`.

    `folder_id` is the SQL of the id whose last two digits name the folder.
    """
    sorted_parts = [head, *parts, *(part.inner for part in parts if isinstance(part, NestedPart) and part.inner)]
    for part in sorted_parts:
        _sort(connection, part, scratch, folder_id)
    # The files are opened once for each batch.
    connection.execute("set parquet_metadata_cache = true")
    keys = connection.execute(f"select shard_key from {_source(head, scratch)} order by shard_key").fetchall()
    batch_query = _batch_query(head, parts, scratch)
    for start in range(0, len(keys), _BATCH):
        last = keys[min(start + _BATCH, len(keys)) - 1][0]
        rows = connection.execute(batch_query, {"first": keys[start][0], "last": last}).fetchall()
        for key, owner_id, head_text, *lists in rows:
            named: dict[str, list[str]] = {}
            for part, items in zip(parts, lists, strict=True):
                named.setdefault(part.list_name or part.name, []).extend([items] if items else [])
            content = with_lists(head_text, {name: ",".join(items) for name, items in named.items()})
            writer.write((*folder, folder_of(key[:2]), owner_id), content)
    for part in sorted_parts:
        (scratch / f"{part.name}.parquet").unlink()


def _sort(connection: duckdb.DuckDBPyConnection, part: Part, scratch: Path, folder_id: str) -> None:
    order = f", {part.order}" if part.order else ""
    connection.execute(
        f"copy (select right({folder_id}, 2) || owner_id as shard_key, * from ({part.rows}) where owner_id is not null"
        f" order by shard_key{order})"
        f" to '{_path(part, scratch)}' (format parquet, compression lz4, row_group_size 40960)"
    )


def _path(part: Part, scratch: Path) -> str:
    return str(scratch / f"{part.name}.parquet").replace("'", "''")


def _source(part: Part, scratch: Path) -> str:
    return f"read_parquet('{_path(part, scratch)}', file_row_number = true)"


def _batch_query(head: Part, parts: Sequence[Part], scratch: Path) -> str:
    columns = "".join(f', "{part.name}".items' for part in parts)
    joins = "".join(
        f' left join ({_items(part, scratch)}) as "{part.name}" on head.shard_key = "{part.name}".shard_key'
        for part in parts
    )
    return (
        f"select head.shard_key, head.owner_id, {head.item}{columns} from {_source(head, scratch)} as head{joins}"
        " where head.shard_key between $first and $last order by head.shard_key"
    )


def _items(part: Part, scratch: Path) -> str:
    source = f"select * from {_source(part, scratch)} where shard_key between $first and $last"
    if isinstance(part, NestedPart) and part.inner:
        inner = (
            f"select {part.link}, string_agg({part.inner.item}, ',' order by file_row_number) as inner_items"
            f" from (select * from {_source(part.inner, scratch)} where shard_key between $first and $last)"
            f" group by {part.link}"
        )
        source = f"select * from ({source}) left join ({inner}) using ({part.link})"
    return (
        f"select shard_key, string_agg({part.item}, ',' order by file_row_number) as items"
        f" from ({source}) group by shard_key"
    )
