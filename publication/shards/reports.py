"""Shards of current reports, and of their texts."""

# ruff: noqa: S608 all SQL is put together from constants of this package

from pathlib import Path

import duckdb

from publication.shards.assembly import NestedPart, Part, write_assembled
from publication.shards.pages import streamed
from publication.shards.paths import folder_of
from publication.shards.similar import SIMILAR_LINE, SIMILAR_ROWS
from publication.shards.writer import ShardWriter

_HEAD = Part(
    "head",
    """
    select
        report.report_id as owner_id, report.*, place.organ_id as canonical_organ_id,
        place.organ_name as canonical_organ_name, version.source_url, version.document_number, version.index_number,
        version.collection_id, path.steps, coalesce(similar_reports.similar_count, 0) as similar_count
    from (
        select report_id, document_id, report_year, title, form, form_basis, application_form, published_on,
            source_name, media_type
        from feeds.feed_report
    ) as report
    inner join shard_report as place on report.report_id = place.report_id
    inner join feeds.feed_version as version on report.report_id = version.report_id
    left join shard_region_path as path on place.region_code = path.region_code
    left join (
        select report_id, count(*) as similar_count
        from (
            select report_id from feeds.feed_similar_report
            union all
            select other_report_id from feeds.feed_similar_report
        )
        group by report_id
    ) as similar_reports on report.report_id = similar_reports.report_id
    """,
    """to_json(struct_pack(
        report_id := owner_id, document_id := document_id, organ_id := canonical_organ_id,
        organ_name := canonical_organ_name, region_path := ('[' || coalesce(steps, '') || ']')::json,
        report_year := report_year, title := title, form := form, form_basis := form_basis,
        application_form := application_form, published_on := published_on, source_name := source_name,
        source_url := source_url, media_type := media_type, document_number := document_number,
        index_number := index_number, collection_id := collection_id, similar_count := similar_count
    ))""",
)

_YEARS = Part(
    "years",
    """
    select report.report_id as owner_id, other.report_id as other_report_id, other.report_year as other_report_year
    from shard_report as report
    inner join shard_report as other on report.organ_id = other.organ_id
    """,
    "to_json(struct_pack(report_id := other_report_id, report_year := other_report_year))",
    "other_report_year nulls last, other_report_id",
)

_VERSIONS = Part(
    "versions",
    """
    select current_report_id as owner_id, report_id, version_number, is_current, current_because, source_name,
        source_url, published_on, document_id
    from feeds.feed_version
    """,
    """to_json(struct_pack(
        report_id := report_id, version_number := version_number, is_current := is_current,
        current_because := current_because, source_name := source_name, source_url := source_url,
        published_on := published_on, document_id := document_id
    ))""",
    "version_number, report_id",
)


def _cells(table: str, feed: str, value: str) -> Part:
    """The cells of one statutory table. DuckDB sorts the tables one by one in less memory than their union."""
    return Part(
        table,
        f"""
        select report_id as owner_id, form, row_order, row_code, column_order, column_code, value, unit, status,
            value_raw, locator, text_start, text_end
        from feeds.{feed}
        """,
        f"""to_json(struct_pack(
            "table" := '{table}', form := form, "row" := row_code, "column" := column_code, "value" := {value},
            unit := unit, status := status, printed := value_raw, locator := locator, "start" := text_start,
            "end" := text_end
        ))""",
        "form, row_order, column_order",
        list_name="cells",
    )


# In the order of the form.
_CELLS = (
    _cells("disclosure", "feed_disclosure", "exact_number(value)"),
    _cells("application", "feed_application", "value"),
    _cells("legal", "feed_legal_review", "value"),
)

_STATISTICS = Part(
    "statistics",
    """
    select report_id as owner_id, row_number, indicator, heading_path, printed_unit, column_code, value, unit, status,
        value_raw, locator, text_start, text_end
    from feeds.feed_statistic
    """,
    """to_json(struct_pack(
        row_number := row_number, indicator := indicator, heading_path := heading_path, printed_unit := printed_unit,
        "column" := column_code, "value" := exact_number(value), unit := unit, status := status, printed := value_raw,
        locator := locator, "start" := text_start, "end" := text_end
    ))""",
    "row_number, column_code",
)

_FIGURES = Part(
    "figures",
    """
    select report_id as owner_id, figure_id, topic, topic_label_zh, topic_label_en, value, unit, is_approximate,
        status, excerpt, section_code, locator, text_start, text_end
    from feeds.feed_figure
    """,
    """to_json(struct_pack(
        figure_id := figure_id, topic := topic, topic_zh := topic_label_zh, topic_en := topic_label_en,
        "value" := exact_number(value), unit := unit, is_approximate := is_approximate, status := status,
        excerpt := excerpt, section_code := section_code, locator := locator, "start" := text_start, "end" := text_end
    ))""",
    "text_start nulls last, length(figure_id), figure_id",
)

