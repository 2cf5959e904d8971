"""Similar reports: the pairs of a year, and two texts side by side with what both say marked in both."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.pages import Feeds, open_view

_NOT_LETTERS = re.compile(r"[\s|*#\d.,%]+")


@pytest.fixture
def pair(province_home: Path) -> dict[str, Any]:
    """The pair with the most text in common."""
    pairs = Feeds(province_home).rows("feed_similar_report")
    return max(pairs, key=lambda row: (row["shared_sentence_count"] or 0, row["pair_id"]))


def _passages(page: Page, side: str) -> dict[str, str]:
    """The marked passages of a side by their numbers, without the number."""
    found = page.locator(f"mark.shared[id^='{side}-']").evaluate_all(
        "marks => marks.map(mark => [mark.id, mark.textContent.slice(mark.querySelector('a').textContent.length)])"
    )
    return {name.partition("-")[2]: text for name, text in found}


def test_pairs_are_listed_by_year(page: Page, province_site: str, province_home: Path) -> None:
    open_view(page, f"{province_site}similar.html")
    pairs = Feeds(province_home).rows("feed_similar_report")
    years = {max(row["report_year"], row["other_report_year"]) for row in pairs}
    options = page.locator("main select option").evaluate_all("options => options.map(option => option.value)")
    assert options == [str(year) for year in sorted(years, reverse=True)]
    oldest = min(years)
    page.select_option("main select", str(oldest))
    expect(page.locator("caption")).to_contain_text(f"{oldest}年")
    assert f"year={oldest}" in page.url
    of_year = [row for row in pairs if max(row["report_year"], row["other_report_year"]) == oldest]
    expect(page.locator("main tbody tr")).to_have_count(min(200, len(of_year)))
    page.reload()
    expect(page.locator("caption")).to_contain_text(f"{oldest}年")
    page.locator("main tbody a").first.click()
    expect(page.locator("main > .side-by-side").first).to_be_visible()


def test_what_both_say_is_marked_in_both(
    page: Page, province_site: str, province_home: Path, pair: dict[str, Any]
) -> None:
    open_view(page, f"{province_site}similar.html?pair={pair['pair_id']}")
    left, right = _passages(page, "left"), _passages(page, "right")
    assert left.keys() == right.keys()
    assert len(left) > 1
    for number, text in left.items():
        assert _NOT_LETTERS.sub("", text) == _NOT_LETTERS.sub("", right[number])
    # Every shared sentence of the feed lies in a passage, or is listed below.
    sentences = Feeds(province_home).rows("feed_shared_sentence", pair_id=pair["pair_id"])
    everything = re.sub(r"\s", "", "".join(left.values()) + page.locator("main").inner_text())
    assert all(re.sub(r"\s", "", row["sentence_text"]) in everything for row in sentences)


def test_a_passage_leads_to_its_counterpart(page: Page, province_site: str, pair: dict[str, Any]) -> None:
    open_view(page, f"{province_site}similar.html?pair={pair['pair_id']}")
    last = page.locator("mark.shared[id^='left-']").last
    number = last.get_attribute("id").partition("-")[2]  # type: ignore[union-attr]
    last.locator("a").focus()
    page.keyboard.press("Enter")
    other = page.locator(f"#right-{number}")
    expect(other).to_be_in_viewport()
    expect(other.locator("a")).to_be_focused()
    expect(page.locator("mark.chosen")).to_have_count(2)
    assert page.url.endswith(f"#right-{number}")
    other.dispatch_event("click")  # a passage of several lines is no box to click in the middle of
    expect(page.locator(f"#left-{number} a")).to_be_focused()


def test_numbers_that_differ_are_framed(page: Page, province_site: str, pair: dict[str, Any]) -> None:
    open_view(page, f"{province_site}similar.html?pair={pair['pair_id']}")
    for mark in page.locator("mark.shared:has(.differs)").all()[:4]:
        number = mark.get_attribute("id").partition("-")[2]  # type: ignore[union-attr]
        here = page.locator(f"#left-{number} .differs").all_inner_texts()
        there = page.locator(f"#right-{number} .differs").all_inner_texts()
        assert len(here) == len(there) > 0
        assert all(one != other for one, other in zip(here, there, strict=True))


def test_the_reports_stand_side_by_side_and_on_a_phone_below_each_other(
    page: Page, phone_page: Page, province_site: str, pair: dict[str, Any]
) -> None:
    for opened, beside in ((page, True), (phone_page, False)):
        open_view(opened, f"{province_site}similar.html?pair={pair['pair_id']}")
        left, right = (
            opened.locator(f"main > .side-by-side > .{side}").first.bounding_box() or {} for side in ("left", "right")
        )
        assert (left["x"] + left["width"] <= right["x"]) is beside
        assert (left["y"] + left["height"] <= right["y"]) is not beside


def test_both_reports_are_linked(page: Page, province_site: str, pair: dict[str, Any]) -> None:
    open_view(page, f"{province_site}similar.html?pair={pair['pair_id']}")
    for report_id in (pair["report_id"], pair["other_report_id"]):
        expect(page.locator(f".side-heads a[href='report.html?id={report_id}']")).to_have_count(1)


def test_five_hundred_sentences_in_long_texts_take_no_time(page: Page, province_site: str) -> None:
    open_view(page, f"{province_site}similar.html")
    taken, found = page.evaluate(
        """() => {
            const sentences = [...Array(500).keys()].map(index =>
                `第${index}句，进一步健全完善政府信息公开工作机制和各项制度，扎实推进第${index * 7}项工作落实。`);
            const text = sentences.join('\\n  ');
            const other = [...sentences].reverse().join('');
            const list = sentences.map(sentence => ({ sentence, from: 0 }));
            const began = performance.now();
            const places = [text, other].map(one => ogiSimilar.placesOf(one, list));
            const pairs = places[0].map((left, index) => (
                { left, right: places[1][index], isOtherwise: false, count: 1, indexes: [index] }));
            const passages = ogiSimilar.passages(text, other, pairs);
            return [performance.now() - began, passages.length];
        }"""
    )
    assert found == 500
    assert taken < 500


@pytest.mark.parametrize(
    ("text", "sentence", "place"),
    [
        ("甲。\n  健全 工作\n机制。乙", "健全 工作 机制。", [5, 14]),
        ("| 健全 | 机制。 |", "健全 机制。", [2, 10]),
        ("健全\u200b机制。", "健全机制。", [0, 6]),
        ("别的话。", "健全机制。", None),
    ],
)
def test_a_sentence_is_found_whatever_its_gaps(
    page: Page, province_site: str, text: str, sentence: str, place: list[int] | None
) -> None:
    open_view(page, f"{province_site}similar.html")
    found = page.evaluate(
        "([text, sentence]) => ogiSimilar.placesOf(text, [{ sentence, from: 0 }])[0]", [text, sentence]
    )
    assert (found and [found["start"], found["end"]]) == place


def test_a_sentence_that_stands_twice_is_marked_twice(page: Page, province_site: str) -> None:
    open_view(page, f"{province_site}similar.html")
    twice = [{"sentence": "健全机制。", "from": 0}] * 2
    found = page.evaluate("twice => ogiSimilar.placesOf('健全机制。健全机制。', twice)", twice)
    assert [(place["start"], place["end"]) for place in found] == [(0, 5), (5, 10)]


def test_a_damaged_address_says_what_to_do(page: Page, province_site: str, problems: list[str]) -> None:
    open_view(page, f"{province_site}similar.html?pair=abc")
    expect(page.locator("main [role=alert]")).to_contain_text("请从列表中选择")
    problems.clear()
