"""The few shards of the whole build: what every page loads, the first page, definitions, forms, changes, downloads."""

# ruff: noqa: S608 all SQL is put together from constants of this package

from collections.abc import Mapping, Sequence

import duckdb

from publication.shards.regions import provinces, year_totals
from publication.shards.rows import objects
from publication.shards.writer import ShardWriter

# A row is a kilobyte, and a page loads no more than some hundreds of them.
_LISTED_CHANGES = 250

_BUILD = """
select
    (select count(*) from feeds.feed_report) as report_count,
    (select count(*) from feeds.feed_organ) as organ_count,
    (select min(report_year) from feeds.feed_report) as first_report_year,
    (select max(report_year) from feeds.feed_report) as last_report_year
"""

_RULE_COUNTS = """
select rule_id, passed_count as passed, failed_count as failed, not_assessable_count as not_assessable,
    open_count as open
from feeds.feed_rule
order by rule_id
"""

_FORM_CELLS = """
select distinct form, 'disclosure' as table_code, row_order, row_code, cast(null as varchar) as group_code,
    cast(null as varchar) as row_role, row_label_zh, row_label_en, column_order, column_code, column_label_zh,
    column_label_en
from feeds.feed_disclosure
union all
select distinct form, 'application', row_order, row_code, group_code, row_role, row_label_zh, row_label_en,
    column_order, column_code, column_label_zh, column_label_en
from feeds.feed_application
union all
select distinct form, 'legal', row_order, row_code, null, null, row_label_zh, row_label_en, column_order, column_code,
    column_label_zh, column_label_en
from feeds.feed_legal_review
order by form, table_code, row_order, column_order
"""


def write_overview(
    connection: duckdb.DuckDBPyConnection,
    writer: ShardWriter,
    *,
    build_id: str,
    created: str,
    previous_build_id: str | None,
    search_bucket_count: int,
    downloads: Sequence[Mapping[str, object]],
) -> None:
    """`build.json`, `overview.json`, `definitions.json`, `forms.json`, `changes.json` and `downloads.json`."""
    build = {"build_id": build_id, "created": created, **objects(connection, _BUILD)[0]}
    writer.write_object(("build",), {**build, "search_bucket_count": search_bucket_count})
    writer.write_object(
        ("overview",),
        {
            "years": year_totals(connection),
            "rules": objects(connection, _RULE_COUNTS),
            "provinces": provinces(connection),
            "changes": _changed_reports(connection),
        },
    )
    writer.write_object(
        ("definitions",),
        {
            "rules": objects(connection, "select * from feeds.feed_rule order by rule_id"),
            "indicators": objects(
                connection,
                "select * from feeds.feed_indicator_definition order by indicator_order, variant_order, indicator_id",
            ),
        },
    )
    writer.write_object(("forms",), {"tables": _form_tables(objects(connection, _FORM_CELLS))})
    writer.write_object(("changes",), _changes(connection, previous_build_id))
    writer.write_object(("downloads",), {"files": list(downloads)})


def _form_tables(cells: list[dict[str, object]]) -> list[dict[str, object]]:
    tables: dict[tuple[object, object], tuple[dict[object, object], dict[object, object]]] = {}
    for cell in cells:
        rows, columns = tables.setdefault((cell["form"], cell["table_code"]), ({}, {}))
        rows[cell["row_code"]] = {
            "row": cell["row_code"],
            "group": cell["group_code"],
            "role": cell["row_role"],
            "label_zh": cell["row_label_zh"],
            "label_en": cell["row_label_en"],
        }
        columns[cell["column_code"]] = {
            "column": cell["column_code"],
            "label_zh": cell["column_label_zh"],
            "label_en": cell["column_label_en"],
        }
    return [
        {"form": form, "table": table, "rows": list(rows.values()), "columns": list(columns.values())}
        for (form, table), (rows, columns) in tables.items()
    ]


def _changes(connection: duckdb.DuckDBPyConnection, previous_build_id: str | None) -> dict[str, object]:
    """What changed since the build before: counts of all, and the reports first, then cells and findings."""
    order = "array_position(['report', 'cell', 'finding'], subject_kind) nulls last"
    return {
        "previous_build_id": previous_build_id,
        "counts": objects(
            connection,
            "select * from ("
            "select subject_kind, change_kind, count(*) as count from feeds.feed_change group by all"
            f") order by {order}, change_kind",
        ),
        "rows": objects(
            connection,
            f"select * from feeds.feed_change order by {order}, change_kind, organ_name, report_year, change_id"
            f" limit {_LISTED_CHANGES}",
        ),
    }


def _changed_reports(connection: duckdb.DuckDBPyConnection) -> dict[object, object]:
    counts = """
    select change_kind, count(*) as count from feeds.feed_change where subject_kind = 'report' group by change_kind
    """
    found = {line["change_kind"]: line["count"] for line in objects(connection, counts)}
    return {kind: found.get(kind, 0) for kind in ("new", "corrected", "withdrawn")}
