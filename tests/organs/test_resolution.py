"""Which organ a report is of: joined where it is certain, apart where it is not."""

import pytest

from organs.regions import gazetteer_with
from organs.resolution import Mention, Resolution, Resolver, host_of, title_lead

GAZETTEER = gazetteer_with()


def a_mention(
    name: str, title: str = "", basis: str = "title", url: str | None = None, collection: str = "c"
) -> Mention:
    return Mention.of(name, basis, title or f"{name}2020年政府信息公开工作年度报告", url, collection)


def resolve(*mentions: Mention) -> list[Resolution]:
    resolver = Resolver(GAZETTEER)
    resolver.learn_sites(mentions)
    return [resolver.resolve(mention) for mention in mentions]


def organ_ids(*mentions: Mention) -> set[str]:
    return {resolution.organ.organ_id for resolution in resolve(*mentions)}


def test_one_county_government_across_its_names_years_and_sites() -> None:
    mentions = [
        a_mention("疏勒县人民政府"),
        a_mention("疏勒县政府", collection="d"),
        a_mention("疏勒县", url="http://www.shule.gov.cn/a"),
        a_mention("新疆疏勒县人民政府"),
        a_mention("疏勒县人民政府办公室", "疏勒县2021年政府信息公开工作年度报告", "labelled_field"),
        a_mention("疏勒县人民政府信息公开办公室", "疏勒县2021年政府信息公开工作年度报告", "compiled_by"),
    ]
    assert len(organ_ids(*mentions)) == 1


def test_an_organ_stays_one_when_its_county_becomes_a_district() -> None:
    assert len(organ_ids(a_mention("望城县财政局"), a_mention("望城区财政局"), a_mention("长沙市望城区财政局"))) == 1


def test_the_id_of_an_organ_is_the_same_in_every_build() -> None:
    assert organ_ids(a_mention("疏勒县财政局")) == {"oed76a71fea89c7d1"}


def test_an_office_named_in_the_title_reports_for_itself() -> None:
    (own,) = resolve(a_mention("宣州区人民政府办公室"))
    assert (own.organ.organ_name, own.organ.kind, own.rule) == ("宣州区人民政府办公室", "office", "place_is_unique")
    assert len(organ_ids(a_mention("宣州区人民政府办公室"), a_mention("宣州区人民政府"))) == 2


def test_an_office_that_nobody_says_for_whom_is_unresolved_with_both_candidates() -> None:
    title = "2020年政府信息公开工作年度报告"
    (found,) = resolve(a_mention("疏勒县人民政府办公室", title, "labelled_field"))
    assert (found.rule, found.organ.is_resolved) == ("office_for_whom", False)
    assert found.candidates == "疏勒县人民政府; 疏勒县人民政府办公室"


def test_an_ambiguous_name_is_never_joined_across_sites_or_collections() -> None:
    mentions = [
        a_mention("鼓楼区教育局", url="http://a.gov.cn/1"),
        a_mention("鼓楼区教育局", url="http://b.gov.cn/1"),
        a_mention("鼓楼区教育局", collection="c"),
        a_mention("鼓楼区教育局", collection="d"),
    ]
    found = resolve(*mentions)
    assert len({resolution.organ.organ_id for resolution in found}) == 4
    assert {resolution.rule for resolution in found} == {"ambiguous_place"}
    assert found[0].candidates is not None
    assert "江苏省南京市鼓楼区教育局" in found[0].candidates
    assert not any(resolution.organ.is_resolved for resolution in found)


def test_an_ambiguous_name_on_one_site_is_one_organ_over_the_years() -> None:
    assert len(organ_ids(*(a_mention("教育局", url=f"http://www.a.gov.cn/{year}") for year in (2019, 2020)))) == 1


def test_the_title_may_name_the_place() -> None:
    (found,) = resolve(a_mention("鼓楼区人民政府", "南京市鼓楼区2020年政府信息公开工作年度报告", "signature"))
    assert (found.organ.region_code, found.rule) == ("320106", "place_in_title")


def test_the_title_does_not_name_the_place_by_repeating_it() -> None:
    (found,) = resolve(a_mention("鼓楼区人民政府", "鼓楼区2020年政府信息公开工作年度报告", "signature"))
    assert found.rule == "ambiguous_place"


def test_a_site_whose_certain_organs_lie_in_one_prefecture_tells_the_place() -> None:
    site = "http://www.njgl.gov.cn/1"
    certain = [a_mention("南京市鼓楼区财政局", url=site), a_mention("南京市鼓楼区审计局", url=site)]
    found = resolve(a_mention("鼓楼区教育局", url=site), *certain)[0]
    assert (found.organ.region_code, found.rule) == ("320106", "place_of_site")


