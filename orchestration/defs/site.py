"""The site: the published feeds as pages, swapped in by one rename."""

from typing import TYPE_CHECKING

import dagster as dg

from dashboard.build import build_site
from dashboard.pictures import overview_pictures
from ingest.home import Home
from orchestration.markdown import markdown_table
from orchestration.ownership import OWNERS
from orchestration.pictures import as_markdown_image
from publication.integrity import read_manifest
from publication.publish import FEEDS_VERSION
from publication.swap import show_site, site_staging_folder

if TYPE_CHECKING:
    from orchestration.progress import Progress

_KEY = dg.AssetKey(["published", "site"])
_COUNTED = ("pages", "files", "bytes", "downloads")


@dg.asset(
    key=_KEY,
    deps=[["published", "feeds"]],
    description="The published feeds as pages that people read, print and share, Chinese first, in English too.\n\n"
    "It is a folder of files that needs no server and asks nothing of the network; `ogi serve` shows it.",
    group_name="published",
    kinds={"html", "javascript"},
    owners=OWNERS,
    tags={"layer": "published"},
    required_resource_keys={"writer_lock", "progress"},
)
def site(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
    """Builds the site of the current publication and swaps it in."""
    home = Home.from_environment()
    progress: Progress = context.resources.progress
    feeds = home.current.resolve() / "feeds" / FEEDS_VERSION
    staged = site_staging_folder(home.root, read_manifest(home.current)["build_id"])
    summary = build_site(
        feeds, staged, on_progress=lambda done, total: progress.report("writing the site", done, total)
    )
    counts = {
        "pages": summary.pages, "files": summary.files, "bytes": summary.size, "downloads": summary.downloads
    }  # fmt: skip
    before = _counts_of_the_last_run(context)
    pictures = overview_pictures(feeds)
    folder = show_site(home.root, staged)
    return dg.MaterializeResult(
        metadata={
            "build_id": summary.build_id,
            **counts,
            "change": dg.MetadataValue.md(
                markdown_table(
                    ["", "now", "change"],
                    [(name, counts[name], counts[name] - before.get(name, 0)) for name in _COUNTED],
                )
            ),
            **{name: dg.MetadataValue.md(as_markdown_image(svg, name)) for name, svg in pictures.items()},
            "page": dg.MetadataValue.path(home.site / "index.html"),
            "folder": dg.MetadataValue.path(folder),
        }
    )


def _counts_of_the_last_run(context: dg.AssetExecutionContext) -> dict[str, int]:
    """What this asset said of the site before; nothing before the first one."""
    event = context.instance.get_latest_materialization_event(_KEY)
    if event is None or event.asset_materialization is None:
        return {}
    values = {name: entry.value for name, entry in event.asset_materialization.metadata.items()}
    return {name: value for name in _COUNTED if isinstance(value := values.get(name), int)}
