"""Title, organ, year, publication date and numbers of a report, each with where it was read.

Precedence, best first; `basis` says which it was. The report's own words beat what its page says of it, for pages are
filled in by whoever publishes, often one office for all, and republished when a site moves.

- title: a labelled field (标题, 名称), unless the heading below it names the same organ more fully; a line, or several
  together, that is the title of an annual report; the meta tag ArticleTitle, unless the line says as much; a line that
  is only "2020年度"; the <title> of the page or a property of the file, which tools fill in. Of titles with different
  years (links to other reports) the one that the meta tag names counts, else the last before the text of the report.
- organ: the title, if what stands there names an organ (it ends in 政府, 局, 办公室 …). If it names a place, the
  government of that place or its office, as named first in: the signature; "本报告由…编制"; the first sentence; a
  labelled field (发布机构, 发文机关); the source (来源, ContentSource); without these, the place. If it names neither,
  the first of the same that names an organ: what the text says of itself comes before who published it, often one
  office for all; at last the place that the first sentence names. A name without its region (县财政局) gives way to
  the same name with it (青山县财政局). A site or a medium (本站, 门户网站, 融媒体中心) is never the organ, nor is the
  name of the site (SiteName).
- year: as `ingest.extract.report_years` says: by statistical period, title, first sentence and date of publication.
- publication date: a labelled field, 发布日期 and 公开日期 before 发文日期 before a bare 日期; a date with a time of
  day or a source under the title; the meta tag PubDate; a date in brackets under the title. The dates of signature,
  making or change (成文日期, 生成日期, 更新时间) are none, nor are those of a PDF or Word file.
- document number and index number: a labelled field (文号, 发文字号; 索引号); for the first, a line of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.document import DeclaredField, Document, SectionSpan
from ingest.extract.canonical import canonical
from ingest.extract.dates import DATE, YEAR, date_at, declared_date
from ingest.extract.labelled_fields import Field, FieldName, date_under, dateline, number_line, read_fields
from ingest.extract.organ_names import governs, is_name, is_organ, is_place, names_its_region
from ingest.extract.report_years import LONGEST_PROSE, FirstSentence, first_sentence, read_year
from ingest.extract.titles import Title, start_of_text, title_of, titles_in
from ingest.report import Evidence, Issue

_HEAD = 4000
_LONGEST_HEAD = 20_000
_ONLY_YEAR = re.compile(rf"^[^\S\n]*(?P<line>{YEAR}\s*年度?)[^\S\n]*$", re.MULTILINE)
_COMPILED_BY = re.compile(
    # The names of laws may stand between, and 由 then behind a comma.
    r"(?:本报告|本年度报告|本年报|年度报告)(?:[^。\n]{0,40}?|[^。\n]{40,240}?,\s?)由(?P<organ>[^,。;:\n]{3,40}?)"
    r"(?:负责)?(?:(?:根据|按照|依据|依照|结合)[^。\n]{0,80}?)?(?:编制|编写|编撰)"
)
_SIGNATURE = re.compile(
    rf"^[^\S\n]*(?P<organ>[\u4e00-\u9fff()]{{2,40}})\s*[(]?(?P<date>{DATE})[^\S\n]*日?[)]?[^\S\n]*$", re.MULTILINE
)
_META_TITLE, _META_DATE, _META_SOURCE = ("articletitle",), ("pubdate",), ("contentsource",)
_WEAK_TITLES = ("title", "dc:title", "dc.title", "og:title")
NOTHING = Evidence(None, None)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What identifies a report. The fields are those of `ingest.report.Report`."""

    title: Evidence
    organ_name: Evidence
    report_year: int | None
    report_year_basis: str | None
    report_year_locator: str | None
    published_on: date | None
    published_on_basis: str | None
    published_on_locator: str | None
    document_number: Evidence
    index_number: Evidence
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A name or year with its basis and its locator."""

    value: str
    basis: str
    locator: str | None


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before the report, and what the page declares, read once."""

    document: Document
    text: str
    end: int
    fields: dict[FieldName, Field]
    titles: list[Title]

    def declared(self, names: Sequence[str]) -> DeclaredField | None:
        """The first declared field of one of these names that has a value."""
        fields = (f for name in names for f in self.document.declared if f.name.casefold() == name and f.value.strip())
        return next(fields, None)

    def evidence(self, field: Field | None) -> Evidence:
        """A labelled field as evidence, or none."""
        if field is None:
            return NOTHING
        return Evidence(field.value, field.basis, self.document.locator(field.start, field.end))


def _declared_title(declared: DeclaredField | None) -> Title | None:
    return title_of(" ".join(canonical(declared.value).split())) if declared else None


def _title(head: _Head) -> tuple[Evidence, Title | None]:
    """The title, and the same taken apart (None where it is only a year)."""
    field = head.fields.get("title")
    if field and (title := title_of(field.value, field.start, field.end)):
        if heading := _fuller_heading(head.titles, title):
            return Evidence(heading.text, "title_line", head.document.locator(heading.start, heading.end)), heading
        return head.evidence(field), title
    tag = head.declared(_META_TITLE)
    declared = _declared_title(tag)
    line = _line_title(head.titles, declared)
    if tag and declared and (line is None or _says(declared) > _says(line)):
        return Evidence(declared.text, "meta_tag", tag.locator), declared
    if line:
        return Evidence(line.text, "title_line", head.document.locator(line.start, line.end)), line
    if only_year := _ONLY_YEAR.search(head.text, 0, head.end):
        return Evidence(only_year["line"], "year_line", head.document.locator(*only_year.span("line"))), None
    weak = head.declared(_WEAK_TITLES)
    title = _declared_title(weak)
    return (Evidence(title.text, "document_property", weak.locator), title) if weak and title else (NOTHING, None)


