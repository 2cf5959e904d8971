"""What one run of the whole graph leaves: the publication, and what a person sees of it."""

import csv
import json
import re
from collections.abc import Callable

import dagster as dg
import duckdb
import pyarrow.parquet as pq
import pytest
from frictionless import validate
from markdown_it import MarkdownIt

from ingest.parsed_tables import SCHEMAS
from orchestration.definitions import defs
from orchestration.reading_state import unread_collections
from publication.integrity import verify

from .conftest import Materialised

pytestmark = pytest.mark.xdist_group("materialised")

Metadata = Callable[..., dict[str, object]]


def test_the_run_publishes_a_whole_warehouse(materialised: Materialised) -> None:
    assert materialised.result.problems == ()
    manifest = verify(materialised.home.current)
    assert manifest["run_id"] == materialised.result.run_id
    assert manifest["build_id"].endswith(materialised.result.run_id[:8])
    assert not materialised.home.build.exists()


def test_the_warehouse_holds_all_collections(materialised: Materialised) -> None:
    with duckdb.connect(str(materialised.home.warehouse), read_only=True) as warehouse:
        organs = warehouse.execute("select organ_name from marts.dim_report order by report_year").fetchall()
    assert [name for (name,) in organs] == [
        "隆阳区西邑乡人民政府",
        "疏勒县人民政府",
        "乌恰县政务服务和公共资源交易中心",
    ]
    collections = verify(materialised.home.current)["collections"]
    assert [(c["collection_id"], c["documents"]) for c in collections] == [("left-behind", 1), ("mixed", 3)]


def test_a_collection_that_a_killed_run_left_behind_is_read_first(materialised: Materialised) -> None:
    assert unread_collections(materialised.home) == []
    assert pq.read_metadata(materialised.home.parsed / "reports" / "left-behind.parquet").num_rows == 1


def test_every_asset_was_materialised(materialised: Materialised, instance: dg.DagsterInstance) -> None:
    assert materialised.result.problems == ()
    graph = defs().resolve_asset_graph()
    # What was published before, and what others make of the feeds, is no work of this job.
    others = {key.path[0] for key in graph.get_all_asset_keys() - graph.materializable_asset_keys}
    assert others == {"exposures", "previous"}
    for key in graph.materializable_asset_keys:
        assert instance.get_latest_materialization_event(key), key


def test_every_table_tells_its_rows_their_change_and_shows_some(
    materialised: Materialised, latest_metadata: Metadata
) -> None:
    assert materialised.result.problems == ()
    for key in defs().resolve_asset_graph().materializable_asset_keys:
        if key.path[0] not in {"published", "raw", "parsed"}:
            metadata = latest_metadata(*key.path)
            assert isinstance(metadata["dagster/row_count"], int), key
            assert metadata["change_since_last_run"] == metadata["dagster/row_count"], key
            assert "preview" in metadata, key


def test_the_check_of_a_rule_shows_its_findings(materialised: Materialised, instance: dg.DagsterInstance) -> None:
    records = instance.get_records_for_run(materialised.result.run_id, limit=10_000).records
    checks = {
        evaluation.check_name: evaluation.metadata
        for record in records
        if record.event_log_entry.dagster_event
        and record.event_log_entry.dagster_event.event_type == dg.DagsterEventType.ASSET_CHECK_EVALUATION
        and (evaluation := record.event_log_entry.dagster_event.asset_check_evaluation_data)
    }
    totals = checks["finding_p2_prose_totals"]
    assert "| fail | 1 |" in str(totals["by_outcome"].value)
    assert "西邑乡" in str(totals["findings"].value)


def test_every_check_was_evaluated_and_only_warnings_failed(
    materialised: Materialised, instance: dg.DagsterInstance
) -> None:
    records = instance.get_records_for_run(materialised.result.run_id, limit=10_000).records
    evaluations = [
        record.event_log_entry.dagster_event.asset_check_evaluation_data
        for record in records
        if record.event_log_entry.dagster_event
        and record.event_log_entry.dagster_event.event_type == dg.DagsterEventType.ASSET_CHECK_EVALUATION
    ]
    assert {evaluation.asset_check_key for evaluation in evaluations} == set(
        defs().resolve_asset_graph().asset_check_keys
    )
    failed = {evaluation.check_name for evaluation in evaluations if not evaluation.passed}
    assert all(evaluation.severity == dg.AssetCheckSeverity.WARN for evaluation in evaluations if not evaluation.passed)
    assert "every_path_gave_a_report" in failed
    assert "every_stored_document_is_read" not in failed


