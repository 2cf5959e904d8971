"""A published data folder with a few findings, made without dbt: only the columns that the workbooks read."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from curation.checking import finding_id_of

BUILD_ID = "20260102T030405Z-0123abcd"
_TABLES = """
create schema quality; create schema marts;
create table marts.dim_region (
    region_code text, region_name text, region_path text, parent_region_code text, province_code text
);
insert into marts.dim_region values
    ('100000', '中华人民共和国', '中华人民共和国', null, null),
    ('950000', '云汀省', '云汀省', '100000', '950000'),
    ('950100', '澄渊市', '云汀省 > 澄渊市', '950000', '950000'),
    ('950101', '鼓楼区', '云汀省 > 澄渊市 > 鼓楼区', '950100', '950000'),
    ('960000', '梧汀省', '梧汀省', '100000', '960000'),
    ('960101', '鼓楼区', '梧汀省 > 鼓楼区', '960000', '960000');
create table marts.dim_organ (organ_id text, organ_name text, region_code text, printed_names text);
create table marts.dim_report (
    report_id text, organ_id text, organ_name text, source_path text, report_year int, application_form text,
    is_current boolean
);
create table marts.dim_form_cell (
    form text, table_code text, row_code text, column_code text, row_order int, column_order int, row_label_zh text,
    column_label_zh text
);
insert into marts.dim_form_cell values
    ('2021', 'application', 'received_new', 'total', 1, 7, '一、本年新收政府信息公开申请数量', '总计'),
    ('2021', 'application', 'granted', 'total', 3, 7, '(一)予以公开', '总计');
create table quality.dim_rule (rule_id text, title_zh text, expected_zh text, actual_zh text);
insert into quality.dim_rule values
    ('A1', '申请收支平衡', '本年新收+上年结转', '办结+结转下年'), ('T1', '按期公开', '允许的逾期天数', '逾期天数');
create table quality.fct_finding (
    finding_id text, state_id text, report_id text, rule_id text, outcome text, severity text, subject text,
    subject_zh text, expected decimal(38, 4), actual decimal(38, 4), problem_kind text, message_zh text,
    proposed_table_code text, proposed_row_code text, proposed_column_code text, proposed_value decimal(24, 4),
    review_decision text, review_note text, reviewer text, reviewed_on date, is_open boolean
);
create table quality.fct_finding_evidence (
    finding_id text, report_id text, evidence_report_id text, side text, table_code text, row_code text,
    column_code text, figure_id text, value decimal(24, 4), printed_text text, locator text
);
"""


@dataclass(frozen=True)
class Found:
    """A finding of the folder to be made; `organ` is the name of the unit, an organ of the region `region_code`."""

    organ: str = "鼓楼区财政局"
    region_code: str | None = "950101"
    year: int | None = 2023
    rule_id: str = "A1"
    subject: str = "column:total"
    outcome: str = "fail"
    severity: str = "error"
    problem_kind: str | None = "printing"
    message: str = "申请表“总计”列：本年新收+上年结转=12，办结+结转下年=22，相差10。"
    printed: str | None = "12"
    proposed: int | None = None
    decision: str | None = None
    note: str | None = None
    state_id: str = "1" * 32

    @property
    def organ_id(self) -> str:
        return f"o{finding_id_of(self.organ, '', '')[:16]}"

    @property
    def report_id(self) -> str:
        return f"r{finding_id_of(self.organ, str(self.year), '')[:16]}"

    @property
    def finding_id(self) -> str:
        return finding_id_of(self.report_id, self.rule_id, self.subject)


def publish_findings(home: Path, findings: Iterable[Found]) -> Path:
    """Make `home` a data folder whose published warehouse holds the findings, instead of what it held."""
    publication = home / "publications" / BUILD_ID
    publication.mkdir(parents=True, exist_ok=True)
    (publication / "warehouse.duckdb").unlink(missing_ok=True)
    (publication / "manifest.json").write_text(json.dumps({"build_id": BUILD_ID}), encoding="utf-8")
    for name, target in (("current", f"publications/{BUILD_ID}"), ("warehouse.duckdb", "current/warehouse.duckdb")):
        (home / name).unlink(missing_ok=True)
        (home / name).symlink_to(target)
    given = list(findings)
    with duckdb.connect(str(publication / "warehouse.duckdb")) as connection:
        # One transaction goes to disk once.
        connection.execute(f"begin; {_TABLES}")
        organs = {found.organ_id: (found.organ_id, found.organ, found.region_code, found.organ) for found in given}
        reports = {
            found.report_id: (found.report_id, found.organ_id, found.organ, "a/b.html", found.year, "2021", True)
            for found in given
        }
        _insert(connection, "marts.dim_organ", list(organs.values()))
        _insert(connection, "marts.dim_report", list(reports.values()))
        _insert(connection, "quality.fct_finding", [_finding(found) for found in given])
        _insert(
            connection,
            "quality.fct_finding_evidence",
            [
                (found.finding_id, found.report_id, found.report_id, "expected", "application", "received_new",
                 "total", None, 12, found.printed, "char:1000-1002")
                for found in given
                if found.outcome == "fail"
            ],
        )  # fmt: skip
        connection.execute("commit")
    return home


def _finding(found: Found) -> tuple[object, ...]:
    cell = ("application", "granted", "total") if found.proposed is not None else (None, None, None)
    is_assessed = found.outcome == "fail"
    review = (found.decision, found.note, "王某", date(2024, 5, 6)) if found.decision else (None,) * 4
    return (
        found.finding_id, found.state_id, found.report_id, found.rule_id, found.outcome, found.severity,
        found.subject, "申请表“总计”列", 12 if is_assessed else None, 22 if is_assessed else None,
        found.problem_kind, found.message, *cell, found.proposed, *review,
        is_assessed and found.decision not in {"dismissed", "explained"},
    )  # fmt: skip


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[object, ...]]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"insert into {table} values ({marks})", rows)  # noqa: S608 names of our tables
