"""Bytes to `Report`: the one way into the reading. Bad input gives a report that says what is wrong, no exception."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path

from ingest import errors
from ingest.document import Document, SectionSpan
from ingest.errors import UnreadableDocumentError
from ingest.extract.canonical import canonical
from ingest.extract.metadata import Metadata, read_metadata
from ingest.extract.prose import TooManyNumbersError, extract_figures
from ingest.extract.sections import find_sections
from ingest.extract.statistics import read_statistics
from ingest.extract.tables import TablesReading, read_tables
from ingest.extract.what_is_a_report import is_truncated, why_not_a_report
from ingest.forms import form_for_year
from ingest.printed_text import PrintedText
from ingest.readers import open_document
from ingest.report import Issue, Report, ReportForm, Section, SourceDocument

# Markdown: a section ends where the title of the next begins, behind the marks of its line.
_MARK_OF_NEXT_HEADING = re.compile(r"\n[ \t]{0,3}#{1,6}[ \t]*\Z")


def parse_path(path: Path) -> Report:
    """Read one file. What `ingest.store` refuses (too large, not a file) is not checked here."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        problem = errors.issue("unreadable_path", f"{path}: {error.strerror or error}.")
        return Report(SourceDocument(str(path), None, None), is_report=False, issues=(problem,))
    return parse_bytes(raw, str(path))


def parse_bytes(raw: bytes, source_path: str) -> Report:
    """Read one document. `source_path` only names it: format, year and organ come from the content."""
    sha256 = hashlib.sha256(raw).hexdigest()
    try:
        opened = open_document(raw, source_path)
    except UnreadableDocumentError as error:
        problem = errors.issue(error.code, str(error))
        return Report(SourceDocument(source_path, sha256, None), is_report=False, issues=(problem,))
    source = SourceDocument(source_path, sha256, opened.media_type, opened.encoding)
    report = _read(opened.document, source)
    return replace(report, issues=(*opened.issues, *report.issues))


def _read(document: Document, source: SourceDocument) -> Report:
    text = canonical(document.shown)
    sections = find_sections(document, text)
    metadata = read_metadata(document, text, sections)
    # Their rows speak in the words of the statutory tables and must not be taken for those, nor for titles or prose.
    statistics = read_statistics(document, text, metadata.report_year)
    if statistics.spans:
        text = statistics.without_sheets(text)
        sections = find_sections(document, text)
        document = replace(document, grids=statistics.other_grids(document))
    tables = read_tables(document, text, sections, metadata.report_year)
    if reason := why_not_a_report(document, text, metadata, sections, tables):
        problem = errors.issue("not_a_report", reason)
        return Report(source, is_report=False, title=metadata.title, issues=(problem,))
    form, form_issues = _form(metadata, tables)
    issues = [*metadata.issues, *form_issues, *tables.issues, *statistics.issues]
    if is_truncated(sections, form):
        issues.append(errors.issue("truncated_report", f"The report ends in section {sections[-1].code!r}."))
    try:
        figures = extract_figures(document, sections, (*tables.spans, *statistics.spans))
    except TooManyNumbersError as error:
        figures = ()
        issues.append(errors.issue("too_many_figures", str(error)))
    return Report(
        document=source,
        is_report=True,
        title=metadata.title,
        organ_name=metadata.organ_name,
        report_year=metadata.report_year,
        report_year_basis=metadata.report_year_basis,
        report_year_locator=metadata.report_year_locator,
        published_on=metadata.published_on,
        published_on_basis=metadata.published_on_basis,
        published_on_locator=metadata.published_on_locator,
        document_number=metadata.document_number,
        index_number=metadata.index_number,
        form=form,
        form_basis=None if form is None else "printed_labels" if tables.printed_form else "prescribed_for_year",
        application_form=tables.application_form,
        cells=(*tables.cells, *statistics.cells),
        statistic_rows=statistics.rows,
        figures=figures,
        sections=tuple(_section(document, section) for section in sections),
        issues=tuple(issues),
        printed=PrintedText.of(document.text),
    )


def _form(metadata: Metadata, tables: TablesReading) -> tuple[ReportForm | None, list[Issue]]:
    """The form of the report, and a word about it where no label but the year tells."""
    if tables.form is not None:
        if tables.printed_form is None:
            message = f"The column labels are not printed; {tables.form} is the form prescribed for the year."
            return tables.form, [errors.issue("form_from_year", message)]
        return tables.form, []
    if metadata.report_year is not None and form_for_year(metadata.report_year) is None:
        return "pre-2019", []
    return None, []


def _section(document: Document, section: SectionSpan) -> Section:
    return Section(
        section.code,
        section.title,
        _MARK_OF_NEXT_HEADING.sub("", document.shown[section.start : section.end]).strip(),
        document.locator(section.start, section.end),
        (section.start, section.end),
    )