def test_the_progress_of_every_stage_is_told_to_its_end(materialised: Materialised) -> None:
    last = materialised.progress.last
    assert last["taking in"] == (5, None)
    assert last["reading"] == (5, 5)
    done, total = last["publishing"]
    assert done == total
    done, total = last["building"]
    assert total is not None
    assert done == total


def test_the_data_package_of_the_real_feeds_holds_for_every_row(materialised: Materialised) -> None:
    report = validate(str(materialised.home.feeds / "v1" / "datapackage.json"))
    assert report.valid, report.to_summary()
    tables = {task.name for task in report.tasks if task.type == "table"}
    assert {"feed_report", "feed_finding"} <= tables


def test_every_feed_file_gives_back_the_rows_of_the_warehouse(materialised: Materialised) -> None:
    folder = materialised.home.feeds / "v1"
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    tables = [resource["name"] for resource in package["resources"] if resource["format"] == "csv"]
    names = [name for name in tables if name != "codebook"]
    with duckdb.connect(str(materialised.home.warehouse), read_only=True) as warehouse:
        assert (
            len(names)
            == warehouse.execute(
                "select count(*) from information_schema.tables where table_schema = 'feeds'"
            ).fetchone()[0]
        )  # type: ignore[index]
        for name in names:
            table, parquet = f"feeds.{name}", f"'{folder}/{name}.parquet'"
            for less, more in ((table, parquet), (parquet, table)):
                lost = f"select count(*) from (from {more} except all from {less})"  # noqa: S608 names of our feeds
                assert warehouse.execute(lost).fetchone() == (0,), lost
            count = len(warehouse.execute(f"from {table}").fetchall())
            assert len(json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))) == count
            with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
                assert len(list(csv.DictReader(file))) == count


def test_metadata_tells_counts_and_what_changed(latest_metadata: Metadata) -> None:
    documents = latest_metadata("raw", "documents", partition="mixed")
    assert (documents["stored"], documents["duplicates"], documents["refused"]) == (3, 1, 1)
    assert documents["new_since_last_run"] == 3
    cells = latest_metadata("parsed", "cells", partition="mixed")
    assert cells["dagster/row_count"] == cells["change_since_last_run"]
    assert "| reported |" in str(cells["by_status"])
    assert latest_metadata("marts", "dim_report")["dagster/row_count"] == 3
    warehouse = latest_metadata("published", "warehouse")
    assert warehouse["reports"] == 3
    assert "| marts\\.dim\\_report | 3 | 3 |" in str(warehouse["tables"])


def test_the_chart_of_findings_is_an_image_within_the_page(latest_metadata: Metadata) -> None:
    chart = str(latest_metadata("published", "warehouse")["findings_by_rule"])
    assert re.fullmatch(r"!\[Findings by rule and outcome\]\(data:image/svg\+xml;base64,[A-Za-z0-9+/=]+\)", chart)


def test_text_from_outside_is_inert_in_metadata(latest_metadata: Metadata) -> None:
    """The renderer of the UI knows GitHub's tables and turns addresses into links."""
    renderer = MarkdownIt("gfm-like", {"linkify": False}).enable("table")
    preview = str(latest_metadata("raw", "documents", partition="mixed")["preview"])
    rendered = renderer.render(preview)
    assert "<td>" in rendered
    assert "&lt;img" in rendered
    assert not re.search(r"<(?!/?(table|thead|tbody|tr|th|td)\b)", rendered)
    assert "www.example" not in rendered


def test_parsed_tables_of_every_collection_are_complete(materialised: Materialised) -> None:
    for table in SCHEMAS:
        for collection in ("mixed", "left-behind"):
            assert (materialised.home.parsed / table / f"{collection}.parquet").exists()
