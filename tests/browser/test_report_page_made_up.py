"""The report page with what neither build has: statistics, cells of every status, hostile text, a foreign address."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.pages import Feeds, open_view

PANEL = "aside.panel"


@pytest.fixture
def plain_text(province_home: Path) -> str:
    """A report of the 2021 form from a plain text."""
    return str(Feeds(province_home).first("feed_report", form="2021", media_type="text/plain")["report_id"])


@pytest.fixture
def made_up(
    page: Page, province_site: str, province_home: Path, plain_text: str
) -> Callable[[dict[str, Any], str | None], None]:
    """Opens a report of which parts, and perhaps the text, are replaced."""

    def serve(folder: str, changes: dict[str, Any]) -> None:
        key = f"{folder}/{plain_text[-2:]}/{plain_text}"
        shard = json.loads((province_home / "feeds" / "v1" / "shards" / f"{key}.json").read_text(encoding="utf-8"))
        body = f"ogi.receive({json.dumps(key)}, {json.dumps(json.dumps(shard | changes))});"
        page.route(f"**/data/{key}.js*", lambda route: route.fulfill(body=body, content_type="text/javascript"))

    def open_changed(changes: dict[str, Any], text: str | None = None) -> None:
        serve("reports", changes)
        if text is not None:
            serve("texts", {"text": text})
        open_view(page, f"{province_site}report.html?id={plain_text}")

    return open_changed


def _statistic(row: int, indicator: str, heading: str | None, **values: Any) -> dict[str, Any]:
    cell = {
        "value": None,
        "unit": "件",
        "status": "reported",
        "printed": None,
        "locator": None,
        "start": None,
        "end": None,
    }
    place = {"row_number": row, "indicator": indicator, "heading_path": heading, "printed_unit": "件"}
    return place | {"column": "year_value"} | cell | values


SHEET = [
    _statistic(1, "(一)收到申请数", "三、依申请公开情况", value=12, printed="12", locator="char:4-6", start=4, end=6),
    _statistic(2, "1.当面申请数", "三、依申请公开情况 > (一)收到申请数", status="blank"),
    _statistic(3, "2.传真申请数", "三、依申请公开情况 > (一)收到申请数", status="not_applicable", printed="/"),
    _statistic(4, "3.网络申请数", "三、依申请公开情况 > (一)收到申请数", status="unreadable", printed="若干"),
    _statistic(5, "4.信函申请数", "三、依申请公开情况 > (一)收到申请数", status="ambiguous", printed="1207"),
]


def test_a_sheet_of_statistics_stands_as_printed(
    page: Page, axe: Callable[[Page], None], made_up: Callable[..., None]
) -> None:
    made_up({"statistics": SHEET, "cells": [], "form": "pre-2019", "findings": []}, "𠮷𠮷😀：12件")
    table = page.locator("table.form.statistics")
    assert [text.strip() for text in table.locator("tbody th").all_inner_texts()] == [
        "三、依申请公开情况", "(一)收到申请数", "1.当面申请数", "2.传真申请数", "3.网络申请数", "4.信函申请数",
    ]  # fmt: skip
    # Each status has a mark of its own shape, and words for those who listen.
    marks = table.locator("td[id] .mark").all_inner_texts()
    assert marks == ["·", "—", "!", "?"]
    assert table.locator("td[id] .unseen").all_inner_texts() == ["空白", "不适用", "无法识读", "数字分界不明"]
    assert page.locator("table.form.application").count() == 0
    axe(page)
    page.locator("[id='statistics/1/year_value'] button").click()
    expect(page.locator(f"{PANEL} mark")).to_have_text("12")
    page.keyboard.press("Escape")
    page.locator("[id='statistics/5/year_value'] button").click()
    expect(page.locator(PANEL)).to_contain_text("无法确定哪个数字属于哪一格")


def test_what_the_report_says_stays_text(page: Page, made_up: Callable[..., None]) -> None:
    bad = "<img src=x onerror=alert(1)>\u202e坏"
    made_up(
        {
            "title": bad,
            "source_url": "javascript:alert(1)",
            "source_name": bad,
            "sections": [
                {"section_code": "overview", "title": bad, "locator": "char:0-20", "start": 0, "end": 20},
            ],
        },
        f"{bad}<script>alert(2)</script>",
    )
    expect(page.locator("h1")).to_contain_text("<img src=x onerror=alert(1)>⟦U+202E⟧坏")
    assert page.locator("main img, main script").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    page.locator("[id='section/overview'] summary").click()
    expect(page.locator(".section-text")).to_contain_text("<img src=x")


def test_the_address_of_the_original_is_a_link_that_tells_nothing(page: Page, made_up: Callable[..., None]) -> None:
    made_up({"source_url": "https://www.example.gov.cn/a?b=c"})
    link = page.locator("a[href='https://www.example.gov.cn/a?b=c']")
    assert link.get_attribute("rel") == "noopener noreferrer nofollow"
    expect(page.locator(".hash").first).to_have_text(re.compile("^[0-9a-f]{64}$"))
