"""Feeds of any size: those of a generated province, copied as other provinces, cities and organs would be.

A copy has ids, names of places and codes of regions of its own; numbers, texts and findings are those of the original.
Up to 31 copies are provinces of their own, further ones are more cities in them, as the country has them. What sums up
the country or a province is copied, not summed: pages get as long as real ones, their sums are not right.
"""

from pathlib import Path

import duckdb

_PROVINCES = 31
# They say nothing of single organs and reports, or sum them up with a bounded number of rows.
_NOT_COPIED = ("feed_rule", "feed_indicator_definition", "feed_indicator_peers", "feed_change")
_NAMES = ("organ_name", "other_organ_name", "region_name", "region_path", "title", "pinyin")
_REGION_CODES = (
    "region_code", "province_code", "prefecture_code", "county_code", "parent_region_code", "successor_region_code",
    "lineage_code",
)  # fmt: skip
# Words of names of organs that are no names of places.
_KEPT_CHARACTERS = "省市县区乡镇街道办事处开发经济技术管理委员会新旧东西南北中"


def replicate(source: Path, target: Path, report_count: int) -> tuple[int, int]:
    """Write the schema `feeds` of the warehouse `source` to the new database `target`, of so many reports or more.

    Returns how many copies were made, and how many reports they are.
    """
    with duckdb.connect(str(target)) as connection:
        connection.execute("set preserve_insertion_order = false; set enable_progress_bar = false")
        connection.execute("set memory_limit = '4GB'")
        connection.execute(f"attach '{source}' as origin (read_only); create schema feeds")
        ((single,),) = connection.execute("select count(*) from origin.feeds.feed_report").fetchall()
        copies = -(-report_count // single)
        _prepare(connection, copies)
        names = connection.execute(
            "select table_name from duckdb_tables() where database_name = 'origin' and schema_name = 'feeds'"
            " union select view_name from duckdb_views() where database_name = 'origin' and schema_name = 'feeds'"
            " order by 1"
        ).fetchall()
        for (name,) in names:
            connection.execute(f'create table feeds."{name}" as {_select(connection, name)}')
        connection.execute("detach origin")
        return copies, copies * single


def _prepare(connection: duckdb.DuckDBPyConnection, copies: int) -> None:
    """The copies, each with the characters that its places are named with; and how ids and codes are changed."""
    ((province, characters),) = connection.execute(
        f"""
        select
            any_value(organ.province_code),
            string_agg(distinct letter.letter, '' order by letter.letter) filter (
                where not contains('{_KEPT_CHARACTERS}', letter.letter)
            )
        from origin.feeds.feed_organ as organ
        inner join origin.feeds.feed_region as region on organ.region_code = region.region_code,
            unnest(string_split(region.region_name, '')) as letter(letter)
        where organ.province_code is not null
        """  # noqa: S608 - a constant of this file
    ).fetchall()
    # Copy 0 is the original. Others shift each character of a place by a step of their own, among 20,000 characters;
    # the codes of their provinces begin with a letter, as no real one does.
    connection.execute(
        f"""
        create temp table copies as
        select
            k, printf('x%03x', k) as mark,
            '{characters}' as letters,
            array_to_string(
                list_transform(
                    string_split('{characters}', ''),
                    lambda c: chr(cast(19968 + (unicode(c) - 19968 + k * 57) % 20000 as integer))
                ), ''
            ) as other_letters,
            case when k % {_PROVINCES} = 0 then '{province}'
                else chr(cast(97 + (k % {_PROVINCES}) // 10 as integer)) || (k % {_PROVINCES}) % 10 || '0000'
            end as province
        from range({copies}) as copy(k);
        create temp macro copied_id(id, k, mark) as
            case when k = 0 then id
                when regexp_matches(id, '^[ro][0-9a-f]{{16}}')
                    then regexp_replace(id, '([ro])[0-9a-f]{{4}}', '\\1' || mark, 'g')
                else mark || substr(id, 5) end;
        create temp macro copied_code(code, k, province) as
            case when k = 0 or code = '100000' then code when code = '{province}' then province
                else substr(province, 1, 2) || printf('%03d', k) || substr(code, 3) end;
        """  # noqa: S608
    )


def _select(connection: duckdb.DuckDBPyConnection, feed: str) -> str:
    """The query that gives all copies of a feed."""
    if feed in _NOT_COPIED:
        return f'select * from origin.feeds."{feed}"'  # noqa: S608 - names of our own feeds
    described = connection.execute(f'describe origin.feeds."{feed}"').fetchall()
    columns = [row[0] for row in described]
    listed = ", ".join(f'{_expression(name, kind)} as "{name}"' for name, kind, *_ in described)
    # Rows on all organs of a kind, on the country and on a province stay as few as there are of these.
    is_once = "region_code is null or region_code = '100000'"
    is_province = f"region_code = (select province from copies where k = 0) and k >= {_PROVINCES}"  # noqa: S608
    where = f"k = 0 or not ({is_once} or {is_province})"
    if feed == "feed_region":
        # The regions of the copied province; the others of the country are there as they are.
        where = f"k = 0 or ((province_code = (select province from copies where k = 0)) and not ({is_province}))"  # noqa: S608
    elif "scope" in columns:
        where = f"scope = 'organ_year' or ({where})"
    elif "region_code" not in columns or "organ_id" in columns or "report_id" in columns:
        where = "true"
    return f'select {listed} from origin.feeds."{feed}" cross join copies where {where}'  # noqa: S608


def _expression(name: str, kind: str) -> str:
    if kind != "VARCHAR":
        return f'"{name}"'
    if name in _REGION_CODES:
        return f'copied_code("{name}", k, province)'
    if name == "scope_id":
        organ, region = "copied_id(scope_id, k, mark)", "copied_code(scope_id, k, province)"
        return f"case when scope = 'organ_year' then {organ} else {region} end"
    if name in _NAMES:
        return f'case when k = 0 then "{name}" else translate("{name}", letters, other_letters) end'
    if name.endswith("_id") and name not in ("rule_id", "indicator_id", "collection_id"):
        return f'copied_id("{name}", k, mark)'
    return f'"{name}"'
