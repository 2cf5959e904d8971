"""Title, organ, year and publication date of a report, each with where it was read.

Precedence, best first (the first that is there wins; `basis` says which it was):

- title: a labelled field (标题, 名称), a line that is a title of an annual report, a line that is only "2020年度".
- organ: a labelled field (发布机构, 发文机构); the title, if what stands there names an organ (it ends in
  政府, 局, 办公室 …); the signature; "本报告由…编制"; the first sentence ("现就…报告如下"); a place in the title.
- year: the one that most of statistical period, title, first sentence and publication year − 1 name; among equals
  the statistical period, then the title. A disagreement of period and title is reported.
- publication date: a labelled field (发布时间, 发布日期, 成文日期 is not one). The date of the signature is none.
"""

import re
from dataclasses import dataclass
from datetime import date

from ingest import errors
from ingest.document import SectionSpan
from ingest.report import Evidence, Issue

_HEAD = 4000
_YEAR = r"(?<!\d)(20[0-4]\d)"
_TITLE = re.compile(
    rf"^(?P<organ>[^。;!?]{{0,50}}?)(?P<year>{_YEAR})?\s*年?度?\s*(?:政府|政务)?(?:信息|政务)公开[^。;!?]{{0,12}}?(?:报告|年报)"
)
_ONLY_YEAR = re.compile(rf"^\s*{_YEAR}\s*年度?\s*$", re.MULTILINE)
# Words that make a line with a title in it a notice about reports, a reply, a list or a link.
_ABOUT_REPORTS = re.compile(
    r"关于(?:做好|开展|印发|报送|编制|转发|进一步)|的通知|的函|的意见|的批复|的复函|如下|根据|公告$|一览|汇总表|目录$|[>»]"
)
_LABELLED_TITLE = re.compile(
    r"^\s*(?:标\s*题|名\s*称|文件名称|信息名称)\s*[:|]?\s*(?P<value>[^\n|]{4,80})", re.MULTILINE
)
_LABELLED_ORGAN = re.compile(
    r"(?:发布机构|发文机构|发文机关|发布机关|公开主体|信息来源机构|制发机关|发文单位|发布单位)\s*[:|]?\s*(?P<value>[^\n|\s:,。;()]{3,30})"
)
_DATE = rf"{_YEAR}\s*(?:[-/.]|年)\s*(\d{{1,2}})\s*(?:[-/.]|月)\s*(\d{{1,2}})(?!\d)"
_PUBLISHED = re.compile(
    rf"(?:发布|发文|公开|公布|上网|发表)?(?:时间|日\s*期)\s*[:|]?\s*{_DATE}",
)
_NOT_PUBLISHED = re.compile(r"(?:成文|生成|统计|截止|办理|起止|生效|印发|失效|废止|申请|更新|录入|修改)$")
_PERIOD = re.compile(rf"(?:统计|汇总统计)?(?:期限|时限|时段|期间|周期|时间|区间)[^。\n]{{0,30}}?{_YEAR}")
_PERIOD_WORDS = re.compile(r"统计|数据|期限")
_FIRST_SENTENCE = re.compile(
    rf"(?:现就|现将|现把|特向社会公布|特公布|公布|向社会公布)\s*(?P<organ>[^,。;:\n]{{0,40}}?)\s*(?P<year>{_YEAR})\s*年度?[^。\n]{{0,30}}?(?:报告|公布|情况)"
)
_COMPILED_BY = re.compile(
    r"(?:本报告|本年度报告|本年报|年度报告)[^。\n]{0,40}?由(?P<organ>[^,。;:\n]{3,40}?)(?:负责)?(?:编制|编写|编撰)"
)
_ORGAN_SUFFIX = (
    "人民政府|政府|办公室|办公厅|委员会|管委会|管理局|分局|局|厅|委|办|中心|街道办事处|办事处|法院|检察院|支队|总队|大队|"
    "集团|公司|医院|学校|大学|学院|所|站|处|部|院|会|馆|署|乡|镇"
)
_IS_ORGAN = re.compile(rf"^[\u4e00-\u9fff()〇·、]{{2,40}}(?:{_ORGAN_SUFFIX})$")
_SIGNATURE = re.compile(
    rf"(?:^|\n)[^\S\n]*(?P<organ>[\u4e00-\u9fff]{{2,30}}(?:{_ORGAN_SUFFIX}))[^\S\n]*\n\s*{_YEAR}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日\s*$"
)
_PRONOUNS = re.compile(r"^(?:我|本)[省市区县州盟旗局厅委办镇乡街部单机]")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What identifies a report. The fields are those of `ingest.report.Report`."""

    title: Evidence
    organ_name: Evidence
    report_year: int | None
    report_year_basis: str | None
    published_on: date | None
    published_on_basis: str | None
    issues: tuple[Issue, ...]


def _lines(text: str) -> list[str]:
    return [line.strip(" #*|•·\t\r") for line in text.split("\n")]


def _title(text: str) -> Evidence:
    head = text[:_HEAD]
    labelled = _LABELLED_TITLE.search(head)
    if labelled and _TITLE.search(labelled["value"]) and not _ABOUT_REPORTS.search(labelled["value"]):
        return Evidence(" ".join(labelled["value"].split()), "labelled_field")
    candidates = []
    for line in _lines(head):
        # In dumps without line breaks the title is a word among others.
        for part in [line] if len(line) <= 60 else line[:600].split(" "):
            title = _TITLE.match(part) if "公开" in part else None
            if title and len(part) <= 60 and not _ABOUT_REPORTS.search(part) and (title["year"] or _title_organ(part)):
                candidates.append(part)
    if candidates:
        # A title with its year is better than the name of the page's column (政府信息公开年报).
        best = max(candidates, key=lambda c: (bool(re.search(_YEAR, c)), bool(_title_organ(c))))
        return Evidence(best, "title_line")
    only_year = _ONLY_YEAR.search(head)
    return Evidence(only_year.group().strip(), "year_line") if only_year else Evidence(None, None)


def _title_organ(title: str) -> str:
    match = _TITLE.match(title)
    organ = re.sub(r"^(?:关于|索引号|[\[【].*?[\]】])", "", match["organ"].strip() if match else "")
    organ = re.sub(rf"{_YEAR}\s*年?度?", "", organ).strip(" -—_·:,的")
    return organ if re.fullmatch(r"[\u4e00-\u9fff()〇·、]{2,40}", organ) else ""


def _organ(text: str, title: str | None, first_sentence: str | None) -> Evidence:
    labelled = _LABELLED_ORGAN.search(text[:_HEAD])
    if labelled and _IS_ORGAN.match(labelled["value"]):
        return Evidence(labelled["value"], "labelled_field")
    in_title = _title_organ(title) if title else ""
    if in_title and _IS_ORGAN.match(in_title) and not _is_place(in_title):
        return Evidence(in_title, "title")
    signature = _SIGNATURE.search(text[-_HEAD:].rstrip() + "\n")
    if signature and not _PRONOUNS.match(signature["organ"]):
        return Evidence(signature["organ"], "signature")
    compiled_by = _COMPILED_BY.search(text[:_HEAD])
    compiler = re.sub(r"\s", "", compiled_by["organ"]) if compiled_by else ""
    if compiler and _IS_ORGAN.match(compiler) and not _PRONOUNS.match(compiler):
        return Evidence(compiler, "compiled_by")
    if first_sentence and _IS_ORGAN.match(first_sentence) and not _PRONOUNS.match(first_sentence):
        return Evidence(first_sentence, "first_sentence")
    return Evidence(in_title, "title") if in_title else Evidence(None, None)


def _is_place(name: str) -> bool:
    """Whether a name is that of a township or street, not of the organ that governs it."""
    return name.endswith(("乡", "镇"))


def _published(text: str) -> tuple[date | None, str | None]:
    for match in _PUBLISHED.finditer(text[:_HEAD]):
        if _NOT_PUBLISHED.search(text[max(0, match.start() - 4) : match.start()]):
            continue
        try:
            return date(int(match[1]), int(match[2]), int(match[3])), "labelled_field"
        except ValueError:
            continue  # 2021-13-45 is no date
    return None, None


def _period_year(text: str) -> int | None:
    for match in _PERIOD.finditer(text):
        around = text[max(0, match.start() - 12) : match.end()]
        if _PERIOD_WORDS.search(around):
            return int(match[1])
    return None


def _year(votes: dict[str, int]) -> tuple[int | None, str | None]:
    """The year that most sources name; among equals the first source in the order of `votes`."""
    if not votes:
        return None, None
    counts = list(votes.values())
    basis = max(votes, key=lambda source: counts.count(votes[source]))
    return votes[basis], basis


def read_metadata(text: str, sections: tuple[SectionSpan, ...]) -> Metadata:
    """Read what identifies a report from its canonical `text`; nothing is taken from a file name."""
    preface_end = max(sections[0].end, min(len(text), _HEAD // 4)) if sections else len(text)
    title = _title(text)
    published_on, published_basis = _published(text)
    first = _FIRST_SENTENCE.search(text[: preface_end + 200])
    organ = _organ(text, title.value, re.sub(r"\s", "", first["organ"]) if first else None)

    votes: dict[str, int] = {}
    period = _period_year(text[:_HEAD]) or _period_year(text)
    title_year = re.search(_YEAR, title.value) if title.value else None
    if period is not None:
        votes["statistics_period"] = period
    if title_year:
        votes["title"] = int(title_year[1])
    if first:
        votes["first_sentence"] = int(first["year"])
    if published_on:
        votes["publication_year"] = published_on.year - 1
    year, basis = _year(votes)
    issues = []
    if year is None:
        issues.append(errors.issue("no_year", "Neither title, statistical period nor first sentence names a year."))
    elif "title" in votes and period is not None and votes["title"] != period:
        issues.append(
            errors.issue(
                "year_conflict", f"The title says {votes['title']}, the statistical period {period}; took {year}."
            )
        )
    return Metadata(title, organ, year, basis, published_on, published_basis, tuple(issues))
