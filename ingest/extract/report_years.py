"""The year that a report is about: where it is named, and which of several names counts.

Sources, best first; each is a vote, and its name is the `report_year_basis`:

- statistics_period: "所列数据的统计期限自2021年1月1日起至2021年12月31日止". A period has a beginning and an end, or
  is a whole year (2021年); 统计局 beside a date is none, and one with two years says nothing.
- title: the only year in it.
- first_sentence: what the text says of itself before its first section: "现公布我局2021年政府信息公开工作年度报告".
- publication_year: the year before that of publication, if the day is in January to March. By law organs publish by
  31 January and governments by 31 March; a page of any other day is late, or was moved from another site.

The year that most of them name counts, and without a majority not the publication year. If the others still disagree,
the year that the prose keeps naming decides between them, and if it names neither, no year is chosen.

Where neither period, title nor first sentence names a year, two weak sources may stand in:

- overview: the year with which a clause at the beginning of the first section opens (2021年,我局…), if that section
  names no other year as often, and the date of publication, if there is one, does not speak against it;
- publication_year, if the prose names that year more than any other. A date alone gives no year.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ingest import errors
from ingest.document import SectionSpan
from ingest.extract.dates import YEAR, year_of
from ingest.report import Issue

Place = tuple[int, int]
LONGEST_PROSE = 60_000
_PERIOD = re.compile(
    r"(?:期限|时限|时段|期间|周期|时间|区间|日期|统计期(?!限|间)|报告期(?!限|间)|数据(?=[为自从]))"
    rf"(?P<between>[^。\n]{{0,30}}?)(?P<year>{YEAR})"
    rf"(?:[^。\n]{{0,25}}?[至到止—~-][^。\n]{{0,6}}?(?P<end>{YEAR}))?"
)
# 统计局 and 统计科 count, but say nothing of what is counted here.
_PERIOD_WORDS = re.compile(r"统计(?!局|厅|处|科|站|所|部门|公报|年鉴|信息网)|数据|报告|年报|(?<!有效)(?<!公开)期限")
_WORDS_BEFORE, _WORDS_BEHIND = 12, 40
_DAY = r"[\s年月日号\d./]"
# Behind the year: the rest of a first day, of which dumps lose characters, and the sign of a range.
_RANGE = re.compile(
    rf"[\s年月日号\d./-]{{0,18}}(?:[,(]\s*)?[起止至到—–~]|{_DAY}{{0,14}}-\s*(?:{YEAR}|\d\d?\s*[月./]\s*\d)"
)
_LAST_DAY = re.compile(r"\s*(?:年\s*12\s*月\s*31|[-./]\s*12\s*[-./]\s*31)")
_UP_TO = re.compile(r"截[至止][^\n。]{0,3}$")
_JOINS = re.compile(r"[\s:为是自从于(]*")
_COUNTED = re.compile(r"统计(?!局)")
_PART_OF_A_DATE = re.compile(r"\s*年?\s*[-/.]?\s*\d")

_NOT_THAT_OF_A_NOTICE = r"(?![^,。;\n]{0,14}(?:通知|要求|事项|格式|安排|部署))"
_SUBJECT = r"(?:信息|政务)公开"
# 现就, 现将, 现把, 公布; 现公开, 发布, 编制 … : a search looks out for the first characters quickly.
_FIRST_SENTENCE = re.compile(
    r"[现公发编形汇撰](?:"
    rf"(?:(?<=现)[就将把]|(?<=公)(?<!编制公)(?<!编制、公)布)\s{{0,8}}《?(?P<organ>[^,。;:\n]{{0,40}}?)\s{{0,8}}"
    rf"(?P<year>{YEAR})\s{{0,8}}年度?[^。\n]{{0,30}}?(?:报告|公布|情况)"
    rf"|(?:(?<=现)公开|(?<=发)布|(?<=编)制|(?<=形)成|(?<=汇)报|(?<=撰)写)了?\s{{0,8}}《?(?P<organ_2>[^,。;:《》\n]{{0,40}}?)\s{{0,8}}"
    rf"(?P<year_2>{YEAR})\s{{0,8}}年度?[^,。;:《》\n]{{0,40}}?{_SUBJECT}[^,。;《》\n]{{0,12}}?(?:报告|年报|工作|情况)"
    rf"{_NOT_THAT_OF_A_NOTICE})"
)
# 青山县财政局2021年政府信息公开工作年度报告(以下简称年报)是根据…: the end of it is rare, and found sooner.
_SUBJECT_AND_VERB = (
    rf"{_SUBJECT}[^,。;\n()]{{0,12}}?"
    r"(?:报告|年报)》?\s?(?:\([^()\n]{1,40}\))?\s?(?:是|系|由|根据|依据|按照|包括)"
)
_END_OF_SUBJECT = re.compile(_SUBJECT_AND_VERB)
_TITLE_AS_SUBJECT = re.compile(
    rf"^[^\S\n]{{0,40}}《?(?P<organ>[^,。;:《》\n]{{0,40}}?)[^\S\n]{{0,8}}(?P<year>{YEAR})[^\S\n]{{0,8}}年度?"
    rf"[^,。;:\n]{{0,8}}?{_SUBJECT_AND_VERB}",
    re.MULTILINE,
)
_ORGAN_BEHIND = re.compile(rf"\s*年度?\s*(?P<organ>[\u4e00-\u9fff()]{{2,40}}?)(?:的|关于)?(?:政府|政务)?{_SUBJECT}")

_PROSE_YEAR = re.compile(rf"(?P<year>{YEAR})\s*年(?!度?[政重工])")
_ANY_YEAR = re.compile(rf"(?P<year>{YEAR})\s*年")
_OPENING = re.compile(
    rf"(?:^|[\s。,;:)])(?P<year>{YEAR})\s*年(?!\s*\d)(?!度?\s*(?:以来|底|初|末|起|和|及|至|到|与|、|-|—|[^。,\n]{{0,14}}"
    r"(?:要点|通知|要求|安排|部署|意见|方案)))"
)
_LONGEST_OPENING = 120
_OF_THE_FIRST_SECTION = ("overview", "summary")
_CERTAIN_MENTIONS = 3
_OWN_VOTES = ("statistics_period", "title", "first_sentence")
# Months in which the law lets a report on the last year be published.
_LAST_MONTH_OF_PUBLICATION = 3
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class FirstSentence:
    """What a report says of itself in its first sentence; places in the canonical text, `organ` "" where none is."""

    year: int
    year_place: Place
    organ: str
    organ_place: Place


@dataclass(frozen=True, slots=True)
class YearReading:
    """The year of a report, the source that gave it, and the years that all sources name.

    `locator` is the place of the year in the canonical text, None where the source is the title or the date of
    publication.
    """

    year: int | None
    basis: str | None
    place: Place | None
    issues: tuple[Issue, ...]


def first_sentence(text: str, end: int) -> FirstSentence | None:
    """The sentence in canonical text[:end] in which a report says of what year, and often of whom, it is."""
    match = _FIRST_SENTENCE.search(text, 0, end)
    if match is None:
        match = _TITLE_AS_SUBJECT.search(text, 0, end) if _END_OF_SUBJECT.search(text, 0, end) else None
        organ, year = "organ", "year"
    else:
        organ, year = ("organ", "year") if match["year"] else ("organ_2", "year_2")
    if match is None:
        return None
    place = match.span(organ)
    # 公布2021年青山县财政局政府信息公开…: the organ stands behind its year.
    if place[0] == place[1] and (behind := _ORGAN_BEHIND.match(text, match.end(year), end)):
        place = behind.span("organ")
        if text[: place[1]].endswith("人民") and text.startswith("政府", place[1]):
            place = place[0], place[1] + 2  # 青山县人民政府信息公开: 政府 is printed once for both
    return FirstSentence(year_of(match[year]), match.span(year), text[slice(*place)], place)


def _is_period(text: str, match: re.Match[str]) -> bool:
    """Whether the year behind a word for a period is that of one: of a range, or the whole year."""
    words = text[max(0, match.start() - _WORDS_BEFORE) : match.start("year")]
    if not _PERIOD_WORDS.search(words):
        return False
    behind = text[match.end("year") : match.end("year") + _WORDS_BEHIND].partition("\n")[0]
    if _UP_TO.search(match["between"]):
        return _LAST_DAY.match(behind) is not None
    if _RANGE.match(behind):
        return True
    is_whole_year = _JOINS.fullmatch(match["between"]) and not _PART_OF_A_DATE.match(behind)
    return bool(is_whole_year and _COUNTED.search(words))


def _period(text: str, end: int) -> tuple[int, Place] | None:
    """The year of the statistical period and its place; None where it is not printed, or two years are."""
    for match in _PERIOD.finditer(text, 0, end):
        if not _is_period(text, match):
            continue
        year = year_of(match["year"])
        if match["end"] and year_of(match["end"]) != year:
            return None
        return year, match.span("year")
    return None


def _year_of_prose(text: str, start: int) -> int | None:
    """The year that the prose names most, at least twice as often as any other."""
    mentions = Counter(year_of(m["year"]) for m in _PROSE_YEAR.finditer(text, start, start + LONGEST_PROSE))
    most = mentions.most_common(2)
    second = most[1][1] if len(most) > 1 else 0
    return most[0][0] if most and most[0][1] >= max(_CERTAIN_MENTIONS, 2 * second) else None


def _named_most(text: str, start: int, end: int) -> int | None:
    """The year that text[start:end] names more often than any other."""
    most = Counter(year_of(m["year"]) for m in _ANY_YEAR.finditer(text, start, end)).most_common(2)
    return most[0][0] if most and (len(most) == 1 or most[0][1] > most[1][1]) else None


def _of_overview(text: str, sections: Sequence[SectionSpan]) -> tuple[int, Place] | None:
    """The year with which the first section opens, and its place."""
    section = next((section for section in sections if section.code in _OF_THE_FIRST_SECTION), None)
    if section is None:
        return None
    start = section.start + len(text[section.start : section.end]) - len(text[section.start : section.end].lstrip())
    end = min(section.end, start + LONGEST_PROSE)
    opening = _OPENING.search(text[start : min(end, start + _LONGEST_OPENING)])
    if opening is None or year_of(opening["year"]) != _named_most(text, start, end):
        return None
    low, high = opening.span("year")
    return year_of(opening["year"]), (start + low, start + high)


def _year_before(published_on: date | None) -> int | None:
    """The year that a report published on this day is about, where the law allows to tell."""
    if published_on is None or published_on.month > _LAST_MONTH_OF_PUBLICATION:
        return None
    return published_on.year - 1


def _may_be_published(published_on: date | None, year: int) -> bool:
    """Whether a date of publication does not speak against a year."""
    if published_on is None:
        return True
    before = _year_before(published_on)
    if before is not None:
        return before == year
    return published_on.year > year or (published_on.year == year and published_on.month == _LAST_MONTH)


def _elected(votes: dict[str, int], text: str, body: int) -> str | None:
    """The vote that wins: a majority, then the report's own words over the date of its page, then its prose.

    The prose begins at text[body].
    """
    counts = Counter(votes.values()).most_common(2)
    chosen: int | None
    if len(counts) == 1 or (len(counts) > 1 and counts[0][1] > counts[1][1]):
        chosen = counts[0][0]
    else:
        own = {votes[basis] for basis in _OWN_VOTES if basis in votes}
        if len(own) > 1:
            own &= {_year_of_prose(text, body)}
        chosen = next(iter(own), None)
    return next((basis for basis, year in votes.items() if year == chosen), None)


def read_year(
    text: str,
    sections: Sequence[SectionSpan],
    title: str | None,
    first: FirstSentence | None,
    published_on: date | None,
) -> YearReading:
    """The year of a report by canonical `text`; `title` as printed, `first` and `published_on` as read before."""
    votes: dict[str, int] = {}
    places: dict[str, Place] = {}
    if period := _period(text, LONGEST_PROSE):
        votes["statistics_period"], places["statistics_period"] = period
    years = {year_of(year) for year in re.findall(YEAR, title)} if title else set()
    if len(years) == 1:
        votes["title"] = years.pop()
    if first:
        votes["first_sentence"], places["first_sentence"] = first.year, first.year_place
    body = sections[0].end if sections else len(text)
    if not votes:
        return _by_weak_sources(text, sections, published_on)
    before = _year_before(published_on)
    if before is not None:
        votes["publication_year"] = before
    basis = _elected(votes, text, body)
    year = votes[basis] if basis else None
    return YearReading(year, basis, places.get(basis or ""), tuple(_year_issues(votes, year)))


def _by_weak_sources(text: str, sections: Sequence[SectionSpan], published_on: date | None) -> YearReading:
    """The year where neither period, title nor first sentence names one."""
    overview = _of_overview(text, sections)
    before = _year_before(published_on)
    if overview and _may_be_published(published_on, overview[0]):
        return YearReading(overview[0], "overview", overview[1], ())
    if before is not None and not overview and _named_most(text, 0, LONGEST_PROSE) == before:
        return YearReading(before, "publication_year", None, ())
    said = "Neither title, statistical period nor first sentence names a year"
    if overview:
        said += f"; the overview speaks of {overview[0]}, and the date of publication ({published_on}) against it"
    elif published_on:
        said += f", and the date of publication ({published_on}) alone gives none"
    return YearReading(None, None, None, (errors.issue("no_year", f"{said}."),))


def _year_issues(votes: dict[str, int], year: int | None) -> Iterator[Issue]:
    if year is None or ("title" in votes and votes.get("statistics_period", votes["title"]) != votes["title"]):
        named = ", ".join(f"{basis} {voted}" for basis, voted in votes.items())
        yield errors.issue("year_conflict", f"Different years are named ({named}); took {year or 'none'}.")
