"""The header of a statistics sheet: what each of its columns holds, by the words above it."""

import re
from dataclasses import dataclass
from typing import Literal

from ingest.extract.canonical import INVISIBLE, without_parentheses

StatisticsColumn = Literal["year_value", "cumulative_value"]
HeaderKind = Literal["label", "weak_label", "group", "unit", "value", "other_value", "code", "serial", "remark"]

# The strong words head no other table of a report; 项目 heads many, so a title has to say that this is a sheet.
_LABELS = frozenset(
    ("统计指标", "指标名称", "统计指标名称", "指标", "指标项", "指标内容", "统计指标项", "统计指标项目")
) | {"二级指标", "三级指标"}
_WEAK_LABELS = frozenset(("项目", "项目名称", "统计项目", "名称", "内容", "统计内容", "统计事项", "事项"))
_GROUPS = frozenset(("类别", "类型", "分类", "指标类别", "指标分类", "一级指标", "大类"))
_UNITS = frozenset(("单位", "计量单位", "统计单位", "计算单位"))
_CODES = frozenset(("代码", "指标代码", "代号", "编码"))
_SERIALS = frozenset(("序号", "编号", "行次", "行号"))
_REMARKS = frozenset(("备注", "说明", "备注说明", "填报说明"))
_YEAR = r"20\d\d年?度?|20\d\d年1月?[-—–至到]12月"
_NUMBER = r"(?:数据|数量|数值|数额|数|值|情况|合计)"
_OF_THE_YEAR = re.compile(
    rf"(?:本年度?|当年度?|全年度?|今年|年度|(?P<year>{_YEAR}))(?:统计|累计|实际|发生|完成|公开)?{_NUMBER}?"
    rf"|统计(?:数据|数量|数值|数额|数|结果|值)|数据统计数|数(?:据|量|值|额)|指标值"
)
_CUMULATIVE = re.compile(
    rf"(?:历年|历史|至今|总|历年来)?累计{_NUMBER}?"
    rf"|(?:自|从)?(?P<since>20\d\d)年?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:以来|至今|起)(?:历年|的)?累计{_NUMBER}?"
    rf"|(?:《?条例》?)?(?:施行|实施)以来(?:的)?累计{_NUMBER}?"
)
# Columns of other years and comparisons: they hold numbers that are neither of the two.
_OTHER_VALUE = re.compile(
    rf"(?:上年度?|去年|上一年度?|前年|上年同期|去年同期|上期|本期|本季度?|本月){_NUMBER}?(?:实际)?|本期实际"
    r"|(?:同比|环比|比上年|较上年|与上年相比)?(?:增减|增长|增幅|变化|增加|减少)(?:率|数|量|值|情况|%)*|同比"
)
_SPACE = re.compile(rf"[\s{INVISIBLE}]+")
_MONEY_NOTE = re.compile(r"\([^()]*元[^()]*\)")
_LONGEST = 24
# What makes 项目 the header of a sheet: its title above.
_TITLE = re.compile(r"统计(?:报|汇总)?表|公开[^\n。]{0,10}情况[^\n。]{0,4}表|附表")
_REACH_OF_TITLE = 200
_STRONG = re.compile(r"指\s*标")
# In running text the column of the units stands right behind that of the labels.
_LABEL_AND_UNIT = re.compile(
    r"[指项名内事]\s*[标目称容项][^。;,\d]{0,40}?单\s*位(?=[\s|(统数本当全历累至总上去年]|20|$)"
)


@dataclass(frozen=True, slots=True)
class HeaderWord:
    """What a header word says of its column; `column` is set on values."""

    kind: HeaderKind
    column: StatisticsColumn | None = None


def squashed(text: str) -> str:
    """Canonical text without any white space."""
    return _SPACE.sub("", text)


def may_hold_a_sheet(text: str) -> bool:
    """Whether canonical text has what no header of a sheet is without; a report that has not is read no further."""
    return _STRONG.search(text) is not None or _TITLE.search(text) is not None


def may_hold_a_sheet_in_running_text(text: str) -> bool:
    """Whether canonical text has a label column and that of the units, as a header in running text must."""
    return _LABEL_AND_UNIT.search(text) is not None


def is_titled(text: str, start: int) -> bool:
    """Whether the title of a sheet stands not far above a place of canonical text."""
    return _TITLE.search(text, max(0, start - _REACH_OF_TITLE), start) is not None


def header_word(text: str, report_year: int | None) -> HeaderWord | None:
    """What canonical `text` says above a column, or None when it is no word of a header.

    A year in it must be `report_year` if that is known: numbers of another year are other values.
    """
    whole = squashed(text)
    if not whole or len(whole) > _LONGEST:
        return None
    word = without_parentheses(whole).rstrip(":") or whole
    for words, kind in (
        (_LABELS, "label"),
        (_WEAK_LABELS, "weak_label"),
        (_GROUPS, "group"),
        (_UNITS, "unit"),
        (_CODES, "code"),
        (_SERIALS, "serial"),
        (_REMARKS, "remark"),
    ):
        if word in words:
            return HeaderWord(kind)  # type: ignore[arg-type]  # the kinds are those of the tuple above
    return _value_word(word, report_year, has_money=bool(_MONEY_NOTE.search(whole)))


def _value_word(word: str, report_year: int | None, *, has_money: bool) -> HeaderWord | None:
    if match := _OF_THE_YEAR.fullmatch(word):
        of_another_year = match["year"] and report_year and int(match["year"][:4]) != report_year
        # 统计数(万元) would be the unit of some rows, nobody can tell of which.
        return HeaderWord("other_value") if of_another_year or has_money else HeaderWord("value", "year_value")
    if _CUMULATIVE.fullmatch(word):
        return HeaderWord("other_value") if has_money else HeaderWord("value", "cumulative_value")
    return HeaderWord("other_value") if _OTHER_VALUE.fullmatch(word) else None
