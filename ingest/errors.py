"""Coded problems of taking in and reading documents: what happened and what to do about it.

A problem is data: it becomes an `Issue` of the report or the collection and never stops a batch. Each code is listed
once, here, with its severity and remedy; `ogi` prints both and the README's table of codes is this list.
"""

from dataclasses import dataclass

from ingest.report import Issue, Severity


@dataclass(frozen=True, slots=True)
class IssueKind:
    """A kind of problem: its severity and what a person can do about it.

    "error": the input gives no report, or was not read whole. "warning": the report was read; something about it
    should be known.
    """

    severity: Severity
    remedy: str


ISSUE_KINDS: dict[str, IssueKind] = {
    # Taking in
    "unreadable_path": IssueKind("error", "Check that the path exists and may be read."),
    "too_large": IssueKind("error", "Split the file, or extract the single report from it."),
    "empty_file": IssueKind("error", "Fetch the document again; nothing was saved."),
    "duplicate_document": IssueKind("warning", "Nothing to do: the same bytes were taken in once."),
    # Containers
    "damaged_container": IssueKind("error", "Fetch the archive again; its members up to the damage were taken in."),
    "encrypted_container": IssueKind("error", "Unpack it with its password and take in the folder."),
    "container_too_large": IssueKind("error", "Unpack it where there is room, and take in the folder in parts."),
    "nested_too_deep": IssueKind("error", "Unpack the outer archives and take in the inner ones."),
    "unsafe_member": IssueKind("error", "Look at the archive; this member is a link or leads out of its folder."),
    "no_text_column": IssueKind("error", "Name the column of the documents text or html; see the README."),
    "malformed_row": IssueKind("error", "Look at this line of the file; it is no JSON object of its own."),
    "members_left_out": IssueKind("warning", "Nothing to do, unless a report is missed; the message counts them."),
    # Opening
    "needs_conversion": IssueKind(
        "error", "Save it as DOCX or PDF (soffice --headless --convert-to docx FILE) and take that in."
    ),
    "needs_ocr": IssueKind("error", "Have its text recognised (ocrmypdf -l chi_sim FILE OUT.pdf) and take that in."),
    "damaged_document": IssueKind("error", "Fetch the document again; the copy cannot be opened."),
    "encrypted_document": IssueKind("error", "Save a copy without a password and take that in."),
    "unsupported_format": IssueKind("error", "Convert the document to HTML, PDF, DOCX or plain text (UTF-8)."),
    "too_deep": IssueKind("error", "Look at the document; no report nests its parts so deeply."),
    "too_many_cells": IssueKind("error", "Look at the document; no report has so many cells."),
    "too_many_pages": IssueKind("error", "Extract the pages of the report and take those in."),
    "overfull_page": IssueKind("error", "Look at the document; no page of a report holds so much."),
    "pages_without_text": IssueKind(
        "warning", "Have the text of these pages recognised (ocrmypdf -l chi_sim --skip-text FILE OUT.pdf)."
    ),
    "repaired_document": IssueKind("warning", "Fetch the document again; the copy is damaged, and parts may be lost."),
    "binary_content": IssueKind("error", "This is no text; find the document it was made from."),
    "undecodable_text": IssueKind("error", "Save the text as UTF-8 or GB18030 and take it in again."),
    "encoding_guessed": IssueKind("warning", "Check a line of Chinese text; if it is garbled, save the file as UTF-8."),
    "damaged_text": IssueKind("warning", "Fetch the document again; the copy has broken characters."),
    # Reading
    "not_a_report": IssueKind("error", "Leave it out, or check that the right page was saved."),
    "truncated_report": IssueKind("warning", "Fetch the document again; its last sections are missing."),
    "no_year": IssueKind("warning", "Look at the title and the statistical period; neither names a year."),
    "year_conflict": IssueKind("warning", "Compare the title with the statistical period; they name different years."),
    "form_from_year": IssueKind(
        "warning", "No table is printed; the prescribed form of the year lists what is absent."
    ),
    "form_unknown": IssueKind("warning", "Look for the year in the original; without it no cell can be listed."),
    "cell_of_another_form": IssueKind("warning", "Look at the printed table; it mixes the columns of two forms."),
    "table_absent": IssueKind("warning", "The tables may be images in the original; look at the page."),
    "ambiguous_row": IssueKind(
        "warning", "Look at the printed row; its numbers cannot be put in columns with certainty."
    ),
    "conflicting_row": IssueKind("warning", "The row is printed twice with different numbers; look at both places."),
    "unreadable_value": IssueKind("warning", "Look at the printed cell; its text is no number."),
    "unit_not_printed": IssueKind("warning", "Find out whether the amount is in 元 or 万元; the report does not say."),
    "too_many_figures": IssueKind("error", "Look at the prose; no report has so many numbers."),
    # Our own
    "reader_failed": IssueKind("error", "A defect of this program: report it with the document."),
    "time_limit": IssueKind("error", "Reading took too long and was ended; report it with the document."),
}


class UnreadableDocumentError(Exception):
    """The bytes cannot be opened as a document. `code` is one of `ISSUE_KINDS`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def issue(code: str, message: str, locator: str | None = None) -> Issue:
    """An `Issue` of a listed kind. Raises KeyError for a code that is not listed."""
    return Issue(code=code, message=message, locator=locator, severity=ISSUE_KINDS[code].severity)
