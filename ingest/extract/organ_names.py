"""Names of administrative organs: what looks like one, and what only looks like one."""

import re

_SUFFIX = (
    "人民政府|政府|办公室|办公厅|委员会|管委会|管理局|分局|局|厅|委|办|中心|街道办事处|办事处|法院|检察院|支队|总队|大队|"
    "集团|公司|医院|学校|大学|学院|所|站|处|部|院|会|馆|署|乡|镇"
)
_NAME = r"[\u4e00-\u9fff()〇·、]{2,40}"
_IS_NAME = re.compile(_NAME)
_IS_ORGAN = re.compile(rf"[\u4e00-\u9fff()〇·、]{{2,40}}(?:{_SUFFIX})")
_PLACE_SUFFIX = "省|自治区|市|县|区|州|盟|旗|乡|镇|街道|开发区|园区|新区|试验区|管理区|林场|农场"
_IS_PLACE = re.compile(rf"[\u4e00-\u9fff]{{1,18}}(?:{_PLACE_SUFFIX})")
# 我市, 本园区, 全县: but 本溪市 and 全椒县 are places.
_NO_PLACE = re.compile(rf"[我本该全](?:{_PLACE_SUFFIX})")
_PRONOUN = re.compile(r"[我本该][省市区县州盟旗局厅委办镇乡街部单机中]|各")
# The government of a place, or its office.
_GOVERNMENT = re.compile(r"(?:(?:人民)?政府|街道办事处|办事处|管理委员会|管委会)?(?:党政)?(?:综合)?(?:办公室|办公厅)?")
# What publishes is no organ: sites, media, accounts.
_PUBLISHES = re.compile(
    r"本站|本网|网站|网$|门户|在线|平台$|融媒|报社|日报|晚报|电视|新华社|客户端|公众号|微信|微博|转载|原创|未知|管理员"
)
# Words of a column or of a sentence in what stands where a name should.
_NO_NAME = re.compile(r"公开|首页|位置|栏目|专栏|报告|目录|网址|联系|地址|工作情况|有关|关于|根据|通知")


def is_organ(name: str) -> bool:
    """Whether canonical text is the name of an organ, no pronoun (我局) and no site or medium (本站, 县融媒体中心)."""
    return bool(_IS_ORGAN.fullmatch(name)) and not (
        _PRONOUN.match(name) or _PUBLISHES.search(name) or _NO_NAME.search(name)
    )


def is_place(name: str) -> bool:
    """Whether a name is that of a district, a township or the like, not of the organ that governs it."""
    return bool(_IS_PLACE.fullmatch(name)) and not (_NO_PLACE.fullmatch(name) or _NO_NAME.search(name))


def is_name(name: str) -> bool:
    """Whether canonical text may be the name of an organ or of the place that it governs."""
    return bool(_IS_NAME.fullmatch(name)) and not (
        _NO_PLACE.fullmatch(name) or _PRONOUN.match(name) or _PUBLISHES.search(name) or _NO_NAME.search(name)
    )


def governs(name: str, place: str) -> bool:
    """Whether a name is that of the government of a place, or of its office: 青山县人民政府办公室 of 青山县."""
    region, found, rest = name.rpartition(place)
    is_within = not region or is_place(region)
    return bool(found) and name != place and is_within and _GOVERNMENT.fullmatch(rest) is not None


def names_its_region(name: str) -> bool:
    """Whether the name of an organ says where it is: 青山县财政局, not 财政局 or 县财政局."""
    return re.search(r"[省市县区州盟旗乡镇]|中华|国家|国务院", name[1:]) is not None