def _fuller_heading(titles: Sequence[Title], labelled: Title) -> Title | None:
    """The heading below a labelled title that names the same year and, with its region, the same organ."""
    return next(
        (
            title
            for title in titles
            if title.start >= labelled.end
            and title.year == labelled.year
            and labelled.organ
            and title.organ != labelled.organ
            and title.organ.endswith(labelled.organ)
        ),
        None,
    )


def _says(title: Title) -> tuple[bool, bool]:
    """How much a title says: its year before its organ."""
    return title.year is not None, bool(title.organ)


def _line_title(titles: Sequence[Title], declared: Title | None) -> Title | None:
    if not titles:
        return None
    years = {title.year for title in titles if title.year}
    if declared and declared.year in years:
        titles = [title for title in titles if title.year == declared.year]
    elif len(years) > 1:
        # Links to the reports of other years stand before the title of this one, or behind its text.
        titles = [[title for title in titles if title.year][-1]]
    # A title with its year is better than the name of the page's column (政府信息公开年报).
    # Of two that say as much the lower one: names of a site and its columns stand above the heading.
    return max(reversed(titles), key=_says)


def _organ(
    head: _Head, title: Title | None, title_locator: str | None, first: FirstSentence | None, end_section: int
) -> Evidence:
    in_title = title.organ if title else ""
    named = _named_organs(head, first, end_section)
    best = _Candidate(in_title, "title", title_locator) if in_title else next(named, None)
    if best is None:
        return NOTHING
    # One that governs a place, or names its region, has another name than the one that it is better than.
    if is_place(best.value):
        best = next((c for c in named if governs(c.value, best.value)), best)
    elif not names_its_region(best.value):
        best = next((c for c in named if c.value != best.value and c.value.endswith(best.value)), best)
    return Evidence(best.value, best.basis, best.locator)


def _named_organs(head: _Head, first: FirstSentence | None, end_section: int) -> Iterator[_Candidate]:
    """The organs that are named elsewhere than in the title, best first."""
    locator = head.document.locator
    signatures = list(_SIGNATURE.finditer(head.text, max(end_section, len(head.text) - _LONGEST_HEAD)))
    for signature in reversed(signatures):
        if is_organ(signature["organ"]):
            yield _Candidate(signature["organ"], "signature", locator(*signature.span("organ")))
    compiled = _COMPILED_BY.search(head.text, 0, head.end)
    name = re.sub(r"\s", "", compiled["organ"]) if compiled else ""
    if compiled and is_organ(name):
        yield _Candidate(name, "compiled_by", locator(*compiled.span("organ")))
    name = re.sub(r"\s", "", first.organ) if first else ""
    if first and is_organ(name):
        yield _Candidate(name, "first_sentence", locator(*first.organ_place))
    if field := head.fields.get("organ"):
        yield _Candidate(field.value, "labelled_field", locator(field.start, field.end))
    if field := head.fields.get("source"):
        yield _Candidate(field.value, "source", locator(field.start, field.end))
    tag = head.declared(_META_SOURCE)
    source = re.sub(r"\s", "", canonical(tag.value)) if tag else ""
    if tag and is_organ(source):
        yield _Candidate(source, "meta_tag", tag.locator)
    if first and is_name(name) and is_place(name):
        yield _Candidate(name, "first_sentence", locator(*first.organ_place))


def _published(head: _Head, title: Evidence, parts: Title | None) -> tuple[date | None, str | None, str | None]:
    names: tuple[FieldName, ...] = ("published", "issued", "dated")
    fields = (head.fields[name] for name in names if name in head.fields)
    field = next(fields, None) or dateline(head.text, head.end)
    if field:
        return date_at(field.value), field.basis, head.document.locator(field.start, field.end)
    tag = head.declared(_META_DATE)
    declared = declared_date(canonical(tag.value)) if tag else None
    if tag and declared:
        return declared, "meta_tag", tag.locator
    under = date_under(head.text, parts.end) if parts and title.basis == "title_line" else None
    if under:
        return date_at(under.value), under.basis, head.document.locator(under.start, under.end)
    return None, None, None


def read_metadata(document: Document, text: str, sections: Sequence[SectionSpan]) -> Metadata:
    """Read what identifies a report; `text` is the canonical text of the document.

    Nothing is taken from the name of a file.
    """
    body = sections[0].end if sections else len(text)
    end = max(min(body, _LONGEST_HEAD), min(len(text), _HEAD))
    # Where none stands above the text, the first in it or below it.
    titles = titles_in(text, start_of_text(text, min(body, end))) or titles_in(text, end)[::-1]
    head = _Head(document, text, end, read_fields(text, end), titles)
    title, parts = _title(head)
    published_on, published_basis, published_locator = _published(head, title, parts)
    preface_end = max(body, min(len(text), _HEAD // 4)) if len(sections) > 1 else len(text)
    first = first_sentence(text, min(preface_end + 200, LONGEST_PROSE))
    organ = _organ(head, parts, title.locator, first, sections[-1].start if sections else 0)
    year = read_year(text, sections, title.value, first, published_on)
    locator = document.locator(*year.place) if year.place else None
    if year.basis in ("title", "publication_year"):
        locator = title.locator if year.basis == "title" else published_locator
    return Metadata(
        title=title,
        organ_name=organ,
        report_year=year.year,
        report_year_basis=year.basis,
        report_year_locator=locator,
        published_on=published_on,
        published_on_basis=published_basis,
        published_on_locator=published_locator,
        document_number=head.evidence(head.fields.get("document_number") or number_line(text, min(body, _HEAD))),
        index_number=head.evidence(head.fields.get("index_number")),
        issues=year.issues,
    )
