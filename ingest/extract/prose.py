"""The numbers of the prose: what each counts, what it is a part of, and where one was lost."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from ingest.document import Document, SectionSpan
from ingest.extract.absences import gaps_in_print, lost_numbers, zero_statements
from ingest.extract.numerals import quantities
from ingest.extract.running_text import RunningText, running_text
from ingest.extract.topics import COMPARED_WITH_TABLES, Context, Phrase, classify
from ingest.extract.totals import Member, link_totals
from ingest.report import Figure

_LONGEST_LEAD = 120
_LONGEST_TAIL = 40
_LONGEST_SENTENCE = 300
_LONGEST_EXCERPT = 80
_CLAUSE_BREAK = re.compile(r"[,，。;:!?\n(]")
_TAIL_END = re.compile(r"[,，、。;:!?\n()0-9]")
_SENTENCE_BREAKS = "。!?\n;"
_STATEMENT_STOP = re.compile(f"[{_SENTENCE_BREAKS}]")
_PARENTHESES = re.compile(r"\([^()]*\)")
_SPACES = re.compile(r"\s+")
_EXCERPT_BREAKS = "。;!?,，:\n"
_EXCERPT_BREAK = re.compile(f"[{_EXCERPT_BREAKS}]")
_TITLE = re.compile(r"(?:政府)?(?:信息|政务|政府)公开(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:年度)?(?:报告|年报)")
_TITLE_YEAR = re.compile(r"(20[0-9]{2})年?(?:度)?[^。\n0-9]{0,30}?(?:年度报告|年报|工作报告|公开报告)")
_PERIOD_YEAR = re.compile(r"统计(?:的)?(?:期限|时限|时间|起止)[^。0-9]{0,8}(20[0-9]{2})年")
_ANY_YEAR = re.compile(r"(20[0-9]{2})年度")
# What only the printed tables say: a number behind it is a cell of a table that was not recognised, or several.
_TABLE_LABEL = re.compile(r"信息内容|本年增|处理决定数量|采购总金额政府集中采购|本年收费金额")
_HEAD = 3000
# How many numbers of a sentence a later one may refer back to.
_REMEMBERED_TOPICS = 12
# A hundred times what the longest report has; a total could be cut off from its parts, so it is all or nothing.
MOST_NUMBERS = 10_000
_DISPUTES = frozenset(("reconsideration", "litigation", "legal_other"))
# Shares, rates and statements without a number stand among the numbers of a list and are none of them.
_NOT_AMOUNTS = frozenset(("%", "个百分点", ""))


class TooManyNumbersError(Exception):
    """The prose has so many numbers that it is none of a report."""


class _Mention(NamedTuple):
    """A number, zero or lost number in the running text, before it becomes a figure."""

    start: int
    end: int
    value: Decimal | None
    unit: str
    approximate: bool
    topics: tuple[str, ...] = ()
    lead: str = ""


class _Surroundings:
    """The context of any place of a running text: its sentence, heading and section, the reporting organ and year."""

    def __init__(self, running: RunningText, sections: Sequence[SectionSpan]) -> None:
        self.running = running
        self._sections = sorted(sections, key=lambda s: s.start)
        self._starts = [s.start for s in self._sections]
        head = running.text[:_HEAD]
        year = _TITLE_YEAR.search(head) or _PERIOD_YEAR.search(head) or _ANY_YEAR.search(head)
        self._year = int(year[1]) if year else None
        self._reporter = _reporter(head)

    def section_at(self, offset: int) -> str | None:
        """The section of a place in the document."""
        index = bisect_right(self._starts, offset) - 1
        return self._sections[index].code if index >= 0 and offset < self._sections[index].end else None

    def at(self, position: int, paragraph: frozenset[str] = frozenset()) -> Context:
        """The context of a place in the running text."""
        sentence = self.running.text[max(0, position - _LONGEST_SENTENCE) : position]
        for mark in _SENTENCE_BREAKS:
            sentence = sentence.rpartition(mark)[2]
        return Context(
            sentence=sentence,
            heading=self.running.heading_before(position),
            section=self.section_at(self.running.origin_of(position)),
            reporter=self._reporter,
            year=self._year,
            paragraph=paragraph,
        )


def _reporter(head: str) -> str:
    """The words before the title's 信息公开…报告, where the reporting organ stands; "" where no title is printed."""
    for match in _TITLE.finditer(head[:600]):
        before = head[max(0, match.start() - 60) : match.start()]
        if "《" not in before.rsplit("\n", 1)[-1]:
            return before.replace("人民", "")
    return ""


def extract_figures(
    document: Document, sections: Sequence[SectionSpan], tables: Sequence[tuple[int, int]]
) -> tuple[Figure, ...]:
    """The figures of a document's prose in reading order.

    `tables` are the [start, end) ranges of the statutory tables in `document.text`: no number in them is read. Time is
    linear in the length of the text. Raises TooManyNumbersError.
    """
    running = running_text(document, sections, tables)
    if not running.text:
        return ()
    around = _Surroundings(running, sections)
    mentions = sorted((*_numbers(running, around), *_zeros(running, around)), key=lambda m: (m.start, m.end))
    members = [
        Member(
            m.start, m.end, m.value, m.unit, m.topics[0], m.unit not in _NOT_AMOUNTS and m.topics[0] != "change", m.lead
        )
        for m in mentions
    ]
    link_totals(running.text, members)
    return tuple(_figures(document, running, around, mentions, members))


