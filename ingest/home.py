"""The data folder: where each kind of file lives. `$OGI_HOME` names it; without it, `data` beside the program.

Every path of the warehouse is spelled here once. Nothing is created by looking: whoever writes makes its folder.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_COLLECTION_ID = re.compile(r"[\w-][\w.-]*")


def check_collection_id(collection_id: str) -> str:
    """Return `collection_id` if it can be a file name: letters of any script, digits, "_", "-" and inner dots.

    Raises ValueError otherwise, so that no id can name a file outside the data folder. 200 bytes leave room for the
    endings within the 255 bytes of a file name.
    """
    if not _COLLECTION_ID.fullmatch(collection_id) or len(os.fsencode(collection_id)) > 200:
        raise ValueError(
            f"collection id {collection_id!r}: use letters, digits, '_', '-' and inner dots, at most 200 bytes"
        )
    return collection_id


@dataclass(frozen=True)
class Home:
    """The data folder at `root` (absolute) and the place of everything in it."""

    root: Path

    @classmethod
    def from_environment(cls) -> Self:
        """The folder that `$OGI_HOME` names, or `data` beside the packages."""
        named = os.environ.get("OGI_HOME")
        root = Path(named).expanduser() if named else Path(__file__).parents[1] / "data"
        return cls(root.absolute())

    @property
    def raw(self) -> Path:
        """The content-addressed store of documents, and their catalogues."""
        return self.root / "raw"

    @property
    def catalogues(self) -> Path:
        """Folder with one Parquet file per collection: every path that was seen, and what became of it."""
        return self.raw / "catalogue"

    def catalogue_of(self, collection_id: str) -> Path:
        """The catalogue of one collection. Raises ValueError for an id that cannot be a file name."""
        return self.catalogues / f"{check_collection_id(collection_id)}.parquet"

    @property
    def collections(self) -> Path:
        """Folder with one file per collection that says which paths it is taken from."""
        return self.root / "collections"

    def collection_file(self, collection_id: str) -> Path:
        """The file of one collection's paths. Raises ValueError for an id that cannot be a file name."""
        return self.collections / f"{check_collection_id(collection_id)}.json"

    @property
    def parsed(self) -> Path:
        """Folder of the parsed tables: `<table>/<collection_id>.parquet`."""
        return self.root / "parsed"

    @property
    def reference(self) -> Path:
        """Folder of the statutory forms, regions, organs and what people added, as Parquet."""
        return self.root / "reference"

    @property
    def curation(self) -> Path:
        """Folder of the CSV files that people keep: corrections, lists, reviews."""
        return self.root / "curation"

    @property
    def build(self) -> Path:
        """Folder of unfinished warehouses: `<run_id>/warehouse.duckdb`."""
        return self.root / "build"

    @property
    def publications(self) -> Path:
        """Folder of published builds: `<build_id>/{warehouse.duckdb, feeds, manifest.json}`."""
        return self.root / "publications"

    @property
    def current(self) -> Path:
        """The symlink to the published build; replacing it is the act of publishing."""
        return self.root / "current"

    @property
    def warehouse(self) -> Path:
        """The published warehouse file, by way of `current`."""
        return self.root / "warehouse.duckdb"

    @property
    def feeds(self) -> Path:
        """The published feeds, by way of `current`."""
        return self.root / "feeds"

    @property
    def sites(self) -> Path:
        """Folder of the sites made of publications: `<build_id>/index.html`."""
        return self.root / "sites"

    @property
    def site(self) -> Path:
        """The symlink to the site that is shown."""
        return self.root / "site"

    @property
    def dagster(self) -> Path:
        """DAGSTER_HOME: past runs, events and schedules."""
        return self.root / "dagster"

    @property
    def lock(self) -> Path:
        """Locked while a run writes to this folder."""
        return self.root / "run.lock"