_SECTIONS = Part(
    "sections",
    """
    select report_id as owner_id, section_index, section_code, title, locator, text_start, text_end
    from feeds.feed_section
    """,
    """to_json(struct_pack(
        section_code := section_code, title := title, locator := locator, "start" := text_start, "end" := text_end
    ))""",
    "section_index",
)

_FINDINGS = NestedPart(
    "findings",
    """
    select finding.report_id as owner_id, finding.finding_id, finding.rule_id, finding.outcome, finding.severity,
        finding.subject_zh, finding.subject_en, finding.message_zh, finding.message_en, finding.is_open,
        finding.review_decision, finding.expected, finding.actual, finding.reason_code, finding.reason_zh,
        finding.reason_en, finding.proposed_cell_zh, finding.proposed_cell_en, finding.proposed_value,
        finding.review_note, finding.reviewer, finding.reviewed_on
    from feeds.feed_finding as finding
    where finding.outcome <> 'pass'
    """,
    """to_json(struct_pack(
        finding_id := finding_id, rule_id := rule_id, outcome := outcome, severity := severity,
        subject_zh := subject_zh, subject_en := subject_en, message_zh := message_zh, message_en := message_en,
        is_open := is_open, review_decision := review_decision,
        expected := exact_number(expected), actual := exact_number(actual), reason_code := reason_code,
        reason_zh := reason_zh, reason_en := reason_en, proposed_cell_zh := proposed_cell_zh,
        proposed_cell_en := proposed_cell_en, proposed_value := exact_number(proposed_value),
        review_note := review_note, reviewer := reviewer, reviewed_on := reviewed_on,
        evidence := ('[' || coalesce(inner_items, '') || ']')::json
    ))""",
    "outcome, rule_id, finding_id",
    inner=Part(
        "evidence",
        """
        select report_id as owner_id, finding_id, evidence_number, evidence_report_id, side, table_code, row_code,
            column_code, figure_id, status, printed_text, locator
        from feeds.feed_evidence
        -- An absent table is told once as the reason, not cell by cell: these were most of what such a report has.
        where
            status is distinct from 'absent'
            or finding_id not in (select finding_id from feeds.feed_finding where reason_code = 'table_absent')
        """,
        """to_json(struct_pack(
            report_id := evidence_report_id, side := side, "table" := table_code, "row" := row_code,
            "column" := column_code, figure_id := figure_id, status := status, printed := printed_text,
            locator := locator
        ))""",
        "finding_id, evidence_number",
    ),
    link="finding_id",
)

# Nine in ten findings: they are sorted by themselves, with the few columns that are kept of them.
_PASSED = Part(
    "passed",
    """
    select report_id as owner_id, finding_id, rule_id, message_zh, message_en
    from feeds.feed_finding
    where outcome = 'pass'
    """,
    """to_json(struct_pack(
        finding_id := finding_id, rule_id := rule_id, outcome := 'pass', message_zh := message_zh,
        message_en := message_en
    ))""",
    "rule_id, finding_id",
    list_name="findings",
)

_ISSUES = Part(
    "issues",
    "select report_id as owner_id, issue_id, issue_code, severity, message, locator from feeds.feed_issue",
    "to_json(struct_pack(code := issue_code, severity := severity, message := message, locator := locator))",
    "issue_code, issue_id",
)

# The most alike of what may be a crowd; `similar_count` says how many there are.
_SIMILAR = Part(
    "similar",
    f"""
    select * from (
        select report_id as owner_id, * from ({SIMILAR_ROWS})
        union all
        select other_report_id as owner_id, * from ({SIMILAR_ROWS})
    )
    qualify row_number() over (partition by owner_id order by similarity desc, pair_id) <= 20
    """,
    SIMILAR_LINE,
    "similarity desc, pair_id",
)

_TEXTS = """
select report_id, to_json(struct_pack(report_id := report_id, "text" := printed_text, is_cut := is_cut))
from feeds.feed_report_text
"""


def write_reports(connection: duckdb.DuckDBPyConnection, writer: ShardWriter, scratch: Path) -> None:
    """`reports/<xx>/<report_id>.json`: what each current report prints, and what the checks found."""
    parts = (_YEARS, _VERSIONS, *_CELLS, _STATISTICS, _FIGURES, _SECTIONS, _FINDINGS, _PASSED, _ISSUES, _SIMILAR)
    write_assembled(connection, writer, scratch, ("reports",), _HEAD, parts)


def write_texts(connection: duckdb.DuckDBPyConnection, writer: ShardWriter) -> None:
    """`texts/<xx>/<report_id>.json`: what is shown around a cell or figure. Nothing is sorted: texts are large."""
    for report_id, content in streamed(connection, _TEXTS):
        writer.write(("texts", folder_of(report_id), report_id), content)
