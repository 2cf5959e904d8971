"""Whether a document is an annual report, and whether it is a whole one."""

import re
from collections.abc import Sequence

from ingest.document import SectionSpan
from ingest.extract.metadata import Metadata
from ingest.extract.tables import TablesReading
from ingest.report import ReportForm

_PRESCRIBED = ("overview", "disclosure", "applications", "legal_review", "problems", "other_matters")
_HEAD = 1500
# A notice about reports, or a reply to one; such a line is its title.
_NOTICE = re.compile(r"^[^\n。]{0,60}关于[^\n。]{2,60}(?:的?通知|的?函|的?意见|的?批复|的?通报)\s*$", re.MULTILINE)
_SUBJECT = re.compile(r"(?:政府)?(?:信息|政务)公开")
# Shorter than this is a link or a title page: the shortest real report seen has 4,000 characters, empty ones 900.
_SHORTEST = 300


def is_annual_report(text: str, metadata: Metadata, sections: Sequence[SectionSpan], tables: TablesReading) -> bool:
    """Whether canonical `text` is an annual OGI report: by its tables, its sections or its title, and no notice."""
    if _NOTICE.search(text[:_HEAD]) or not _SUBJECT.search(text):
        return False
    prescribed = {section.code for section in sections} & set(_PRESCRIBED)
    if any(cell.status == "reported" for cell in tables.cells) or len(prescribed) >= 3:
        return True
    has_title = metadata.title.value is not None and metadata.report_year is not None
    return has_title and (bool(prescribed) or len(text) >= _SHORTEST)


def is_truncated(sections: Sequence[SectionSpan], form: ReportForm | None) -> bool:
    """Whether the last two prescribed sections are missing though others are there."""
    codes = {section.code for section in sections}
    return form in ("2019", "2021") and len(codes & set(_PRESCRIBED)) >= 1 and not codes & {"problems", "other_matters"}
