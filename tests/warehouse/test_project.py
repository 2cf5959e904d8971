"""The rules of the dbt project itself, executed: layers, contracts, descriptions, exposures."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from warehouse.built_warehouse import PROJECT, Build, Warehouse

pytestmark = pytest.mark.xdist_group("warehouse")

_MAY_READ = {
    "staging": {"source"},
    "intermediate": {"staging", "intermediate", "seeds"},
    "marts": {"staging", "intermediate", "seeds"},
    "quality": {"intermediate", "seeds", "quality"},
    "views": {"marts", "quality"},
    "feeds": {"marts", "quality"},
}
_PUBLIC = ("marts", "quality", "feeds")


def _models(manifest: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (node for node in manifest["nodes"].values() if node["resource_type"] == "model")


def _layer(manifest: dict[str, Any], unique_id: str) -> str:
    return "source" if unique_id.startswith("source.") else str(manifest["nodes"][unique_id]["schema"])


def test_a_layer_reads_only_the_layers_below_it(manifest: dict[str, Any]) -> None:
    wrong = [
        (model["name"], parent)
        for model in _models(manifest)
        for parent in model["depends_on"]["nodes"]
        if _layer(manifest, parent) not in _MAY_READ[model["schema"]]
    ]
    assert wrong == []


def test_every_mart_finding_and_feed_has_an_enforced_contract(manifest: dict[str, Any]) -> None:
    public = [model for model in _models(manifest) if model["schema"] in _PUBLIC]
    assert {m["schema"] for m in public} == set(_PUBLIC)
    assert [m["name"] for m in public if not m["contract"]["enforced"]] == []


def test_every_description_ends_with_the_grain(manifest: dict[str, Any]) -> None:
    described = [*_models(manifest), *manifest["sources"].values()]
    described += [node for node in manifest["nodes"].values() if node["resource_type"] == "seed"]
    assert [n["name"] for n in described if not re.search(r"One row per [^.]+\.$", n["description"].strip())] == []


def test_every_column_that_is_built_is_described(warehouse: Warehouse) -> None:
    undescribed = warehouse.rows(
        "select schema_name, table_name, column_name from duckdb_columns()"
        " where not internal and coalesce(comment, '') = ''"
    )
    assert undescribed == []


def test_every_relation_that_is_built_carries_its_description(warehouse: Warehouse) -> None:
    undescribed = warehouse.rows(
        "select schema_name, table_name from duckdb_tables() where comment is null"
        " union all select schema_name, view_name from duckdb_views() where not internal and comment is null"
    )
    assert undescribed == []


def test_every_feed_has_an_exposure(manifest: dict[str, Any]) -> None:
    exposed = {node for exposure in manifest["exposures"].values() for node in exposure["depends_on"]["nodes"]}
    assert exposed == {model["unique_id"] for model in _models(manifest) if model["schema"] == "feeds"}


def test_every_model_has_one_yaml_of_its_name_beside_it(manifest: dict[str, Any]) -> None:
    wrong = [
        model["name"]
        for model in _models(manifest)
        if (model["patch_path"] or "").removeprefix("ogi_warehouse://")
        != model["original_file_path"].removesuffix(".sql") + ".yml"
    ]
    assert wrong == []


def test_every_feed_names_its_key(manifest: dict[str, Any]) -> None:
    keys = {model["name"]: model["primary_key"] for model in _models(manifest) if model["schema"] == "feeds"}
    cell = ["column_code", "report_id", "row_code"]
    assert {name: sorted(key) for name, key in keys.items()} == {
        "feed_report": ["report_id"],
        "feed_application": cell,
        "feed_disclosure": cell,
        "feed_legal_review": cell,
        "feed_statistic": ["column_code", "report_id", "row_number"],
        "feed_figure": ["figure_id"],
        "feed_finding": ["finding_id"],
        "feed_indicator": ["indicator_value_id"],
        "feed_indicator_definition": ["indicator_id"],
        "feed_rule": ["rule_id"],
        "feed_organ": ["organ_id"],
        "feed_region": ["region_code"],
        "feed_coverage": ["coverage_id"],
        "feed_evidence": ["evidence_number", "finding_id"],
        "feed_similar_report": ["pair_id"],
        "feed_shared_sentence": ["pair_id", "sentence_index"],
        "feed_version": ["report_id"],
        "feed_version_difference": ["difference_id"],
        "feed_series": ["organ_id", "report_year", "series_code"],
        "feed_issue": ["issue_id"],
        "feed_section": ["report_id", "section_index"],
        "feed_report_text": ["report_id"],
        "feed_change": ["change_id"],
        "feed_year_total": ["region_code", "report_year"],
        "feed_indicator_peers": ["indicator_id", "organ_kind", "organ_level", "report_year"],
    }


def test_no_test_is_orphaned(manifest: dict[str, Any]) -> None:
    nodes = {**manifest["nodes"], **manifest["sources"]}
    tests = [node for node in manifest["nodes"].values() if node["resource_type"] == "test"]
    assert [t["name"] for t in tests if not any(parent in nodes for parent in t["depends_on"]["nodes"])] == []
    assert [t["name"] for t in tests if "attached_node" in t and t["attached_node"] not in nodes] == []
    # A unit test names its model by word, so it would outlive it.
    models = {model["name"] for model in _models(manifest)}
    assert {unit["model"] for unit in manifest["unit_tests"].values()} <= models


def test_every_generic_test_of_the_project_is_used(manifest: dict[str, Any]) -> None:
    written = {path.stem for path in (PROJECT / "tests" / "generic").glob("*.sql")}
    used = {(node.get("test_metadata") or {}).get("name") for node in manifest["nodes"].values()}
    assert written - used == set()


def test_names_of_tests_do_not_collide(manifest: dict[str, Any]) -> None:
    names = [node["name"] for node in manifest["nodes"].values() if node["resource_type"] == "test"]
    assert len(names) == len(set(names))


def test_every_rule_warns_and_nothing_else_only_warns(manifest: dict[str, Any], warehouse: Warehouse) -> None:
    warning = {
        node["test_metadata"]["kwargs"].get("rule_id", node["name"])
        for node in manifest["nodes"].values()
        if node["resource_type"] == "test" and node["config"]["severity"].lower() == "warn"
    }
    assert warning == {rule_id for (rule_id,) in warehouse.rows("select rule_id from quality.dim_rule")}


def test_failing_reports_warn_and_do_not_stop_the_build(build: Build) -> None:
    assert build.exit_status == 0, build.output
    assert build.names("fail", "error", "skipped") == set()
    assert build.names("warn") == {
        "finding_a1_balance",
        "finding_a2_outcomes",
        "finding_a3_applicants",
        "finding_l1_legal_totals",
        "finding_v1_values",
        "finding_c1_completeness",
        "finding_p1_prose_and_tables",
        "finding_p2_prose_totals",
        "finding_p3_prose_numbers",
        "finding_m1_versions",
    }


def test_the_warehouse_has_the_layers_that_others_read_and_no_view_over_files(warehouse: Warehouse) -> None:
    schemas = {
        name
        for (name,) in warehouse.rows(
            "select schema_name from duckdb_tables()"
            " union all select schema_name from duckdb_views() where not internal"
        )
    }
    assert schemas == {"marts", "quality", "views", "feeds", "seeds"}
