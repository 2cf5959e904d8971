"""Characters that text recognition and hasty typing take for each other.

A label is compared after each look-alike has been replaced by the first of its group: 末经复议直接起诉 is as good as
未经复议直接起诉. That no two labels become one by this is a property of the groups and the forms together, and tested.
上, 下, 不 and 一, 二, 三 are in no group: they tell labels apart.
"""

LOOK_ALIKES: tuple[str, ...] = (
    "已己巳",
    "未末",
    "无元旡",
    "没设",
    "沐沭",
    "于於干千",
    "人入",
    "大太犬",
    "土士",
    "日曰",
    "申甲",
    "由田",
    "他它地池",
    "计汁",
    "科料",
    "自白",
    "予子",
    "免兔",
    "卷券",
    "提捉",
    "损捐",
    "复夏",
    "要耍",
    "购沟",
    "析折",
    "章童",
    "构枸",
    "审宙",
)
_FIRST_OF_GROUP = {ord(other): group[0] for group in LOOK_ALIKES for other in group[1:]}


def folded(text: str) -> str:
    """Canonical text with every look-alike in the form of the first of its group; same length."""
    return text.translate(_FIRST_OF_GROUP)
