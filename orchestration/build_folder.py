"""Where a run builds: `build/<run_id>/`, read by nobody, removed after publication or by the next run."""

from dataclasses import dataclass
from pathlib import Path

from ingest.home import Home


@dataclass(frozen=True)
class BuildFolder:
    """The folder of one run."""

    home: Home
    run_id: str

    @property
    def folder(self) -> Path:
        return self.home.build / self.run_id

    @property
    def warehouse(self) -> Path:
        """The file that dbt writes. Its stem is `warehouse` because dbt records it as the name of the catalogue."""
        return self.folder / "warehouse.duckdb"

    @property
    def dbt_target(self) -> Path:
        """The own files of dbt for this run: manifest, results, log."""
        return self.folder / "dbt"

    @property
    def spill(self) -> Path:
        """Where DuckDB puts what exceeds its memory."""
        return self.folder / "spill"

    @property
    def previous(self) -> Path:
        """What was published before, in the shape in which dbt compares it with this build."""
        return self.folder / "previous"

    def create(self) -> None:
        """Make the folder and that of dbt's own files in it."""
        self.dbt_target.mkdir(parents=True, exist_ok=True)

    def dbt_environment(self) -> dict[str, str]:
        """What the dbt project reads of its surroundings."""
        return {
            "OGI_BUILD_DB": str(self.warehouse),
            "OGI_PARSED": str(self.home.parsed),
            "OGI_RAW": str(self.home.raw),
            "OGI_REFERENCE": str(self.home.reference),
            "OGI_PREVIOUS": str(self.previous),
        }
