"""The views for people: they stay when the working schemas go, name everything in two languages, and lose no report."""

from typing import Any

import duckdb
import pytest
from warehouse.built_warehouse import Build, Warehouse
from warehouse.constructed_reports import report_id

pytestmark = pytest.mark.xdist_group("warehouse")

_WIDE = (
    "requests_by_organ_and_year",
    "requests_by_applicant_and_year",
    "disclosure_by_organ_and_year",
    "legal_review_by_organ_and_year",
)


def test_every_view_answers_also_when_the_file_is_attached_under_another_name(build: Build) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{build.database}' as panel (read_only)")
        views = connection.execute(
            "select view_name from duckdb_views() where schema_name = 'views' and database_name = 'panel'"
        ).fetchall()
        assert len(views) >= 8
        for (view,) in views:
            connection.execute(f'select * from panel.views."{view}" limit 1').fetchall()  # noqa: S608 our own names


def test_every_view_and_column_is_explained_in_both_languages(manifest: dict[str, Any]) -> None:
    views = [node for node in manifest["nodes"].values() if node["schema"] == "views"]
    texts = {view["name"]: view["description"] for view in views}
    texts |= {f"{v['name']}.{name}": c["description"] for v in views for name, c in v["columns"].items()}
    assert {name for name, text in texts.items() if text.count(" · ") != 1 or text.isascii()} == set()


@pytest.mark.parametrize("view", _WIDE)
def test_a_wide_view_has_each_current_report_with_such_a_table_once(warehouse: Warehouse, view: str) -> None:
    tables = {"requests": "application", "disclosure": "disclosure", "legal": "legal_review"}
    fact = f"marts.fct_{tables[view.partition('_')[0]]}"
    current = "report_id in (select report_id from marts.dim_report where is_current)"
    expected = warehouse.rows(f"select distinct report_id from {fact} where {current} order by all")  # noqa: S608
    assert warehouse.rows(f"select report_id from views.{view} order by all") == expected  # noqa: S608


def test_a_wide_view_has_every_prescribed_cell_as_a_column(warehouse: Warehouse) -> None:
    numbers = warehouse.rows(
        "select table_name, count(*) from duckdb_columns() where schema_name = 'views'"
        " and table_name in ('requests_by_organ_and_year', 'disclosure_by_organ_and_year',"
        " 'legal_review_by_organ_and_year') and (column_name like '%_count' or column_name like '%_cny')"
        " group by all order by all"
    )
    # Of requests 26 rows and the totals of three groups: the row `other` of 2019 is the total of its group.
    assert dict(numbers) == {
        "disclosure_by_organ_and_year": 29,
        "legal_review_by_organ_and_year": 15,
        "requests_by_organ_and_year": 29,
    }


def test_a_total_of_rows_is_missing_when_a_row_is(warehouse: Warehouse) -> None:
    columns = "denied_count, denied_state_secret_count, other_count, total_processed_count"
    sql = f"select {columns} from views.requests_by_organ_and_year where report_id = ?"  # noqa: S608
    assert warehouse.rows(sql, report_id("balanced")) == [(0, 0, 0, 3)]
    assert warehouse.rows(sql, report_id("blanks")) == [(None, None, None, None)]


def test_findings_are_told_in_sentences(warehouse: Warehouse) -> None:
    told = warehouse.rows(
        "select rule_title_zh, message_zh is not null, message_en is not null from views.findings_in_words"
        " where report_id = ? and outcome = 'fail' and rule_id = 'L1'",
        report_id("unbalanced"),
    )
    assert told
    assert {row[1:] for row in told} == {(True, True)}
