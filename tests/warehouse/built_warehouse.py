"""Writes the files that dbt reads, runs `dbt build` on them as a process of its own, and looks at what it built."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from warehouse.constructed_reports import report_id

from curation.reference import build_tables
from ingest.form_tables import write_form_tables
from ingest.parsed_tables import SCHEMAS, ParsedWriter
from ingest.report import Report
from ingest.store import CATALOGUE_SCHEMA
from orchestration.previous_feeds import write_previous_feeds

PROJECT = Path(__file__).parents[2] / "dbt_project"


@dataclass(frozen=True)
class Inputs:
    """The folders that a build reads, below `root`; a test may write CSV files to `curation` there."""

    root: Path
    catalogue: list[dict[str, Any]] = field(default_factory=list)

    def add_collection(self, collection_id: str, reports: Iterable[Report]) -> None:
        with ParsedWriter(self.root / "parsed", collection_id) as writer:
            for report in reports:
                writer.write(report)
                self.add_to_catalogue(collection_id, report)

    def add_to_catalogue(self, collection_id: str, report: Report) -> None:
        stored = report.document.sha256 is not None
        self.catalogue.append(
            {
                "collection_id": collection_id,
                "source_path": report.document.path,
                "source_url": report.document.source_url,
                "document_id": report.document.sha256,
                "size_bytes": 100 if stored else None,
                "modified_at": None,
                "taken_in_at": datetime(2024, 5, 1, 8, tzinfo=UTC),
                "status": "stored" if stored else "refused",
                "issue_code": None if stored else report.issues[0].code,
                "issue_message": None if stored else report.issues[0].message,
            }
        )

    def add_rows(self, table: str, *rows: dict[str, Any]) -> None:
        """Rows that the program would never write, in a file of their own."""
        content = pa.Table.from_pylist(list(rows), schema=SCHEMAS[table])
        pq.write_table(content, self.root / "parsed" / table / "tampered.parquet")

    def finish(self) -> None:
        write_form_tables(self.root / "reference")
        curation, rules = self.root / "curation", PROJECT / "seeds" / "rules.csv"
        rule_ids = {line.split(",")[0] for line in rules.read_text(encoding="utf-8").splitlines()}
        build_tables(self.root / "parsed", curation, self.root / "reference", rule_ids, date(2026, 1, 1))
        folder = self.root / "raw" / "catalogue"
        folder.mkdir(parents=True)
        pq.write_table(pa.Table.from_pylist(self.catalogue, schema=CATALOGUE_SCHEMA), folder / "all.parquet")


@dataclass(frozen=True)
class Build:
    """A finished `dbt build`: its exit status, its output, and what it left in `folder`."""

    folder: Path
    exit_status: int
    output: str

    @property
    def database(self) -> Path:
        return self.folder / "warehouse.duckdb"

    def manifest(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads((self.folder / "target" / "manifest.json").read_text())
        return content

    def names(self, *statuses: str) -> set[str]:
        """The names of the nodes that ended in one of these statuses: pass, warn, fail, error, skipped."""
        results = json.loads((self.folder / "target" / "run_results.json").read_text())["results"]
        nodes = self.manifest()["nodes"]
        return {nodes[r["unique_id"]]["name"] for r in results if r["status"] in statuses and r["unique_id"] in nodes}


def dbt_build(inputs: Inputs, folder: Path, *arguments: str) -> Build:
    """Run `dbt build` on `inputs`, as if nothing had been published before; everything it writes lands in `folder`."""
    write_previous_feeds(folder / "previous", None)
    environment = os.environ | {
        "OGI_BUILD_DB": str(folder / "warehouse.duckdb"),
        "OGI_PARSED": str(inputs.root / "parsed"),
        "OGI_RAW": str(inputs.root / "raw"),
        "OGI_REFERENCE": str(inputs.root / "reference"),
        "OGI_PREVIOUS": str(folder / "previous"),
    }
    command = [Path(sys.executable).with_name("dbt"), "--no-use-colors", "build", *arguments]
    places = ["--project-dir", PROJECT, "--profiles-dir", PROJECT]
    places += ["--target-path", folder / "target", "--log-path", folder / "logs"]
    run = subprocess.run([*command, *places], env=environment, capture_output=True, text=True, timeout=240, check=False)
    return Build(folder, run.returncode, run.stdout + run.stderr)


@dataclass(frozen=True)
class Warehouse:
    """The built DuckDB file, open for reading."""

    connection: duckdb.DuckDBPyConnection

    def rows(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql, parameters).fetchall()

    def count(self, relation: str, condition: str = "true", *parameters: Any) -> int:
        """How many rows of a relation meet a condition."""
        sql = f"select count(*) from {relation} where {condition}"  # noqa: S608 both are words of the tests
        return int(self.value(sql, *parameters))

    def value(self, sql: str, *parameters: Any) -> Any:
        """The only value of the only row. Raises ValueError when there are more, or none."""
        ((only,),) = self.rows(sql, *parameters)
        return only

    def finding(self, name: str, rule_id: str, subject: str) -> dict[str, Any]:
        """The one finding of a rule on a subject of the constructed report `name`. Raises ValueError without one."""
        found = self.connection.execute(
            "select * from quality.fct_finding where report_id = ? and rule_id = ? and subject = ?",
            [report_id(name), rule_id, subject],
        )
        columns = [column[0] for column in found.description or ()]
        (row,) = found.fetchall()
        return dict(zip(columns, row, strict=True))

    def outcomes(self, name: str, rule_id: str) -> dict[str, str]:
        """Outcome by subject of one rule for one report."""
        sql = "select subject, outcome from quality.fct_finding where report_id = ? and rule_id = ?"
        return dict(self.connection.execute(sql, [report_id(name), rule_id]).fetchall())