@pytest.mark.parametrize(
    "others", [["南京市鼓楼区财政局"], ["南京市鼓楼区财政局", "徐州市审计局"], ["江苏省财政厅", "江苏省审计厅"]]
)
def test_a_site_of_several_prefectures_or_of_one_organ_tells_nothing(others: list[str]) -> None:
    site = "http://www.example.gov.cn/1"
    found = resolve(a_mention("鼓楼区教育局", url=site), *(a_mention(name, url=site) for name in others))[0]
    assert found.rule == "ambiguous_place"


def test_a_site_does_not_give_a_place_to_a_name_that_has_none() -> None:
    """The site of a prefecture has its own 教育局 and those of its counties."""
    site = "http://www.shule.gov.cn/1"
    certain = [a_mention("疏勒县财政局", url=site), a_mention("疏勒县审计局", url=site)]
    assert resolve(a_mention("教育局", url=site), *certain)[0].rule == "no_place"


def test_a_township_is_not_known_by_its_name_alone() -> None:
    assert resolve(a_mention("西邑乡人民政府"))[0].rule == "ambiguous_place"
    found = resolve(a_mention("西邑乡人民政府", "隆阳区西邑乡2019年政府信息公开工作年度报告", "signature"))[0]
    assert (found.organ.region_code, found.organ.organ_name) == ("530502203", "隆阳区西邑乡人民政府")


def test_a_zone_is_known_by_its_name_only_if_that_says_where_it_is() -> None:
    assert resolve(a_mention("石家庄高新技术产业开发区管委会"))[0].rule == "place_is_unique"
    generic = [
        a_mention(name) for name in ("经济开发区管委会", "高新区管委会", "工业园区管理委员会", "良种场", "国营林场")
    ]
    assert not any(resolution.organ.is_resolved for resolution in resolve(*generic))


def test_an_organ_has_the_fullest_of_its_names_in_whatever_order_they_come() -> None:
    names = ["上海市发改委", "上海市发展和改革委员会", "上海市发展改革委"]
    for order in (names, names[::-1]):
        resolver = Resolver(GAZETTEER)
        (organ_id,) = {resolver.resolve(a_mention(name)).organ.organ_id for name in order}
        assert resolver.organs[organ_id].organ_name == "上海市发展和改革委员会"


def test_an_organ_above_others_is_named_by_its_own_report() -> None:
    resolver = Resolver(GAZETTEER)
    department = resolver.resolve(a_mention("疏勒县财政局")).organ
    assert resolver.organs[department.parent_organ_id or ""].resolution_rule == "above"
    resolver.resolve(a_mention("疏勒县人民政府"))
    assert resolver.organs[department.parent_organ_id or ""].resolution_rule == "by_name"


def test_every_resolved_organ_has_the_organs_above_it_up_to_the_state_council() -> None:
    resolver = Resolver(GAZETTEER)
    organ = resolver.resolve(a_mention("隆阳区西邑乡人民政府")).organ
    names = [organ.organ_name]
    while organ.parent_organ_id:
        organ = resolver.organs[organ.parent_organ_id]
        names.append(organ.organ_name)
    assert names == ["隆阳区西邑乡人民政府", "隆阳区人民政府", "保山市人民政府", "云南省人民政府", "国务院"]


def test_names_of_any_characters_are_resolved_or_kept() -> None:
    for name in ("", " ", "\n", "🙂", "(", "a" * 5000, "县" * 500, "人民政府" * 200, "\u202e局", "市市市区区区"):
        (found,) = resolve(Mention.of(name, None, name, "http://[", "c"))
        assert not found.organ.is_resolved


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("2020年疏勒县政府信息公开工作年度报告", "疏勒县"),
        ("疏勒县财政局2020年政府信息公开工作年度报告", "疏勒县财政局"),
        ("疏勒县人民政府信息公开工作年度报告(2020年度)", "疏勒县"),
        ("二〇二〇年政府信息公开工作年度报告", ""),
    ],
)
def test_what_a_title_says_before_it_says_what_it_is(title: str, lead: str) -> None:
    assert title_lead(title) == lead


def test_the_site_of_an_address() -> None:
    assert host_of("https://www.Shule.gov.cn:8080/a?b") == "shule.gov.cn"
    assert host_of("http://[") is None
    assert host_of(None) is None
