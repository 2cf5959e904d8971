"""The warehouse: dbt builds all its layers and runs all its tests in a file of its own, which nobody reads yet."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, DbtCliResource, DbtProject, dbt_assets
from dagster_dbt.errors import DagsterDbtCliRuntimeError

from ingest.home import Home
from orchestration.build_folder import BuildFolder
from orchestration.check_descriptions import describe_check
from orchestration.dbt_manifest import load_manifest
from orchestration.defs.previous import PREVIOUS_FEEDS
from orchestration.model_metadata import (
    coded_columns,
    failing_rows,
    former_row_counts,
    model_metadata,
    rule_metadata,
)
from orchestration.ownership import OWNERS
from orchestration.previous_feeds import write_previous_feeds
from publication.build_preview import BuildPreview
from publication.swap import current_publication

if TYPE_CHECKING:
    from orchestration.progress import Progress

MANIFEST = load_manifest()
_CODED_COLUMNS = coded_columns(MANIFEST)
# The tests that are rules, and which.
_RULES: dict[str, str] = {
    node["name"]: node["test_metadata"]["kwargs"]["rule_id"]
    for node in MANIFEST["nodes"].values()
    if (node.get("test_metadata") or {}).get("name") == "no_finding_fails"
}

# Unit tests are about the SQL, not about the data: they belong to the project's own tests. Exposures do nothing.
_DBT_BUILD = [
    *("--no-use-colors", "build"),
    *("--exclude-resource-type", "unit_test", "--exclude-resource-type", "exposure"),
]


class LayerTranslator(DagsterDbtTranslator):
    """A dbt model is the asset `[schema, name]` in the group of its schema; a source is the asset that writes it."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        if dbt_resource_props["resource_type"] == "source":
            if dbt_resource_props["source_name"] == "raw":
                return dg.AssetKey(["raw", "documents"])
            if dbt_resource_props["source_name"] == "previous":
                return PREVIOUS_FEEDS
            return dg.AssetKey([dbt_resource_props["source_name"], dbt_resource_props["name"]])
        return dg.AssetKey([dbt_resource_props["schema"], dbt_resource_props["name"]])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        return str(dbt_resource_props["schema"])

    def get_description(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """What the YAML says; the SQL stands in the project, and would push the description out of sight."""
        return str(dbt_resource_props["description"])

    def get_asset_check_spec(
        self,
        asset_spec: dg.AssetSpec,
        manifest: Mapping[str, Any],
        unique_id: str,
        project: DbtProject | None,
    ) -> dg.AssetCheckSpec | None:
        """The check of a dbt test, with a sentence on what it checks."""
        spec = super().get_asset_check_spec(asset_spec, manifest, unique_id, project)
        described = describe_check(manifest["nodes"][unique_id])
        return spec._replace(description=described) if spec and described else spec

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> list[str]:  # noqa: ARG002
        return OWNERS

    def get_tags(self, dbt_resource_props: Mapping[str, Any]) -> Mapping[str, str]:
        return {**super().get_tags(dbt_resource_props), "layer": str(dbt_resource_props["schema"])}


TRANSLATOR = LayerTranslator(
    # Several raw and parsed sources may come from one asset.
    DagsterDbtTranslatorSettings(enable_source_tests_as_checks=True, enable_duplicate_source_asset_keys=True)
)


@dbt_assets(
    manifest=MANIFEST,
    name="warehouse",
    dagster_dbt_translator=TRANSLATOR,
    required_resource_keys={"writer_lock", "progress", "dbt"},
)
def warehouse(context: dg.AssetExecutionContext) -> Iterator[Any]:
    """`dbt build` of the whole project; a failing test of severity error fails the run, and nothing is published."""
    if context.is_subset:
        raise dg.Failure(
            "The warehouse is built whole, in a new file. Select all of its assets, or launch the job `ogi`.",
            allow_retries=False,
        )
    home = Home.from_environment()
    progress: Progress = context.resources.progress
    dbt: DbtCliResource = context.resources.dbt
    build = BuildFolder(home, context.run.run_id)
    build.create()
    replaced = current_publication(home.root)
    compared = write_previous_feeds(build.previous, replaced)
    context.log_event(
        dg.AssetMaterialization(
            PREVIOUS_FEEDS,
            metadata={"build_id": replaced.name if replaced else "none", "compared_feeds": ", ".join(compared)},
        )
    )
    # One event for each asset and each check.
    total = len(context.op_execution_context.selected_output_names)
    events: list[Any] = []
    failure: Exception | None = None
    with _environment(build.dbt_environment()):
        try:
            for event in dbt.cli(_DBT_BUILD, context=context, target_path=build.dbt_target).stream():
                events.append(event)
                progress.report("building", len(events), total)
        except DagsterDbtCliRuntimeError as error:
            failure = error
    # Told only now that dbt has let go of the file and rows can be looked at: while dbt writes, nobody else may.
    yield from _told(context, build, events)
    if failure:
        raise failure


def _told(context: dg.AssetExecutionContext, build: BuildFolder, events: list[Any]) -> Iterator[Any]:
    """The events of dbt, with what a person wants to know of each model and of each check of a rule."""
    if not build.warehouse.exists():
        yield from events
        return
    keys = {
        event.output_name: context.asset_key_for_output(event.output_name)
        for event in events
        if isinstance(event, dg.Output)
    }
    former = former_row_counts(context.instance, keys.values())
    with BuildPreview(build.warehouse) as preview:
        for event in events:
            if isinstance(event, dg.Output):
                key = keys[event.output_name]
                relation = ".".join(key.path)
                metadata = model_metadata(relation, preview, former.get(key), _CODED_COLUMNS.get(relation))
                yield event.with_metadata({**metadata, **_without_ids(event.metadata)})
            elif isinstance(event, dg.AssetCheckResult):
                told = _check_metadata(event, build, preview)
                yield event._replace(metadata={**told, **_without_ids(event.metadata)})
            else:
                yield event


def _without_ids(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """What dbt tells, without the ids by which it knows its nodes and runs: they tell a person nothing."""
    return {name: value for name, value in metadata.items() if name not in {"unique_id", "invocation_id", "status"}}


def _check_metadata(event: dg.AssetCheckResult, build: BuildFolder, preview: BuildPreview) -> Mapping[str, Any]:
    if rule_id := _RULES.get(event.check_name or ""):
        return rule_metadata(rule_id, preview)
    return {} if event.passed else failing_rows(build.dbt_target, event.check_name or "", preview)


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Environment variables for the length of the block: dbt's profile and sources read nothing else."""
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
