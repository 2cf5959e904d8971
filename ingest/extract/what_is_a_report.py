"""Whether a document is an annual report, and whether it is a whole one.

Sites publish much about such reports that is none: notices that ask for them, lists of them, guides, plans, replies,
news, evaluations. What such a document is, its own title says: the last line that looks like a title before its text.
Links in the chrome of a page look the same, and prose mentions all of these. So a filled statutory table shows a report
whatever stands around it; else the own title decides; and only where there is none, what the text says of itself.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.document import Document, SectionSpan
from ingest.extract.canonical import canonical
from ingest.extract.dates import YEAR
from ingest.extract.metadata import Metadata
from ingest.extract.organ_names import is_organ, is_place
from ingest.extract.tables import TablesReading
from ingest.extract.titles import start_of_text, title_of, titles_in
from ingest.report import ReportForm

_PRESCRIBED = ("overview", "disclosure", "applications", "legal_review", "problems", "other_matters")
_SUBJECT = re.compile(r"信息(?:主动|依申请)?公开|政务公开|依申请公开")
_NAMES_NOBODY = re.compile(rf"(?:{YEAR}|\s|年|度)*(?:政府|政务)?(?:信息|政务)公开")
_HEAD = 20_000
_LONGEST_TITLE = 80
_LONG_LINE = 100
# Fewer characters of prose are a link or a title page: the shortest real report seen has 4,000, empty ones 900.
_SHORTEST = 300
# A form filled in as an example has some cells; a report has a row of them at least in two tables.
_CELLS_OF_A_REPORT = 20
# Of a township, in three paragraphs.
_SHORTEST_WITH_COUNTS = 150
# Headings whose tables are lost stand for sections where the overview is written.
_HEADINGS_OF_A_REPORT = 4
_SECTIONS_OF_A_REPORT = 3
_TITLES_OF_A_LIST = 3
_NOTE_BEHIND = r"\s*(?:\([^()]{1,30}\))?$"
_OTHER_DOCUMENTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "a notice",
        re.compile(
            rf"(?:关于|转发|印发|下发).{{2,70}}(?:通知|意见|批复|请示|决定|办法|规定|制度|公函|的函){_NOTE_BEHIND}"
        ),
    ),
    (
        "an evaluation",
        re.compile(rf"(?:通报|评估报告|评议结果|考核结果|测评结果|评估结果|检查情况|排名){_NOTE_BEHIND}"),
    ),
    ("a guide", re.compile(rf"(?:公开|申请|办事|工作)(?:工作)?(?:指南|须知|流程图?|说明){_NOTE_BEHIND}")),
    ("a catalogue", re.compile(rf"公开.{{0,20}}(?:目录|清单|一览表|汇总表){_NOTE_BEHIND}")),
    ("a plan", re.compile(rf"(?:工作要点|工作方案|实施方案|工作计划|任务分解表?|分工方案|工作安排){_NOTE_BEHIND}")),
    (
        "a reply",
        re.compile(rf"(?:申请|公开).{{0,40}}(?:答复书|告知书|复函|答复|回复|通知书|申请表|决定书){_NOTE_BEHIND}"),
    ),
    (
        "an interpretation",
        re.compile(rf"(?:年度?报告?|年报).{{0,12}}(?:解读|图解|问答){_NOTE_BEHIND}|(?:一图读懂|图解).{{0,50}}年"),
    ),
    (
        "news",
        re.compile(
            r"(?:发布|公布|晒出|出炉|完成|部署|推进|启动)了?《?.{0,30}信息公开.{0,12}(?:年度?报告|年报)》?$"
            r"|(?:年度?报告|年报)》?(?:.{0,12})(?:发布|公布|出炉|完成|上线|编制工作|工作会议?|培训会?|推进会|公开率.{0,10})$"
        ),
    ),
)
# A sentence, a trail of links; or the name of a column of every site: 政府信息公开指南.
_NO_TITLE = re.compile(r"[。;>»|]|^(?:政府|政务)?(?:信息|政务)公开(?:指南|目录|制度|规定|清单|年报)?$")
_ERROR_PAGE = re.compile(
    r"(?:^|\D)(?:40[0-4]|50[0-4])(?:\s*[-—:]?\s*(?:错误|Not Found|Forbidden|Bad|Internal|Service|Gateway|页面|禁止|$))"
    r"|页面不存在|页面未找到|找不到(?:您|该|此|页|请求)|无权访问|没有权限|禁止访问|拒绝访问|访问受限|访问被拒绝"
    r"|Not Found|Forbidden"
    r"|内容(?:不存在|已被?删除)|系统(?:繁忙|维护|错误)|服务器(?:错误|内部)|(?:文章|信息|页面)(?:已被?|已经)(?:删除|下线|撤销)",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST_ERROR_PAGE = 1500
# What only a letter to those who are to write reports says.
_TO_WHOM = re.compile(
    r"^[^\n。]{0,20}(?:各[^\n。]{2,60}|[^\n。]{2,40}(?:单位|部门|机构|政府|办公室))[::]\s*$", re.MULTILINE
)
_ASKS = re.compile(
    r"(?:有关)?(?:事项|要求|工作)[^\n。]{0,10}通知如下|特此(?:通知|函告|函复)|请(?:认真)?(?:遵照|贯彻|抓好)[^\n。]{0,12}(?:执行|落实)"
)
_PERIOD = re.compile(r"统计(?:的)?(?:期限|时限|时段|期间|时间)")
_SPEAKS_OF_ITSELF = re.compile(
    r"本(?:年度?)?报告|本年报|(?:报告|公布|公开)如下|统计(?:的)?(?:期限|时限|时段|期间|时间)|编制(?:而成|了?本|完成)|现(?:将|就|向)|特(?:向社会公[布开]|编制)"
)
# What a short report says and a title page does not: how much was made public. 主动公开政府信息65条
_COUNTS = re.compile(r"公开[^。\n]{0,30}?\d+\s*(?:余|多)?[条件项]")
_POINTS_ELSEWHERE = re.compile(r"附件|下载|详见|见附|全文如下|查看全文")


def why_not_a_report(
    document: Document, text: str, metadata: Metadata, sections: Sequence[SectionSpan], tables: TablesReading
) -> str | None:
    """What shows that a document is no annual report, as a sentence; None where it is one.

    `text` is the canonical text of the document.
    """
    written = {section.code for section in sections if len(text[section.start : section.end].strip()) > 1}
    has_sections = len(written & set(_PRESCRIBED)) >= _SECTIONS_OF_A_REPORT
    has_numbers = any(cell.value is not None for cell in tables.cells)
    if not has_sections and not has_numbers and (error := _error(text)):
        return f"It is a page that could not be shown: it says {error!r}."
    if not _SUBJECT.search(text):
        return "It does not speak of the disclosure of information (信息公开, 政务公开)."
    filled = sum(cell.status == "reported" for cell in tables.cells)
    if filled >= _CELLS_OF_A_REPORT:
        return None
    asks = _ASKS.search(text)
    if asks and _TO_WHOM.search(text, 0, asks.end()):
        return f"It is a notice: it says {asks.group().strip()!r}."
    own_title = _own_title(document, text, sections)
    kind = _other_document(own_title) if own_title else None
    if kind and not (has_sections and _PERIOD.search(text)):
        return f"It is {kind}: its title is {own_title!r}."
    if filled or has_sections:
        return None
    headings = {section.code for section in sections} & set(_PRESCRIBED)
    if len(headings) >= _HEADINGS_OF_A_REPORT and "overview" in written and metadata.report_year is not None:
        return None
    return _without_tables_and_sections(text, metadata, own_title, bool(written & set(_PRESCRIBED)))


def _without_tables_and_sections(
    text: str, metadata: Metadata, own_title: str | None, has_a_section: bool
) -> str | None:
    """The same for free prose, as before 2014: it must have the title of a report, and be one by its words."""
    prose = sum(len(line) for line in text.split("\n") if "。" in line)
    titles = titles_in(text, min(len(text), _HEAD))
    years = {title.year for title in titles if title.year}
    organs = {title.organ for title in titles if title.organ}
    if max(len(years), len(organs)) >= _TITLES_OF_A_LIST and prose < _SHORTEST:
        return f"It is a list: it names {len(titles)} reports, from {titles[0].text!r} to {titles[-1].text!r}."
    is_titled = own_title is not None and title_of(own_title) is not None
    speaks = _SPEAKS_OF_ITSELF.search(text) is not None
    if metadata.report_year_basis == "statistics_period" and speaks and prose >= _SHORTEST:
        return None  # what its figures cover only a report says, with a title or without
    if metadata.title.value is None or metadata.report_year is None:
        return "Neither a title, three of the six sections nor a statutory table of an annual report is here."
    if has_a_section:
        return None
    counts = _COUNTS.search(text) and not _POINTS_ELSEWHERE.search(text)
    if prose < _SHORTEST and not (is_titled and counts and prose >= _SHORTEST_WITH_COUNTS):
        return f"It has the title of a report ({metadata.title.value!r}) and no text of one."
    if is_titled or speaks:
        return None
    return f"The title {metadata.title.value!r} is not its own, and its text does not call itself a report."


def _error(text: str) -> str | None:
    """What a page says that could not be shown: one of a few short lines."""
    lines = text.strip().split("\n")
    if sum(map(len, lines)) > _LONGEST_ERROR_PAGE or any(len(line) > _LONG_LINE and "。" in line for line in lines):
        return None
    return next((line.strip() for line in lines if len(line) <= _LONGEST_TITLE and _ERROR_PAGE.search(line)), None)


def _own_title(document: Document, text: str, sections: Sequence[SectionSpan]) -> str | None:
    """The title of the document itself: as its page declares it, else the last one before its text."""
    declared = next(
        (f.value for f in document.declared if f.name.casefold() == "articletitle" and f.value.strip()), None
    )
    if declared:
        return " ".join(canonical(declared).split())
    found = None
    for line in _lines_before_text(text, sections[0].end if sections else len(text)):
        if title_of(line) or _other_document(line):
            found = line
    return found


def _lines_before_text(text: str, end: int) -> Iterator[str]:
    """The lines of the head, and each two of them together (a title over two lines), up to the first of prose."""
    before = ""
    for line in text[: start_of_text(text, min(end, _HEAD))].split("\n"):
        content = line.strip(" #*|•·\t\r")
        if content and len(content) <= _LONGEST_TITLE:
            if not title_of(content) and not _other_document(before) and _other_document(before + content):
                yield before + content
            yield content
            before = content


def _other_document(line: str) -> str | None:
    """What a title makes of a document that is no report, or None."""
    if not _SUBJECT.search(line) or _NO_TITLE.search(line):
        return None
    report = title_of(line)
    if report and (is_organ(report.organ) or is_place(report.organ) or _NAMES_NOBODY.match(line)):
        return None  # 政务公开办公室2021年政府信息公开年报 is no news that something is made public
    return next((kind for kind, pattern in _OTHER_DOCUMENTS if pattern.search(line)), None)


def is_truncated(sections: Sequence[SectionSpan], form: ReportForm | None) -> bool:
    """Whether the last two prescribed sections are missing though others are there."""
    codes = {section.code for section in sections}
    return form in ("2019", "2021") and len(codes & set(_PRESCRIBED)) >= 1 and not codes & {"problems", "other_matters"}
