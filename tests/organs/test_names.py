"""Names of organs taken apart."""

import pytest

from organs.names import OrganName, department_key, normal, take_apart
from organs.regions import gazetteer_with

GAZETTEER = gazetteer_with()


def apart(name: str) -> OrganName:
    return take_apart(name, GAZETTEER)


@pytest.mark.parametrize(
    "name",
    [
        "疏勒县人民政府",
        "疏勒县政府",
        "疏勒县",
        "新疆疏勒县人民政府",
        "喀什地区疏勒县人民政府",
        "新疆维吾尔自治区喀什地区疏勒县人民政府",
        "疏勒县 人民政府(本级)",
    ],
)
def test_the_names_of_a_county_s_government_are_one(name: str) -> None:
    named = apart(name)
    assert (named.lineages, named.key, named.kind) == ({"653122"}, "government", "government")


@pytest.mark.parametrize(
    ("name", "kind", "key"),
    [
        ("疏勒县财政局", "department", "财政局"),
        ("疏勒县人民政府办公室", "office", "office:办公室"),
        ("疏勒县政府办", "office", "office:办公室"),
        ("疏勒县政务公开领导小组办公室", "office", "office:公开办"),
        ("疏勒县人民医院", "public_institution", "人民医院"),
        ("疏勒县政务服务和公共资源交易中心", "public_institution", "政务服务公共资源交易中心"),
        ("国家税务总局疏勒县税务局", "department", "国家税务总局税务局"),
        ("疏勒县齐鲁工业园区管理委员会", "zone", "zone:齐鲁工业园区"),
        ("疏勒县国有资产监督管理委员会", "department", "国有资产监督管理委"),
        ("疏勒县奇怪", None, "奇怪"),
    ],
)
def test_what_an_organ_is_in_its_region(name: str, kind: str | None, key: str) -> None:
    named = apart(name)
    assert (named.lineages, named.kind, named.key) == ({"653122"}, kind, key)


@pytest.mark.parametrize(
    ("name", "township", "kind"),
    [
        ("隆阳区西邑乡人民政府", "530502203", "government"),
        ("保山市隆阳区西邑乡", "530502203", "government"),
        ("隆阳区西邑镇人民政府", "530502203", "government"),
        ("南京市鼓楼区人民政府华侨路街道办事处", "320106002", "office"),
        ("南京市鼓楼区华侨路街道", "320106002", "office"),
        ("南京市鼓楼区华侨路街道办事处", "320106002", "office"),
    ],
)
def test_townships_and_subdistricts(name: str, township: str, kind: str) -> None:
    named = apart(name)
    assert (named.lineages, named.key, named.kind) == ({township}, "government", kind)


def test_a_township_that_is_not_listed_is_an_organ_of_its_county() -> None:
    named = apart("隆阳区不存在乡人民政府")
    assert (named.lineages, named.key, named.is_township) == ({"530502"}, "township:不存在乡", True)


def test_a_name_that_several_places_have_keeps_them_all() -> None:
    assert len(apart("鼓楼区教育局").lineages) == 4
    assert apart("江苏省鼓楼区教育局").lineages == {"320106", "320302"}
    assert apart("南京市鼓楼区教育局").lineages == {"320106"}


@pytest.mark.parametrize("name", ["教育局", "县财政局", "平潭综合实验区管委会", "本单位", "", "balanced"])
def test_a_name_without_a_known_place_has_none(name: str) -> None:
    assert apart(name).lineages == frozenset()


@pytest.mark.parametrize("name", ["财政部", "中华人民共和国财政部", "国务院办公厅", "国家统计局"])
def test_national_organs(name: str) -> None:
    assert apart(name).lineages == {"100000"}


def test_a_ministry_has_one_key_with_and_without_the_name_of_the_state() -> None:
    assert apart("财政部").key == apart("中华人民共和国财政部").key


@pytest.mark.parametrize(
    "names",
    [
        ("发展和改革委员会", "发展改革委员会", "发展改革委", "发改委"),
        ("住房和城乡建设局", "住房城乡建设局", "住建局"),
        ("人力资源和社会保障局", "人社局"),
    ],
)
def test_variants_of_a_department_have_one_key(names: tuple[str, ...]) -> None:
    assert len({department_key(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [("国土资源局", "自然资源局"), ("卫生和计划生育委员会", "卫生健康委员会"), ("环境保护局", "生态环境局")],
)
def test_a_department_under_a_new_name_is_another(before: str, after: str) -> None:
    assert department_key(before) != department_key(after)


def test_width_and_spaces_do_not_matter() -> None:
    assert normal("疏勒县　财政局（本级）") == "疏勒县财政局"
