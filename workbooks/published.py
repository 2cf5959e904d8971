"""The findings of the published build, read from its warehouse; the feeds lack the labels of the cells.

The warehouse is opened read-only, without access to files or the network. Rows stream out in the order in which they
are written, so that memory does not grow with them.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import duckdb

from publication.integrity import read_manifest
from workbooks.corrections import EVIDENCE_SHOWN, Correction, Evidence
from workbooks.selection import Count, Selection, SelectionError

Per = Literal["organ", "region"]
_FETCH = 500
_CHOICES_SHOWN = 8

# A unit is an organ, or a report whose organ is not known. What is asked for stands in the table `asked`.
_ASKED = """
create temp table asked as
with recursive below(region_code) as (
    select region_code from marts.dim_region where region_code = $region_code
    union
    select regions.region_code from marts.dim_region as regions
    inner join below on regions.parent_region_code = below.region_code
)
select
    findings.finding_id,
    coalesce(reports.organ_id, reports.report_id) as unit_id,
    coalesce(
        organs.organ_name,
        reports.organ_name,
        '未识别单位 ' || regexp_extract(reports.source_path, '[^/\\\\]*$')
    ) as unit,
    case
        when $per = 'organ' then coalesce(reports.organ_id, reports.report_id)
        else coalesce($region_code, regions.province_code, regions.region_code, '')
    end as book_id,
    organs.region_code,
    reports.report_year,
    reports.application_form
from quality.fct_finding as findings
inner join marts.dim_report as reports on findings.report_id = reports.report_id
left join marts.dim_organ as organs on reports.organ_id = organs.organ_id
left join marts.dim_region as regions on organs.region_code = regions.region_code
where
    reports.is_current
    and (
        (findings.outcome = 'fail' and (findings.is_open or $with_answered))
        -- Without a kind of problem there is nothing that anybody could mend.
        or ($with_not_assessable and findings.outcome = 'not_assessable' and findings.problem_kind is not null)
    )
    and (len($organ_ids) = 0 or list_contains($organ_ids, reports.organ_id))
    and (len($years) = 0 or list_contains($years, reports.report_year))
    and (len($rule_ids) = 0 or list_contains($rule_ids, findings.rule_id))
    and ($region_code is null or organs.region_code in (select region_code from below))
"""

_CORRECTIONS = """
with evidence as (
    select
        evidence.finding_id,
        count(*) as evidence_count,
        list(
            [
                case when reports.organ_id is distinct from own_reports.organ_id then reports.organ_name end,
                case when evidence.evidence_report_id <> evidence.report_id then cast(reports.report_year as text) end,
                evidence.table_code,
                evidence.row_code,
                evidence.column_code,
                cells.row_label_zh,
                cells.column_label_zh,
                left(evidence.printed_text, 200),
                evidence.locator
            ]
            order by
                -- What was held to the rest first; zeros, of which a sum has many, last.
                evidence.evidence_report_id <> evidence.report_id, evidence.side, coalesce(evidence.value, 1) = 0,
                evidence.table_code,
                cells.row_order, cells.column_order, evidence.figure_id, evidence.evidence_report_id, evidence.locator
        )[:$evidence_kept] as evidence
    from quality.fct_finding_evidence as evidence
    inner join asked on evidence.finding_id = asked.finding_id
    inner join marts.dim_report as reports on evidence.evidence_report_id = reports.report_id
    inner join marts.dim_report as own_reports on evidence.report_id = own_reports.report_id
    left join marts.dim_form_cell as cells
        on
            reports.application_form = cells.form
            and evidence.table_code = cells.table_code
            and evidence.row_code = cells.row_code
            and evidence.column_code = cells.column_code
    group by evidence.finding_id
)

select
    asked.book_id,
    findings.finding_id,
    findings.state_id,
    findings.report_id,
    findings.rule_id,
    rules.title_zh,
    asked.unit_id,
    asked.unit,
    asked.report_year,
    findings.outcome,
    findings.severity,
    findings.subject,
    findings.subject_zh,
    findings.message_zh,
    findings.expected,
    rules.expected_zh,
    findings.actual,
    rules.actual_zh,
    cells.row_label_zh || '/' || cells.column_label_zh as proposed_cell,
    findings.proposed_value,
    findings.review_decision,
    findings.review_note,
    findings.reviewer,
    findings.reviewed_on,
    evidence.evidence,
    coalesce(evidence.evidence_count, 0) as evidence_count
from asked
inner join quality.fct_finding as findings on asked.finding_id = findings.finding_id
inner join quality.dim_rule as rules on findings.rule_id = rules.rule_id
left join evidence on asked.finding_id = evidence.finding_id
left join marts.dim_form_cell as cells
    on
        asked.application_form = cells.form
        and findings.proposed_table_code = cells.table_code
        and findings.proposed_row_code = cells.row_code
        and findings.proposed_column_code = cells.column_code
order by
    asked.book_id, asked.region_code nulls last, asked.unit, asked.unit_id, asked.report_year desc nulls last,
    findings.outcome, findings.severity, findings.rule_id, findings.report_id, findings.subject
"""

_COUNTS = """
select
    asked.book_id,
    asked.unit_id,
    asked.unit,
    asked.report_year,
    count(case when findings.outcome = 'fail' and findings.severity = 'error' then 1 end) as errors,
    count(case when findings.outcome = 'fail' and findings.severity <> 'error' then 1 end) as warnings,
    count(case when findings.outcome = 'not_assessable' then 1 end) as not_assessable,
    count(findings.review_decision) as answered
