"""The publication: the audited warehouse and its feeds, swapped in together by one rename."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import dagster as dg
import pyarrow.parquet as pq

from ingest.home import Home
from orchestration.build_folder import BuildFolder
from orchestration.defs.warehouse import warehouse
from orchestration.markdown import bar_table, markdown_table
from orchestration.ownership import OWNERS
from orchestration.pictures import as_markdown_image, findings_by_rule
from publication.integrity import read_manifest
from publication.publish import publish_build
from publication.summary import summarise
from publication.swap import current_publication

if TYPE_CHECKING:
    from orchestration.progress import Progress

_FEEDS_LAYER = "feeds"
# Staging and intermediate models are on the way to these.
_READ_LAYERS = ("marts", "quality", "views", "seeds")


@dg.multi_asset(
    name="publication",
    specs=[
        dg.AssetSpec(
            ["published", "warehouse"],
            deps=[key for key in sorted(warehouse.keys) if key.path[0] in _READ_LAYERS],
            description="The warehouse file that `ogi sql` and every other reader opens, read-only.\n\n"
            "It is replaced whole, and only when every invariant holds; who has the old one open keeps reading it.",
            group_name="published",
            kinds={"duckdb"},
            owners=OWNERS,
            tags={"layer": "published"},
        ),
        dg.AssetSpec(
            ["published", "feeds"],
            deps=[key for key in sorted(warehouse.keys) if key.path[0] == _FEEDS_LAYER],
            description="Every feed as Parquet, CSV and JSON, with `datapackage.json` that describes them.\n\n"
            "Dashboards and other programs read these files, never the warehouse.",
            group_name="published",
            kinds={"parquet", "csv", "json"},
            owners=OWNERS,
            tags={"layer": "published"},
        ),
    ],
    required_resource_keys={"writer_lock", "progress"},
)
def publication(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
    """Writes the feeds of the warehouse that this run built, verifies everything and swaps it in."""
    home = Home.from_environment()
    progress: Progress = context.resources.progress
    build = BuildFolder(home, context.run.run_id)
    replaced = current_publication(home.root)
    counts_before = read_manifest(replaced)["row_counts"] if replaced else {}
    folder = publish_build(
        home.root,
        build.warehouse,
        build.dbt_target / "manifest.json",
        build.spill,
        run_id=context.run.run_id,
        collections=_collections(home),
        on_progress=lambda done, total: progress.report("publishing", done, total),
    )
    manifest = read_manifest(folder)
    counts = manifest["row_counts"]
    summary = summarise(folder / "warehouse.duckdb")
    yield dg.MaterializeResult(
        asset_key=["published", "warehouse"],
        metadata={
            "build_id": manifest["build_id"],
            "reports": summary.reports,
            "collections": len(manifest["collections"]),
            "cells_by_status": dg.MetadataValue.md(
                bar_table(["status", "cells"], list(summary.cells_by_status.items()))
            ),
            "findings_by_outcome": dg.MetadataValue.md(
                bar_table(["outcome", "findings"], list(summary.findings_by_outcome.items()))
            ),
            "findings_by_rule": dg.MetadataValue.md(
                as_markdown_image(findings_by_rule(summary.findings_by_rule), "Findings by rule and outcome")
            ),
            "tables": dg.MetadataValue.md(_row_counts(counts, counts_before)),
            "file": dg.MetadataValue.path(home.warehouse),
            "sha256": next(file["sha256"] for file in manifest["files"] if file["path"] == "warehouse.duckdb"),
        },
    )
    feeds = {name: count for name, count in counts.items() if name.startswith(f"{_FEEDS_LAYER}.")}
    yield dg.MaterializeResult(
        asset_key=["published", "feeds"],
        metadata={
            "build_id": manifest["build_id"],
            "feeds": len(feeds),
            "rows": dg.MetadataValue.md(_row_counts(feeds, counts_before)),
            "files": dg.MetadataValue.md(
                markdown_table(
                    ["file", "bytes"],
                    [(file["path"], file["bytes"]) for file in manifest["files"] if file["path"] != "warehouse.duckdb"],
                )
            ),
            "folder": dg.MetadataValue.path(home.feeds),
        },
    )


def _collections(home: Home) -> list[dict[str, Any]]:
    """What the warehouse was built from; the collections of the raw store, with their counts."""
    described = []
    for catalogue in sorted(home.catalogues.glob("*.parquet")):
        paths = home.collection_file(catalogue.stem)
        described.append(
            {
                "collection_id": catalogue.stem,
                "sources": [path.rsplit("/", 1)[-1] for path in json.loads(paths.read_text(encoding="utf-8"))["paths"]]
                if paths.exists()
                else [],
                "paths": int(pq.read_metadata(catalogue).num_rows),
                "documents": int(pq.read_metadata(home.parsed / "reports" / catalogue.name).num_rows),
            }
        )
    return described


def _row_counts(counts: dict[str, int], before: dict[str, int]) -> str:
    return markdown_table(
        ["table", "rows", "change"], [(name, count, count - before.get(name, 0)) for name, count in counts.items()]
    )
