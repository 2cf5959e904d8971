"""Counted numbers in running text: 501条, 2160余条, 1,219件, 3.5万次, 二十余篇, 61883.4万元, 66%.

A number is read only together with the unit that it counts, and only where nothing else could be meant: a date, an
ordinal, the number of a document, a deadline, a name ("一件事一次办"), or a number torn in extraction. Everything else
is left out: an unread number is honest, a misread one is not.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from ingest.report import can_be_held

# Classifiers, each with what would make a word or a time of it (20条例, 5个工作日): characters, or words with a bar
# between.
_CLASSIFIERS = {
    "条": "例款目文约线码幅形件理令规",
    "条次": "",
    "件": "套数",
    "件次": "",
    "个": "人|体|别|性|月|多月|半月|工作日|自然日|小时|星期|季度|百分",
    "份": "额内外",
    "次": "数要日年生序级",
    "期": "间限末待望刊",
    "篇": "幅章",
    "篇次": "",
    "项": "目",
    "项次": "",
    "起": "草|来|步|点|到|始|码|伏|初|诉(?!讼)",
    "宗": "旨",
    "例": "如行外会证",
    "家": "庭长园乡里具",
    "场": "所景面地馆合",
    "场次": "",
    "册": "",
    "批": "准复评示次",
    "批次": "",
    "类": "型别似",
    "种": "植类子",
    "户": "籍外口",
    "户次": "",
    "处": "理罚置于长室级分",
    "名": "称单录义字额",
    "人": "民员大事社才力口均数工物士选防居体生身",
    "人次": "",
    "位": "于置数列",
    "封": "闭控面",
    "组": "织成长建",
    "支": "持付出部撑",
    "批件": "",
    "幅": "度",
    "段": "落",
    "轮": "流",
    "套": "餐用",
    "页": "面码",
    "字": "体号",
    "笔": "录记试",
    "通": "过知报告道用信俗",
    "所": "有以属在列涉需",
    "台": "账阶湾风",
    "部": "门分委署队长级位",
    "栏": "目",
    "版块": "",
    "板块": "",
}
# These are classifiers only where the phrase ends: 19则, 3本, 2张, but 若…则…, 本级, 张贴.
_CLASSIFIERS_AT_END = "则本张"


def _not_before(after: str) -> str:
    if not after:
        return ""
    return f"(?!{after})" if "|" in after else f"(?![{after}])"


_AROUND = "(?P<around>左右|上下|以上|以下|以内|之内|开外)?"
# What stands behind a number: how it goes on (余万), its unit, and whether it is only about so many.
_BEHIND = re.compile(
    r"(?>(?P<before>\+|余|多|来)?(?P<multiplier>万亿|百万|千万|亿|万|千|百)?(?P<after>余|多|来)?)"
    "(?P<unit>%|个百分点|(?P<money>元)(?![素旦月代宵件])|(?P<count>"
    + "|".join(unit + _not_before(after) for unit, after in sorted(_CLASSIFIERS.items(), key=lambda i: -len(i[0])))
    + rf"|[{_CLASSIFIERS_AT_END}](?=[,，。;:、)\n]|$)))"
    + _AROUND
)
_MULTIPLIERS = {None: 0, "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}

_MAY_FOLLOW = f"(?=[+%元余多来百千万亿{''.join(sorted({unit[0] for unit in _CLASSIFIERS}))}{_CLASSIFIERS_AT_END}])"
# From the beginning of a run to its end and nowhere between: a long run is looked at once.
_DIGIT_RUN = re.compile(r"[0-9](?<![0-9]{2})(?<![0-9][,.][0-9])(?:[0-9,.]*+(?<=[0-9]))?+" + _MAY_FOLLOW)
_PRINTED_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,11}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4})(?:\.[0-9]{1,6})?")
# A year that lost its 年 and touches the next number: 2019501条.
_GLUED_TO_YEAR = re.compile(r"(?:19|20)[0-9]{5,}")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
# More digits than any count has are cells of a table run together.
_MOST_DIGITS_OF_A_COUNT = 9
# Directly before a number these say that it is a date, an ordinal, a range, a document's number, a product's name, or
# the rest of a torn or quoted expression.
_NOT_AFTER = frozenset(
    "第年月日号〔〕[]【】#№-—–―~/\\+×*=<>·.%百千万亿十零〇一二两三四五六七八九前首末倒每逐\"'‘“『「《\ufffd"
) | frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_@&$")
# After a digit these make a range, a ratio or an enumeration that shares one unit: 3至5条, 1:3, 12、15和18件.
_JOINS_NUMBERS = frozenset(" 至到或和与及、，,:")
_NAMES = re.compile(
    r"《[^《》\n]{0,120}》|“[^“”\n]{0,40}”|‘[^‘’\n]{0,40}’|「[^「」\n]{0,40}」|〔[^〔〕\n]{0,12}〕|【[^【】\n]{0,40}】"
)

_APPROXIMATELY = re.compile(
    r"(?:(?<![预节条契签合特制])约|(?<![最附远就亲邻相靠])近|接近|逾|(?<![高赶反])超|超过|突破|不少于|不低于|不超过|不多于|不下|不得低于|不得少于"
    r"|至少|最少|最多|低于|高于|少于|多于|大于|小于|不足|不到|未满)(?:了|为|达到|达|有|计)?$"
)
_LONGEST_APPROXIMATION = 8

_NUMERAL = "[零〇一二两三四五六七八九十百千万亿]"
# From the beginning of a run to its end and nowhere between, as above; a search looks out for its first character.
_CHINESE_RUN = re.compile(
    rf"{_NUMERAL}(?<!{_NUMERAL}{{2}})(?:(?<=百)分之(?P<percent>{_NUMERAL}++){_AROUND}|{_NUMERAL}*+{_MAY_FOLLOW})"
)
_LONGEST_CHINESE = 15
# With a single numeral (三项制度, 两个维护) other classifiers make names far more often than counts.
_COUNTS_WITH_ONE_NUMERAL = frozenset(
    ("条", "件", "份", "次", "期", "篇", "则", "场", "起", "例", "封", "册", "人次", "场次")
)
_CHINESE_NOT_AFTER = frozenset("第每逐某任这那同几数另上下前后首唯哪头好多各之单统专万进其独唯整全十几")
_HABIT = re.compile(r"每[^,，。;:\n]{0,8}$|(?:最多|只|仅|少|多)(?:需|跑|用|要|进|填)*$")
_NAMED_AFTER = re.compile(r"事|性|办|网|图|码|窗|站|龙|线|张|本账|套|中|大|手|审|校|型|会一课")
_PHRASE_ENDS = re.compile(r"[,，。;:、)\n]|$")
_HAPPENED = re.compile(
    r"公开|发布|公布|公示|刊登|收到|受理|接到|答复|回复|办结|办理|举办|召开|开展|组织|制定|出台|印发|编发|处置|解读|更新|发生"
)


class Quantity(NamedTuple):
    """A printed number with its unit. text[start:end] holds both; `value` is multiplied out exactly (2.3万条 is 23000).

    `unit` is the printed classifier, "%", "个百分点", or "CNY" for amounts of money. `approximate` is set by words (余,
    近, 以上) and for counts printed in 万 or 亿, which are rounded.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    approximate: bool


