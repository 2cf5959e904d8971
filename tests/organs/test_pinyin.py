"""How names are read: places as their people call them, whatever else their characters may be read as."""

import pytest

from organs.pinyin import pinyin
from organs.regions import packaged_regions


@pytest.mark.parametrize(
    ("name", "syllables"),
    [
        ("重庆市教育局", "chong qing shi jiao yu ju"),
        ("厦门市人民政府", "xia men shi ren min zheng fu"),
        ("六安市", "lu an shi"),
        ("南京市六合区", "nan jing shi lu he qu"),
        ("六盘水市", "liu pan shui shi"),
        ("辽宁省朝阳市", "liao ning sheng chao yang shi"),
        ("山西省长治市长子县", "shan xi sheng chang zhi shi zhang zi xian"),
        ("子长市", "zi chang shi"),
        ("都匀市", "du yun shi"),
        ("漯河市召陵区", "luo he shi shao ling qu"),
        ("吕梁市", "lv liang shi"),
        ("乐清市", "yue qing shi"),
        ("乐山市市中区", "le shan shi shi zhong qu"),
        ("昆明市五华区市场监督管理局", "kun ming shi wu hua qu shi chang jian du guan li ju"),
        ("住房和城乡建设局", "zhu fang he cheng xiang jian she ju"),
        ("朝阳区第12中学（东区）", "chao yang qu di 12 zhong xue （ dong qu ）"),
        ("", ""),
    ],
)
def test_a_name_is_read_as_its_place_is_called(name: str, syllables: str) -> None:
    assert pinyin(name) == syllables


def test_every_region_down_to_counties_is_letters() -> None:
    names = {
        region.region_name for region in packaged_regions()[0] if region.level in {"province", "prefecture", "county"}
    }
    for name in names:
        syllables = pinyin(name).split()
        assert len(syllables) == len(name)
        assert all(syllable.isascii() and syllable.isalpha() for syllable in syllables), name
