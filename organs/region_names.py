"""The name of a region and its type taken apart: 望城 and 县."""

import re

_TYPE = re.compile(
    r"(?<=..)(自治县|自治州|自治旗|联合旗|地区|林区|特区|新区|矿区|[市县区州盟旗乡镇]|民族乡|街道|苏木)$|(?<=.)[市县区镇乡]$"
)
_TOWNSHIP_TYPE = re.compile(r"(?<=.)(街道办事处|街道办|街办事处|办事处|街道|民族乡|乡|镇|苏木)$")
# What zones are called (开发区 and the like); they are governed by committees.
ZONE_WORDS = (
    "开发区|园区|新区|试验区|实验区|保税区|保税港区|管理区|度假区|风景区|名胜区|示范区|工业园|产业园|科技园|科学城|高新区|经开区|"
    "工业区|功能区|集聚区|合作区|服务区|港区|新城|片区|商务区"
)
ZONE_NAME = re.compile(rf"(?:{ZONE_WORDS})$")


def base_of(name: str) -> str:
    """The name of a region without its type: 望城 of 望城县."""
    return _TYPE.sub("", name)


def township_base(name: str) -> str:
    """The name of a township without its type, which changes more often than the name: 西邑 of 西邑乡, 西邑镇."""
    return _TOWNSHIP_TYPE.sub("", name)