def _numbers(running: RunningText, around: _Surroundings) -> list[_Mention]:
    """Counted and lost numbers, with their topics."""
    text = running.text
    found = [_Mention(*quantity) for quantity in quantities(text, MOST_NUMBERS + 1)]
    found += [_Mention(n.start, n.end, None, n.unit, n.approximate) for n in lost_numbers(text)]
    for printed_start, printed_end, unit in gaps_in_print(running.printed):
        start, last = running.position(printed_start), running.position(printed_end - 1)
        if start is not None and last is not None:
            found.append(_Mention(start, last + 1, None, unit, approximate=False))
    if len(found) > MOST_NUMBERS:
        raise TooManyNumbersError(f"The prose has more than {MOST_NUMBERS} numbers; so none of them is read.")
    found.sort(key=lambda m: (m.start, m.end))
    mentions: list[_Mention] = []
    earlier: list[str] = []
    paragraph: frozenset[str] = frozenset()
    previous_end = 0
    for mention in found:
        if mention.start < previous_end:
            continue
        if _STATEMENT_STOP.search(text, previous_end, mention.start):
            earlier = []
        if text.find("\n", previous_end, mention.start) >= 0:
            paragraph = frozenset()
        phrase = _phrase(text, previous_end, mention, around.at(mention.start, paragraph))
        previous_end = mention.end
        if _TABLE_LABEL.search(phrase.lead):
            continue
        topics = classify(phrase, earlier)
        earlier = [*earlier, *topics][-_REMEMBERED_TOPICS:]
        paragraph = paragraph.union(topics)
        mentions.append(_Mention(*mention[:5], topics, phrase.lead))
    return mentions


def _phrase(text: str, previous_end: int, mention: _Mention, context: Context) -> Phrase:
    window = text[max(previous_end, mention.start - _LONGEST_LEAD) : mention.start]
    if ")" in window:
        window = _PARENTHESES.sub("", window)
    clauses = _CLAUSE_BREAK.split(window)
    lead = clauses[-1].lstrip("、)")
    if len(clauses) > 1 and not lead.strip("共总合计累为达有约近超过"):
        lead = clauses[-2].lstrip("、)") + lead  # 收到申请,共计12件
    tail_end = _TAIL_END.search(text, mention.end, mention.end + _LONGEST_TAIL)
    tail = text[mention.end : tail_end.start() if tail_end else mention.end + _LONGEST_TAIL]
    return Phrase(lead, tail, mention.unit, context)


def _zeros(running: RunningText, around: _Surroundings) -> list[_Mention]:
    statements = list(islice(zero_statements(running.text, around.at), MOST_NUMBERS + 1))
    if len(statements) > MOST_NUMBERS:
        raise TooManyNumbersError(f"The prose says over {MOST_NUMBERS} times that there was none; no number is read.")
    return [_Mention(s.start, s.end, Decimal(0), "", approximate=False, topics=s.topics) for s in statements]


def _figures(
    document: Document,
    running: RunningText,
    around: _Surroundings,
    mentions: Sequence[_Mention],
    members: Sequence[Member],
) -> list[Figure]:
    first_index: list[int] = []
    count = 0
    for mention in mentions:
        first_index.append(count)
        count += len(mention.topics)
    figures: list[Figure] = []
    for mention, member in zip(mentions, members, strict=True):
        start, end = running.origin(mention.start, mention.end)
        for topic in mention.topics:
            figures.append(
                Figure(
                    index=len(figures),
                    topic=_topic_of_part(topic, members, member),
                    value=mention.value,
                    unit=mention.unit,
                    approximate=mention.approximate,
                    excerpt=_excerpt(document, running, mention, (start, end)),
                    locator=document.locator(start, end),
                    section_code=around.section_at(start),
                    status="reported" if mention.value is not None else "number_missing",
                    part_of=None if member.part_of is None else first_index[member.part_of],
                    relation=member.relation,
                    lists_unnumbered_part=member.lists_unnumbered_part,
                    lists_remainder=member.lists_remainder,
                    span=(start, end),
                )
            )
    return figures


def _topic_of_part(topic: str, members: Sequence[Member], member: Member) -> str:
    """A part never carries the topic of the whole; one whose own words say nothing counts what its total counts."""
    if member.part_of is None or members[member.part_of].relation != "itemised":
        return topic
    of_total = members[member.part_of].topic
    if topic in ("other", "disclosed_part") and of_total in _DISPUTES:
        return "legal_other"
    if topic in ("other", of_total):
        if of_total.startswith("disclosed"):
            return "disclosed_part"
        if of_total.startswith("requests"):
            return "requests_part"
        if topic == of_total and topic in COMPARED_WITH_TABLES:
            return "normative_documents_other" if topic.startswith("normative") else "legal_other"
    return topic


def _excerpt(document: Document, running: RunningText, mention: _Mention, place: tuple[int, int]) -> str:
    """The clause around a number as printed, white space folded, shortened around the number where it is long.

    `place` is that of the mention in the document.
    """
    text = running.text
    clause = text[max(0, mention.start - _LONGEST_EXCERPT) : mention.start]
    for mark in _EXCERPT_BREAKS:
        clause = clause.rpartition(mark)[2]
    limit = min(len(text), mention.end + _LONGEST_EXCERPT // 2)
    stop = _EXCERPT_BREAK.search(text, mention.end, limit)
    start, end = place
    first, last = running.origin(mention.start - len(clause), stop.start() if stop else limit)
    before, printed, after = (
        _SPACES.sub(" ", document.text[a:b]) for a, b in ((first, start), (start, end), (end, last))
    )
    room = max(0, _LONGEST_EXCERPT - len(printed))
    after = after[: min(len(after), room // 3)]
    before = before[-max(0, room - len(after)) :] if room > len(after) else ""
    return f"{before}{printed}{after}".strip()
