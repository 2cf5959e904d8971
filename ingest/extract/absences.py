"""What prose says by leaving a number out: explicit zeros (未收到…申请) and units printed without their number (余条).

A zero is read only from a sentence that denies the thing itself for the whole organ and year; "未发生…败诉" or
"部分单位未收到…" deny less. A lost number is named only where no word could be meant.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ingest.extract.topics import REQUEST, Context, is_about_disclosure_disputes, is_of_a_part, is_of_another_year

_DENIAL = re.compile(
    # 从未, 尚未, 暂未, 并未, 均未, 也未, 未曾, 未, 没有, 没, 无: a search looks out for the first characters quickly.
    r"(?P<not>[从尚暂并均也未没无](?<![有毫全].)(?:(?<=[从尚暂并均也])未|(?<=未)曾?|(?<=没)有?|(?<=无)))新?有?"
    r"(?P<verb>收到|接到|接收|受理|收悉|收取|发生|出现|产生|涉及|引发|引起|存在|制定|制发|出台|印发|制作|被|因|有)?过?"
    r"(?P<rest>[^,，。;:!?\n]{0,70})"
)
# Not 受理: a request that was not accepted was received.
_RECEIVING = frozenset(("收到", "接到", "接收", "收悉"))
# 无, 没有 deny a thing by themselves, with nothing but whose it would be; 未 denies a deed, which must be named.
_DENYING_THINGS = frozenset(("无", "没有"))
_ANYBODYS = re.compile(
    r"(?:任何|新增|新的|公民|法人|和|及|或|、|其他组织|社会公众|群众|有关|相关|关于|要求|向[我本].{1,4}|提出|提交|的)*+"
)
_MAKING = frozenset(("制定", "制发", "出台", "印发", "制作"))
_ENDING = r"(?:的?(?:申请|情况|情形|事项|事宜|要求|请求|现象|案件|信件|事件|件|表|书|信息))*(?:发生)?"
_NO_REQUEST = re.compile(
    r"(?P<said>.{0,50}?)(?:"
    + REQUEST
    + r"|政府信息(?:公开)?的?申请|申请公开(?:政府)?信息|公开政府信息)(?:政府信息)?(?:的)?(?:申请)?"
    + _ENDING
    + r"(?:$|[、和及与(])"
)
_NO_BARE_REQUEST = re.compile(r"(?:任何|相关|有关|公民|群众|的)*申请" + _ENDING + "$")
_LESS_THAN_NO_REQUEST = re.compile(
    r"复议|诉讼|举报|投诉|信访|逾期|重复|结转|不予|邮寄|网络|网上|当面|信函|传真|口头|书面|自然人|企业|收费|费用|败诉|撤销|异议|咨询|再次|其他申请|答复|办理|处理|不按|违规"
)
_NO_DISPUTE = re.compile(r"(?:复议|诉讼|申诉|赔偿|举报|投诉|信访|应诉)(?:案件|案|申请)?" + _ENDING + r"(?:等情况|等)?$")
_LESS_THAN_NO_DISPUTE = re.compile(
    r"败诉|胜诉|撤销|纠正|纠错|维持|变更|违法|责令|审结|改正|超期|逾期|驳回|支持|赔偿决定|追究|投诉举报申请|应诉|结转|上年|去年|"
    r"答复不|办理不|处置不|工作不|不当|不到位"
)
_NO_DOCUMENT = re.compile(r"(?:任何|新的|的|本级)*(?:行政)?规范性文件" + _ENDING + "$")
_NO_FEE = re.compile(r"[^费]{0,16}(?:信息处理费|政府信息公开(?:相关)?(?:处理)?(?:费|费用))(?:用)?" + _ENDING + "$")
_DENIABLE = re.compile(r"申请|公开|复议|诉讼|规范性文件|费")
# A duty or a condition, not what happened.
_CONDITIONAL = re.compile(
    r"如果?|若|应当?|凡|视为|不得|必须|是否|有无|日内|工作日|逾期|对于?|防止|避免|确保|力争|部分|个别|多数|有的|大多"
)

_CLASSIFIER = r"(?P<unit>人次|件次|条次|条|件|篇|份|次|则|期|个|项|起|宗)"
_PHRASE_END = r"(?=[,，。;、)\n]|$)"
# 栏目信息余条: nothing but a number can have stood before 余.
_AFTER_REMAINDER = re.compile(
    r"(?P<about>余)(?<=[\u4e00-\u9fff)”]余)(?<![其剩多业盈结富有残节劫空年百千万亿十几数零一二两三四五六七八九]余)"
    + _CLASSIFIER
    + _PHRASE_END
)
_AFTER_TOTAL = re.compile(
    r"(?:共计|总计|合计|累计|共收到|共受理|共发布|共公开|共|收到)(?<!公共)(?<!公共计)(?<!总共)"
    + _CLASSIFIER
    + _PHRASE_END
)
_AFTER_INFORMATION = re.compile(
    r"(?:公开|发布|更新|推送)(?:了|各类|政府|政务|工作|等)*+(?:信息|动态)(?P<unit>条)" + _PHRASE_END
)
_PLACEHOLDER = re.compile(r"(?P<blank>[Xx×*_](?<=[\u4e00-\u9fff][Xx×*_])[Xx×*_]{0,7})余?" + _CLASSIFIER + _PHRASE_END)
# The last character before the unit in any of these: most reports have none, and one search tells.
_MAY_BE_LOST = re.compile(rf"[余计到理布开共息态Xx×*_]{_CLASSIFIER}{_PHRASE_END}")
# 政府信息 条: in the document itself, where the space of the lost number is left.
_GAP_IN_PRINT = re.compile(
    r" (?:(?<=共 )|(?<=(?:信息|申请|解读|文件|留言|公告|共计|累计|合计) )) {0,11}"
    r"(?P<unit>[条件篇份次则期项宗]) ?(?=[,，。;、)])"
)


class Statement(NamedTuple):
    """text[start:end] of the running text says that there was none; `topics` of what."""

    start: int
    end: int
    topics: tuple[str, ...]


class LostNumber(NamedTuple):
    """text[start:end] of the running text is a unit that its number was lost from."""

    start: int
    end: int
    unit: str
    approximate: bool


def zero_statements(text: str, context_at: Callable[[int], Context]) -> Iterator[Statement]:
    """Sentences that deny a thing altogether, with the topics that they put at zero."""
    for match in _DENIAL.finditer(text):
        if not _DENIABLE.search(match["rest"]):
            continue
        context = context_at(match.start())
        before = re.split(r"[,，;:]", context.sentence)[-1]
        if _CONDITIONAL.search(before) or is_of_another_year(context, "") or is_of_a_part(before, context.reporter):
            continue
        if not match["verb"] and match["not"] not in _DENYING_THINGS:
            continue
        topics = tuple(_denied(match["verb"] or "", match["rest"], context))
        if topics:
            yield Statement(match.start(), match.end(), topics)


def _denied(verb: str, rest: str, context: Context) -> Iterator[str]:
    request = _NO_REQUEST.match(rest)
    in_their_section = context.section == "applications" or "依申请" in context.heading
    if (
        (verb in _RECEIVING or (not verb and request and _ANYBODYS.fullmatch(request["said"])))
        and (request or (in_their_section and verb in _RECEIVING and _NO_BARE_REQUEST.match(rest)))
        and not _LESS_THAN_NO_REQUEST.search(request.group() if request else rest)
        and not re.match(r"申请|提起|被", rest[request.end() :] if request else "")
        and not _part_of_dispute(rest, request.end() if request else 0)
    ):
        yield "requests_received"
    if (
        ("复议" in rest or "诉讼" in rest)
        and verb not in _MAKING
        and _NO_DISPUTE.search(rest)
        and not _LESS_THAN_NO_DISPUTE.search(rest)
        and is_about_disclosure_disputes(context, rest)
    ):
        if "复议" in rest:
            yield "reconsideration"
        if "诉讼" in rest:
            yield "litigation"
    if verb in _MAKING and _NO_DOCUMENT.match(rest):
        yield "normative_documents_made"
    if verb in ("收取", "产生", "发生", "有", "") and _NO_FEE.match(rest):
        yield "fees"


def _part_of_dispute(rest: str, end: int) -> bool:
    """未收到政府信息公开申请行政复议: what was not received is the reconsideration."""
    return re.match(r"(?:的|引起|引发|产生|导致|而|提起|被)*(?:行政)?(?:复议|诉讼)", rest[end:]) is not None


def lost_numbers(text: str) -> Iterator[LostNumber]:
    """Units without their number in a running text."""
    if not _MAY_BE_LOST.search(text):
        return
    for pattern in (_AFTER_REMAINDER, _AFTER_TOTAL, _AFTER_INFORMATION, _PLACEHOLDER):
        for match in pattern.finditer(text):
            groups = match.groupdict()
            start = match.start("unit")
            if groups.get("about"):
                start = match.start("about")
            elif groups.get("blank"):
                start = match.start("blank")
            yield LostNumber(start, match.end("unit"), match["unit"], bool(groups.get("about")))


def gaps_in_print(text: str) -> Iterator[tuple[int, int, str]]:
    """Places [start, end) in canonical document text, and the unit, where white space stands for a lost number."""
    for match in _GAP_IN_PRINT.finditer(text):
        yield match.start("unit"), match.end("unit"), match["unit"]
