"""`Report` records as rows of the parsed tables, whose columns are those of `ingest.parsed_tables.SCHEMAS`."""

from collections.abc import Iterator
from typing import Any

from ingest.printed_text import Span
from ingest.report import Report
from ingest.sameness.rows import prose_rows


def report_id_of(sha256: str) -> str:
    """The id of the report in a document: "r" and 16 hex digits of its hash (64 bits; millions of reports fit).

    Without the letter a spreadsheet would take some ids for numbers (12e34).
    """
    return f"r{sha256[:16]}"


def report_rows(report: Report, collection_id: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of every parsed table for one report, by table name."""
    sha256 = report.document.sha256
    report_id = report_id_of(sha256) if sha256 else None
    key = {"report_id": report_id, "collection_id": collection_id}
    rows: dict[str, list[dict[str, Any]]] = {}
    rows["issues"] = [
        key
        | {
            "source_path": report.document.path,
            "issue_index": index,
            "code": issue.code,
            "severity": issue.severity,
            "message": issue.message,
            "locator": issue.locator,
        }
        for index, issue in enumerate(report.issues)
    ]
    if report_id is None:
        return rows
    rows["reports"] = [
        key
        | {
            "document_id": sha256,
            "source_path": report.document.path,
            "source_url": report.document.source_url,
            "media_type": report.document.media_type,
            "encoding": report.document.encoding,
            "is_report": report.is_report,
            "title": report.title.value,
            "title_basis": report.title.basis,
            "organ_name": report.organ_name.value,
            "organ_name_basis": report.organ_name.basis,
            "report_year": report.report_year,
            "report_year_basis": report.report_year_basis,
            "published_on": report.published_on,
            "published_on_basis": report.published_on_basis,
            "document_number": report.document_number.value,
            "document_number_basis": report.document_number.basis,
            "index_number": report.index_number.value,
            "index_number_basis": report.index_number.basis,
            "form": report.form,
            "form_basis": report.form_basis,
            "application_form": report.application_form,
        }
    ]
    rows["cells"] = [
        key
        | {
            "table_code": cell.table,
            "row_code": cell.row,
            "column_code": cell.column,
            "value": cell.value,
            "unit": cell.unit,
            "status": cell.status,
            "value_raw": cell.value_raw,
            "locator": cell.locator,
            **_place(cell.span),
        }
        for cell in report.cells
        if cell.table != "statistics"
    ]
    rows["statistics"] = [key | row for row in _statistics(report)]
    rows["figures"] = [
        key
        | {
            "figure_index": figure.index,
            "topic": figure.topic,
            "value": figure.value,
            "unit": figure.unit,
            "is_approximate": figure.approximate,
            "status": figure.status,
            "excerpt": figure.excerpt,
            "locator": figure.locator,
            **_place(figure.span),
            "section_code": figure.section_code,
            "total_figure_index": figure.part_of,
            "relation": figure.relation,
            "lists_unnumbered_part": figure.lists_unnumbered_part,
            "lists_remainder": figure.lists_remainder,
        }
        for figure in report.figures
    ]
    rows["sections"] = [
        key
        | {
            "section_index": index,
            "section_code": section.code,
            "title": section.title,
            "section_text": section.text,
            "locator": section.locator,
            **_place(section.span),
        }
        for index, section in enumerate(report.sections)
    ]
    if report.printed:
        rows["texts"] = [key | {"printed_text": report.printed.text, "is_cut": report.printed.is_cut}]
    return rows | prose_rows(report, key)


def _place(span: Span | None) -> dict[str, int | None]:
    """Where something stands in the text, also where that is behind the end of a text that was cut."""
    start, end = span or (None, None)
    return {"text_start": start, "text_end": end}


def _statistics(report: Report) -> Iterator[dict[str, Any]]:
    numbers = {row.name: (number, row) for number, row in enumerate(report.statistic_rows, start=1)}
    for cell in report.cells:
        if cell.table == "statistics":
            number, row = numbers[cell.row]
            yield {
                "row_number": number,
                "row_name": row.name,
                "indicator": row.indicator,
                "heading_path": " > ".join(row.headings) or None,
                "indicator_code": row.indicator_code,
                "printed_unit": row.printed_unit,
                "column_code": cell.column,
                "value": cell.value,
                "unit": cell.unit,
                "status": cell.status,
                "value_raw": cell.value_raw,
                "locator": cell.locator,
                **_place(cell.span),
            }