def quantities(text: str, most: int | None = None) -> list[Quantity]:
    """The counted numbers of a running text in their order, without those too large or too fine to be held exactly.

    With `most`, no more than so many are looked for, in no certain order. Takes time linear in the length of the text.
    """
    named = bytearray(len(text) + 1)
    for match in _NAMES.finditer(text):
        named[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    found = (q for q in chain(_arabic(text), _chinese(text)) if not named[q.start] and can_be_held(q.value))
    return sorted(islice(found, most), key=lambda q: q.start)


def is_approximated(text: str, start: int) -> bool:
    """Whether the words right before a place say "about" or "more than"."""
    return _APPROXIMATELY.search(text[max(0, start - _LONGEST_APPROXIMATION) : start]) is not None


@lru_cache(maxsize=4096)
def read_chinese(numeral: str) -> int | None:
    """The value of a Chinese numeral, or None when it is not exactly one: 三四十 and 一二 are estimates or lists.

    `cn2an` also reads shortened speech (两千三) and bare digits (二〇二〇); only what it writes the same way counts.
    """
    if len(numeral) > _LONGEST_CHINESE:
        return None
    from cn2an import an2cn, cn2an  # noqa: PLC0415 - its loading takes as long as reading ten reports

    try:
        value = cn2an(numeral, "normal")
    except (ValueError, KeyError):  # KeyError: 零十零
        return None
    if not isinstance(value, int):
        return None
    written = numeral.replace("两", "二").replace("〇", "零")
    written = f"一{written}" if written.startswith("十") else written
    canonical = an2cn(value)
    return value if written == (f"一{canonical}" if canonical.startswith("十") else canonical) else None


def _arabic(text: str) -> Iterator[Quantity]:
    for run in _DIGIT_RUN.finditer(text):
        start, end = run.span()
        behind = _BEHIND.match(text, end)
        if behind is None or _is_torn(text, start) or not _PRINTED_NUMBER.fullmatch(run.group()):
            continue
        before, multiplier, after, unit, money, count, around = behind.groups()
        digits = run.group().replace(",", "")
        value = Decimal(digits)
        if multiplier or "." in digits:
            value = _plain(value.scaleb(_MULTIPLIERS[multiplier]))
            if count and value != value.to_integral_value():
                continue
        if count and (len(digits) > _MOST_DIGITS_OF_A_COUNT or _GLUED_TO_YEAR.fullmatch(run.group())):
            continue
        if unit == "起" and _YEAR.fullmatch(digits):  # 自2019起
            continue
        is_rounded = bool(count) and _MULTIPLIERS[multiplier] >= 4
        is_approximate = bool(before or after or around) or is_rounded or is_approximated(text, start)
        yield Quantity(start, behind.end("unit"), value, "CNY" if money else unit, is_approximate)


def _is_torn(text: str, start: int) -> bool:
    """Whether what stands before a number makes it part of something else."""
    if start == 0:
        return False
    before = text[start - 1]
    return before in _NOT_AFTER or (before in _JOINS_NUMBERS and start > 1 and text[start - 2].isdigit())


def _plain(value: Decimal) -> Decimal:
    """The same value without an exponent, and without a fraction of zeros."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _chinese(text: str) -> Iterator[Quantity]:
    for run in _CHINESE_RUN.finditer(text):
        start, end = run.span()
        before = text[start - 1] if start else ""
        if percent := run["percent"]:
            value = read_chinese("一百" if percent == "百" else percent)
            if value is not None and before not in _NOT_AFTER:
                is_approximate = bool(run["around"]) or is_approximated(text, start)
                yield Quantity(start, run.end("percent"), Decimal(value), "%", is_approximate)
            continue
        if before.isdigit() or before in _NOT_AFTER or before in _CHINESE_NOT_AFTER:
            continue
        behind = _BEHIND.match(text, end)
        if behind is None or behind["multiplier"] or behind["before"] == "+":
            continue
        value = read_chinese(run.group())
        if value is None or not (behind["count"] or behind["money"]):
            continue
        estimated = bool(behind["before"])
        if behind["count"] and not estimated and not _is_count_in_words(text, start, behind, value):
            continue
        is_approximate = estimated or bool(behind["around"]) or is_approximated(text, start)
        unit = "CNY" if behind["money"] else behind["unit"]
        yield Quantity(start, behind.end("unit"), Decimal(value), unit, is_approximate)


def _is_count_in_words(text: str, start: int, behind: re.Match[str], value: int) -> bool:
    """Whether a number in words counts something: 发布三条, 培训两次, but not 三项制度, 每年一次, 一件事."""
    lead = text[max(0, start - 12) : start]
    if _HABIT.search(lead):
        return False
    at_end = _PHRASE_ENDS.match(text, behind.end("unit")) is not None
    if value == 1:
        return at_end and behind["unit"] in _COUNTS_WITH_ONE_NUMERAL and _HAPPENED.search(lead) is not None
    if value > 10 or at_end:
        return True
    return behind["unit"] in _COUNTS_WITH_ONE_NUMERAL and _NAMED_AFTER.match(text, behind.end("unit")) is None