from asked
inner join quality.fct_finding as findings on asked.finding_id = findings.finding_id
group by asked.book_id, asked.region_code, asked.unit_id, asked.unit, asked.report_year
order by
    asked.book_id, asked.region_code nulls last, asked.unit, asked.unit_id, asked.report_year desc nulls last
"""


@dataclass(frozen=True, slots=True)
class FindingState:
    """What the published build says of a finding: what it is about, and the state that it is in."""

    state_id: str
    report_id: str
    rule_id: str
    subject: str
    outcome: str


class PublishedFindings:
    """The findings of one published build. `build_id` names it."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, build_id: str) -> None:
        self._connection = connection
        self.build_id = build_id

    def rule_ids(self) -> list[str]:
        """The ids of the rules, sorted."""
        return [row[0] for row in self._rows("select rule_id from quality.dim_rule order by rule_id")]

    def organ_id(self, named: str) -> str:
        """The organ of this id or name (the present one, or one that its reports print). Raises SelectionError."""
        found = self._rows(
            "select organ_id, organ_name from marts.dim_organ where organ_id = $1 or organ_name = $1"
            " or list_contains(string_split(printed_names, '; '), $1) order by organ_id = $1 desc, organ_id",
            [named],
        )
        near = found or self._rows(
            "select organ_id, organ_name from marts.dim_organ order by jaro_winkler_similarity(organ_name, $1) desc,"
            " organ_id limit 3",
            [named],
        )
        return self._only("organ", named, found, near)

    def region_code(self, named: str) -> str:
        """The region of this code, name or path of names ("云汀省 > 栖岫市"). Raises SelectionError."""
        found = self._rows(
            "select region_code, region_path from marts.dim_region where region_code = $1 or region_name = $1"
            " or region_path = $1 order by region_code = $1 desc, region_code",
            [named],
        )
        near = found or self._rows(
            "select region_code, region_path from marts.dim_region order by"
            " jaro_winkler_similarity(region_name, $1) desc, region_code limit 3",
            [named],
        )
        return self._only("region", named, found, near)

    def region_name(self, region_code: str) -> str | None:
        """The name of a region; None for a code that is not known."""
        found = self._rows("select region_name from marts.dim_region where region_code = ?", [region_code])
        return found[0][0] if found else None

    def _only(self, what: str, named: str, found: list[tuple[Any, ...]], near: list[tuple[Any, ...]]) -> str:
        choices = "; ".join(f"{row[0]} {row[1]}" for row in near[:_CHOICES_SHOWN])
        if not found:
            raise SelectionError(f"no {what} {named} in the published build; near to it are: {choices}")
        if len(found) > 1 and found[0][0] != named:
            raise SelectionError(f"{named} may be more than one {what}; give the id or code: {choices}")
        return str(found[0][0])

    def ask(self, selection: Selection, per: Per) -> int:
        """Choose the findings that `counts` and `corrections` then give; says how many. `per` is what has a workbook:
        each unit, or the region of the selection (without one: each province).
        """
        self._connection.execute("drop table if exists asked")
        self._connection.execute(
            _ASKED,
            {
                "per": per,
                "region_code": selection.region_code,
                "organ_ids": list(selection.organ_ids),
                "years": list(selection.years),
                "rule_ids": list(selection.rule_ids),
                "with_answered": selection.with_answered,
                "with_not_assessable": selection.with_not_assessable,
            },
        )
        return int(self._rows("select count(*) from asked")[0][0])

    def counts(self) -> Iterator[Count]:
        """What was asked for, by workbook, unit and year, in the order of `corrections`."""
        for row in self._stream(_COUNTS):
            yield Count(*row)

    def corrections(self) -> Iterator[tuple[str, Correction]]:
        """What was asked for, each with the id of its workbook, sorted by workbook, unit and year."""
        for book_id, *values, evidence, evidence_count in self._stream(_CORRECTIONS, {"evidence_kept": EVIDENCE_SHOWN}):
            items = tuple(Evidence(item[0], int(item[1]) if item[1] else None, *item[2:]) for item in evidence or ())
            yield book_id, Correction(*(*values, items, evidence_count))

    def states(self, finding_ids: Collection[str]) -> dict[str, FindingState]:
        """The states of those of the findings that the build has, on current reports."""
        rows = self._rows(
            "select findings.finding_id, findings.state_id, findings.report_id, findings.rule_id, findings.subject,"
            " findings.outcome from quality.fct_finding as findings"
            " inner join marts.dim_report as reports on findings.report_id = reports.report_id"
            " where reports.is_current and list_contains(?, findings.finding_id)",
            [list(finding_ids)],
        )
        return {row[0]: FindingState(*row[1:]) for row in rows}

    def _rows(self, query: str, parameters: list[Any] | None = None) -> list[tuple[Any, ...]]:
        return self._connection.execute(query, parameters or []).fetchall()

    def _stream(self, query: str, parameters: dict[str, Any] | None = None) -> Iterator[tuple[Any, ...]]:
        # Nothing else may be asked before the last row is fetched.
        result = self._connection.execute(query, parameters or {})
        while batch := result.fetchmany(_FETCH):
            yield from batch


@contextmanager
def published_findings(warehouse: Path) -> Iterator[PublishedFindings]:
    """Opens the published warehouse (its link is followed once, so that a swap meanwhile changes nothing).

    Raises SelectionError when none is published.
    """
    if not warehouse.exists():
        raise SelectionError(f"no warehouse is published at {warehouse}; run `ogi run` first")
    resolved = warehouse.resolve()
    build_id = read_manifest(resolved.parent)["build_id"]
    with duckdb.connect(str(resolved), read_only=True) as connection:
        connection.execute("set enable_progress_bar = false")
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        yield PublishedFindings(connection, build_id)
