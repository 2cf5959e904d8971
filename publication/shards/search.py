"""Shards of the search: organs by pieces of their names and of the pinyin, in buckets that a page can compute."""

# ruff: noqa: S608 all SQL is put together from constants of this package

from binascii import crc32
from itertools import groupby
from operator import itemgetter

import duckdb
import pyarrow as pa

from publication.shards.pages import streamed
from publication.shards.writer import ShardWriter

# A bucket is some 50 kB, however many organs there are.
_BUCKET_BYTES = 50_000
_ORGANS_OF_PIECE = 200

_PIECES = """
create or replace temp table shard_search_piece as
with syllables as (
    select organ_id, string_split(lower(pinyin), ' ') as syllables from feeds.feed_organ where pinyin is not null
),
tails as (
    select organ_id, syllables[place:] as tail
    from (select organ_id, syllables, unnest(range(1, len(syllables) + 1)) as place from syllables)
),
pieces as (
    select organ_id, substr(organ_name, place, 2) as piece
    from (
        select organ_id, organ_name, unnest(range(1, greatest(length(organ_name), 2))) as place from feeds.feed_organ
    )
    union
    select organ_id, left(array_to_string(tail[:3], ''), 3) from tails
    union
    select organ_id, array_to_string(list_transform(tail[:3], lambda syllable: left(syllable, 1)), '') from tails
)
select
    piece,
    organ_id,
    row_number() over (
        partition by piece
        order by
            array_position(['national', 'province', 'prefecture', 'county', 'township'], organ.organ_level) nulls last,
            organ.report_count desc, organ.organ_name, organ_id
    ) as place,
    count(*) over (partition by piece) as organ_count
from pieces
inner join feeds.feed_organ as organ using (organ_id)
where piece <> ''
qualify place <= {limit}
"""

_ORGAN = """to_json(struct_pack(
    organ_id := organ.organ_id, organ_name := organ.organ_name, region_name := organ.region_name,
    pinyin := coalesce(organ.pinyin, ''), report_count := organ.report_count
))"""

_SIZE = f"""
select coalesce(sum(strlen({_ORGAN})), 0)
from shard_search_piece as piece
inner join feeds.feed_organ as organ on piece.organ_id = organ.organ_id
"""

_BUCKETS = f"""
select bucket.bucket, to_json(piece.piece)::varchar as key, to_json(piece.organ_count <= {_ORGANS_OF_PIECE}),
    {_ORGAN}
from shard_search_piece as piece
inner join shard_search_bucket as bucket on piece.piece = bucket.piece
inner join feeds.feed_organ as organ on piece.organ_id = organ.organ_id
order by bucket.bucket, piece.piece, piece.place
"""


def bucket_of(piece: str, bucket_count: int) -> int:
    """The bucket of a piece: the CRC-32 of its UTF-8 (as in zlib and PNG), modulo the number of buckets."""
    return crc32(piece.encode()) % bucket_count


def write_search(connection: duckdb.DuckDBPyConnection, writer: ShardWriter) -> int:
    """`search/<n>.json`. Returns the number of buckets, a power of two; a bucket without pieces is written too."""
    connection.execute(_PIECES.format(limit=_ORGANS_OF_PIECE))
    size = connection.execute(_SIZE).fetchall()[0][0]
    bucket_count = 1 << max(0, int(size // _BUCKET_BYTES)).bit_length()
    pieces = [piece for (piece,) in connection.execute("select distinct piece from shard_search_piece").fetchall()]
    buckets = pa.table({"piece": pieces, "bucket": [bucket_of(piece, bucket_count) for piece in pieces]})
    connection.register("shard_search_bucket", buckets)
    written = set()
    for bucket, rows in groupby(streamed(connection, _BUCKETS), key=itemgetter(0)):
        pieces_text = ",".join(
            f'{key}:{{"is_complete":{is_complete},"organs":[{",".join(row[3] for row in lines)}]}}'
            for (key, is_complete), lines in groupby(rows, key=itemgetter(1, 2))
        )
        writer.write(("search", str(bucket)), f'{{"pieces":{{{pieces_text}}}}}')
        written.add(bucket)
    connection.unregister("shard_search_bucket")
    for bucket in range(bucket_count):
        if bucket not in written:
            writer.write(("search", str(bucket)), '{"pieces":{}}')
    return bucket_count
