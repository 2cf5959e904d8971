"""Which numbers of a sentence are stated as parts of which total.

"共计501条,其中…213条、…5条、其他212条" and "收到…33件、…112件,回复145件". A wrong link would accuse a report of an
error that it does not contain, so a list is linked whole or not at all, and only where its extent is certain: its items
follow each other directly, or its numbers add up exactly to the total. An unlinked number is no loss of a fact.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from ingest.extract.topics import COMPARED_WITH_TABLES, answers_the_whole

_LIST_MARK = re.compile(
    r"[^。;\n(]{0,30}?(?:[,，。(:]|^)(?:在?这?其中|包括|分别为|分别是|主要包括)[:,，]?(?:[\u4e00-\u9fff“”]|$|[《(])"
)
# Words that often open a list but may as well open something else: believed when the numbers add up.
_WEAK_LIST_MARK = re.compile(
    r"[,，]?(?:涉及|分为|含|包含|即|具体为|具体是|按|从)|[:(]|[,，](?![^,，]{0,6}(?:同比|较|比))"
)
_OPENS_LIST = re.compile(r"[,，]?(?:涉及|分为|含|包含|即|具体|按|从)")
_TOTAL_LEAD = re.compile(r"(?:共计|总计|合计|总共|累计|一共|共|总数|总量)(?:为|达到|达|有|约|近|:)*$")
_SAYS_SUM = re.compile(r"(?<!公)共(?![和同服资享建产青])|总计|合计|累计")
_SUM_LEAD = re.compile(r"^[,，、]?(?:共计|总计|合计|总共|一共|共)(?:为|达|有)?$")
_JOIN = re.compile(r"^\s*(?:[、,，;]|和|以及|及|与)")
_STATEMENT = re.compile(
    r"共|累计|同比|较|比上年|另|此外|同时|还|并|召开|举办|开展|组织|培训|收到|受理|接到|答复|办结|回复|办理|处理|回应|访问|点击|浏览|关注|"
    r"粉丝|新增|开设|新建|制定|制发|印发|修订|清理|废止|征集|编制|制作|参加|检查|通报|上年|去年|未|无"
)
_REMAINDER = re.compile(r"^(?:以及|及|和|与|、|,|，|;)*(?:其他|其它|其余|余下|剩余)")
_DIGIT = re.compile(r"[0-9]")
_STOP = re.compile(r"[。;\n]")
_STOP_OR_COMMA = re.compile(r"[。;,，]")
_DATES_AND_NAMES = re.compile(r"《[^《》]*》|“[^“”]*”|〔[^〔〕]*〕[0-9]+号|[0-9]{4}年(?:度)?|[0-9]{1,2}[月日]")
_PARENTHESES = re.compile(r"\([^()]*\)")
_OPEN_PARENTHESIS = re.compile(r"\([^()\n]{0,200}\)")
_UNNUMBERED = re.compile(r"^(?:\([^()]*\))?(?:、|和|以及|及|与)(?!(?:占|同比))[^,，。;\n0-9]{2,}")
_AND_SO_ON = re.compile(r"^(?:\([^()]*\))?等(?:信息|内容|方面|类|事项|情况|文件)?(?:[,，。;)\n]|$)")
_RECEIVE = re.compile(r"(?:收到|受理|接到|接收|收悉|接受|转办|转发)(?!.*(?:收到|受理|接到|接收|收悉|接受|转办|转发))")
_OTHER_DEED = re.compile(r"召开|举办|开展|组织|发布|公开|制定|印发|培训|开设|答复|回复|办结|解读")
_PARTIAL_ANSWER = re.compile(r"按时|按期|延期|当场|部分|不予|予以公开|同意")
# More items than any printed list; beyond it adding up means nothing.
_LONGEST_LIST = 60


@dataclass(slots=True)
class Member:
    """A number as linking sees it.

    `value` is None for a lost number. `is_amount` is False for shares, rates and changes, which stand between the items
    of a list and are none.
    """

    start: int
    end: int
    value: Decimal | None
    unit: str
    topic: str
    is_amount: bool
    lead: str
    part_of: int | None = None
    relation: Literal["itemised", "handled"] | None = None
    lists_unnumbered_part: bool = False
    lists_remainder: bool = False


@dataclass(slots=True)
class _List:
    """Items that may be the parts of a total; `certain` of them belong to it whatever they add up to."""

    items: list[int] = field(default_factory=list)
    certain: int = 0
    only_enumerated: bool = True


def link_totals(text: str, members: Sequence[Member]) -> None:
    """Set `part_of` (an index into `members`) and the properties of totals, in place. `members` are in text order."""
    levels = _levels(text, members)
    for chain in levels:
        for place, index in enumerate(chain):
            if members[index].is_amount and members[index].relation is None:
                _link_following(text, members, chain, place)
        for place, index in enumerate(chain):
            if members[index].is_amount and members[index].relation is None:
                _link_preceding_sum(text, members, chain, place)
        for place, index in enumerate(chain):
            if members[index].is_amount and members[index].relation is None:
                _link_handled(text, members, chain, place)


def _levels(text: str, members: Sequence[Member]) -> Iterator[list[int]]:
    """Members that stand side by side: all outside parentheses, and those inside one after the number before it."""
    outside: list[int] = []
    inside: dict[int, list[int]] = {}
    spans = [(m.start(), m.end()) for m in _OPEN_PARENTHESIS.finditer(text)]
    at = 0
    for index, member in enumerate(members):
        while at < len(spans) and spans[at][1] <= member.start:
            at += 1
        if at < len(spans) and spans[at][0] < member.start:
            owner = outside[-1] if outside else None
            if spans[at][0] not in inside:
                adjacent = owner is not None and members[owner].end == spans[at][0]
                inside[spans[at][0]] = [owner] if owner is not None and adjacent else []
            inside[spans[at][0]].append(index)
        else:
            outside.append(index)
    yield outside
    yield from inside.values()


def _between(text: str, members: Sequence[Member], left: int, right: int) -> str:
    gap = text[members[left].end : members[right].start]
    return _PARENTHESES.sub("", gap) if "(" in gap else gap


def _link_following(text: str, members: Sequence[Member], chain: list[int], place: int) -> None:
    """Link the list that follows a total: "…501条,其中a 213条、b 5条"."""
    total_index = chain[place]
    total = members[total_index]
    if total.value is None or place + 1 == len(chain):
        return
    first = place + 1
    while first < len(chain) and not members[chain[first]].is_amount and first - place < 4:
        first += 1
    if first == len(chain):
        return
    opening = text[total.end : members[chain[first]].start]
    if (
        len(opening) > 160
        or "\n" in opening
        or _has_loose_digits(opening, members, chain[place + 1 : first], total.end)
    ):
        return
    plain = _PARENTHESES.sub("", opening) if opening.count("(") == opening.count(")") else opening
    marked = _LIST_MARK.match(plain) is not None and not _is_shared(text, members, chain, place)
    if not marked and not _may_open_list(plain, total):
        return
    found = _collect(text, members, chain, first, total)
    linked = _decide(members, total, found, marked)
    if not linked:
        return
    total.relation = "itemised"
    for index in linked:
        members[index].part_of = total_index
    _describe_list(text, members, total, linked)


def _may_open_list(opening: str, total: Member) -> bool:
    """Whether the words between a total and the next number may open a list, as 涉及 does and as words elsewhere do."""
    if "。" in opening or not _WEAK_LIST_MARK.match(opening):
        return False
    return (
        not opening.startswith((",", "，"))
        or _OPENS_LIST.match(opening) is not None
        or _TOTAL_LEAD.search(total.lead) is not None
    )


def _is_shared(text: str, members: Sequence[Member], chain: list[int], place: int) -> bool:
    """Whether 其中 may mean several numbers at once: 规章13件、规范性文件60件,其中…"""
    if place == 0 or _TOTAL_LEAD.search(members[chain[place]].lead):
        return False
    gap = _between(text, members, chain[place - 1], chain[place])
    return members[chain[place - 1]].is_amount and re.fullmatch(r"(?:、|和|以及|及|与)[^,，。;\n]*", gap) is not None


def _has_loose_digits(gap: str, members: Sequence[Member], within: Sequence[int], offset: int) -> bool:
    """Whether a gap holds a number that was not read: the list would be incomplete."""
    for index in reversed(within):
        gap = gap[: members[index].start - offset] + gap[members[index].end - offset :]
    return _DIGIT.search(gap) is not None and _DIGIT.search(_DATES_AND_NAMES.sub("", gap)) is not None


def _collect(text: str, members: Sequence[Member], chain: list[int], first: int, total: Member) -> _List:
    found = _List([chain[first]], 1)
    previous = first
    extending = True
    for place in range(first + 1, min(len(chain), first + _LONGEST_LIST)):
        member = members[chain[place]]
        gap = text[members[chain[place - 1]].end : member.start]
        if "\n" in gap:
            break
        gap = _PARENTHESES.sub("", gap)
        if _has_loose_digits(gap, members, (), 0):
            break
        if not member.is_amount:
            continue
        if "其中" in gap or member.part_of is not None:
            break
        # A list may go on behind a full stop, but not with numbers that state something of their own: they could make
        # up the sum by chance.
        if "。" in gap and (member.unit != total.unit or member.topic in COMPARED_WITH_TABLES):
            break
        found.items.append(chain[place])
        direct = _JOIN.match(gap) and not _STOP_OR_COMMA.search(gap, 1)
        enumerated = direct and gap[0] not in ",，;" and place - previous == 1
        listed = direct and gap[0] != ";" and not _STATEMENT.search(gap)
        if extending and (enumerated or listed) and member.unit == total.unit and member.part_of is None:
            found.certain = len(found.items)
            found.only_enumerated = found.only_enumerated and bool(enumerated)
        else:
            extending = False
        previous = place
    return found


def _decide(members: Sequence[Member], total: Member, found: _List, marked: bool) -> list[int]:
    """The items to link: those that add up to the total exactly, or else those that are certain."""
    assert total.value is not None
    sum_so_far = Decimal(0)
    for count, index in enumerate(found.items, start=1):
        value = members[index].value
        if value is None:
            break
        sum_so_far += value
        if not marked and (members[index].unit != total.unit or count > found.certain):
            return []
        if sum_so_far == total.value and (count > 1 or marked):
            while count < len(found.items) and count < found.certain and members[found.items[count]].value == 0:
                count += 1  # noqa: PLW2901 - parts of zero behind the sum belong to it
            return found.items[:count]
        if sum_so_far > total.value:
            break
    certain = found.items[: found.certain]
    if not marked or members[certain[0]].unit != total.unit:
        return []
    values = [members[index].value or Decimal(0) for index in certain]
    if sum(values) <= total.value:
        return certain
    stated_as_total = _SAYS_SUM.search(total.lead) is not None
    ends_in_remainder = _REMAINDER.match(members[certain[-1]].lead) is not None
    if (
        len(certain) > 1
        and max(values) <= total.value
        and (found.only_enumerated or ends_in_remainder)
        and stated_as_total
    ):
        return certain
    return []


def _describe_list(text: str, members: Sequence[Member], total: Member, linked: Sequence[int]) -> None:
    last = members[linked[-1]]
    rest = text[last.end : last.end + 120]
    rest = _STOP.split(rest, maxsplit=1)[0]
    following = next((m for m in members[linked[-1] + 1 : linked[-1] + 2] if m.start < last.end + len(rest)), None)
    total.lists_unnumbered_part = any(members[index].value is None for index in linked) or (
        following is None and (_UNNUMBERED.match(rest) is not None or _AND_SO_ON.match(rest) is not None)
    )
    total.lists_remainder = _REMAINDER.match(last.lead) is not None
    if total.lists_remainder and sum(members[index].value or 0 for index in linked) != total.value:
        # 《甲》、乙类3条: one item of two kinds, or one without its number and one with it.
        total.lists_unnumbered_part |= any(
            "、" in _PARENTHESES.sub("", _between(text, members, before, index))[1:]
            for before, index in pairwise(linked)
        )


def _link_preceding_sum(text: str, members: Sequence[Member], chain: list[int], place: int) -> None:
    """Link the list that a sum follows: "网站788条、微信336条,共计1124条", when it adds up."""
    total = members[chain[place]]
    if total.value is None or total.part_of is not None or not _SUM_LEAD.match(total.lead) or place < 2:
        return
    remaining = total.value
    parts: list[int] = []
    for before in range(place - 1, max(-1, place - _LONGEST_LIST), -1):
        member = members[chain[before]]
        gap = _between(text, members, chain[before], chain[before + 1])
        if not _JOIN.match(gap) or _STOP.search(gap) or not member.is_amount or member.unit != total.unit:
            return
        if member.part_of is not None or member.value is None or member.value > remaining:
            return
        parts.append(chain[before])
        remaining -= member.value
        if remaining == 0 and len(parts) > 1:
            total.relation = "itemised"
            for index in parts:
                members[index].part_of = chain[place]
            total.lists_remainder = _REMAINDER.match(members[parts[0]].lead) is not None
            return


def _link_handled(text: str, members: Sequence[Member], chain: list[int], place: int) -> None:
    """Link what was received to what was answered: "收到a 33件、b 112件,回复145件"."""
    total = members[chain[place]]
    if place == 0 or total.value is None or total.part_of is not None:
        return
    lead = text[members[chain[place - 1]].end : total.start]
    after_part = members[chain[place - 1]].part_of is not None
    if not answers_the_whole(_PARENTHESES.sub("", lead), after_part=after_part) or _PARTIAL_ANSWER.search(lead):
        return
    parts: list[int] = []
    for before in range(place - 1, max(-1, place - 12), -1):
        member = members[chain[before]]
        if not member.is_amount:
            return
        phrase_start = members[chain[before - 1]].end if before else max(0, member.start - 80)
        phrase = _PARENTHESES.sub("", text[phrase_start : member.start])
        clause = _STOP.split(phrase)[-1]
        if member.part_of is None:
            if member.unit != total.unit or member.value is None:
                return
            if parts and member.topic != members[parts[0]].topic:
                return
            parts.append(chain[before])
        receive = _RECEIVE.search(clause)
        if receive:
            if (
                _OTHER_DEED.search(clause[receive.end() :].replace("信息公开", "").replace("依申请公开", ""))
                or "其中" in clause
            ):
                return
            break
        if clause != phrase or (member.part_of is None and not _JOIN.match(clause)):
            return
    else:
        return
    if parts:
        total.relation = "handled"
        for index in parts:
            members[index].part_of = chain[place]
