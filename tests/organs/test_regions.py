"""The packaged regions: whole, without cycles, and with the history that joins an organ's years."""

from organs.regions import COUNTRY, LEVELS, Region, gazetteer_with, packaged_regions

GAZETTEER = gazetteer_with()


def test_every_region_lies_in_one_of_a_higher_level() -> None:
    regions = GAZETTEER.regions
    wrong = [
        region
        for region in regions.values()
        if (region.parent_region_code is None) != (region.region_code == COUNTRY)
        or (
            region.parent_region_code
            and LEVELS.index(regions[region.parent_region_code].level) >= LEVELS.index(region.level)
        )
    ]
    assert wrong == []


def test_codes_are_unique_and_levels_are_all_there() -> None:
    regions, _ = packaged_regions()
    assert len({region.region_code for region in regions}) == len(regions)
    counts = {level: sum(region.level == level and region.valid_to is None for region in regions) for level in LEVELS}
    assert counts["national"] == 1
    assert counts["province"] == 34
    assert 330 <= counts["prefecture"] <= 345
    assert 2800 <= counts["county"] <= 3400
    assert counts["township"] > 38_000


def test_successors_are_regions_and_never_come_back() -> None:
    for code, region in GAZETTEER.regions.items():
        at, seen = region.successor_region_code, {code}
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = GAZETTEER.regions[at].successor_region_code


def test_the_codes_of_a_lineage_follow_each_other() -> None:
    """Some revisions of GB/T 2260 have a county under both codes for up to two years."""
    ends: dict[str, int] = {}
    for region in sorted(GAZETTEER.regions.values(), key=lambda r: (r.lineage_code, r.valid_from or 0)):
        overlap = 2 if region.level == "county" else 0
        assert (region.valid_from or 0) > ends.get(region.lineage_code, -1) - overlap, region
        ends[region.lineage_code] = 9999 if region.valid_to is None else region.valid_to


def test_a_county_that_became_a_district_is_one_region_in_two_times() -> None:
    assert GAZETTEER.named("望城县") == GAZETTEER.named("望城区") == {"430122"}
    assert GAZETTEER.latest("430122").region_name == "望城区"
    assert GAZETTEER.regions["430122"].successor_region_code == "430112"
    assert GAZETTEER.regions["430122"].valid_to == 2010


def test_a_renamed_prefecture_keeps_its_code_and_its_former_name() -> None:
    assert GAZETTEER.named("襄樊市") == GAZETTEER.named("襄阳市") == {"420600"}


def test_a_district_that_was_joined_to_another_is_not_that_other() -> None:
    assert GAZETTEER.regions["110103"].successor_region_code == "110101"
    assert GAZETTEER.named("崇文区") == {"110103"}
    assert "110101" not in GAZETTEER.named("崇文区")


def test_a_code_given_to_another_district_does_not_make_them_one() -> None:
    """500110 was 万盛区 until it was joined with 綦江县, and is 綦江区 since."""
    assert GAZETTEER.named("万盛区") == {"500110-2010"}
    assert GAZETTEER.named("綦江区") == GAZETTEER.named("綦江县") == {"500222"}


def test_a_township_that_became_a_town_is_one_region() -> None:
    assert GAZETTEER.named("兴福镇") & GAZETTEER.named("兴福乡") >= {"231202204"}


def test_a_region_added_by_hand_is_found_by_its_name() -> None:
    added = Region("350100-PT", "平潭综合实验区", "350100", "county", 2009, None, None, "350100-PT", "curation")
    gazetteer = gazetteer_with((added,))
    assert gazetteer.named("平潭综合实验区") == {"350100-PT"}
    assert [region.region_name for region in gazetteer.path("350100-PT")] == ["福建省", "福州市", "平潭综合实验区"]
    assert gazetteer.is_zone("350100-PT")
    assert not gazetteer.is_zone("310115"), "浦东新区 is a district"
