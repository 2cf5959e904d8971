"""What changed since the last publication: each kind of change in words, with the way to the report."""

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from browser.pages import open_view

ROW = dict.fromkeys(
    [
        *(
            "reason",
            "report_id",
            "previous_report_id",
            "form",
            "table_code",
            "row_code",
            "row_label_zh",
            "row_label_en",
        ),
        *("column_code", "column_label_zh", "column_label_en", "unit", "value", "previous_value", "status"),
        *("previous_status", "rule_id", "rule_title_zh", "rule_title_en", "subject", "message_zh", "message_en"),
    ]
) | {"organ_id": "o1", "organ_name": "甲县财政局", "region_name": "甲县", "report_year": 2022}
CELL = {"table_code": "application", "row_code": "granted", "column_code": "total", "status": "reported"}
ROWS: list[dict[str, Any]] = [
    ROW | {"subject_kind": "report", "change_kind": "new", "report_id": "r1"},
    ROW | {"subject_kind": "report", "change_kind": "withdrawn", "organ_name": "<b>乙县</b>"},
    ROW
    | CELL
    | {"subject_kind": "cell", "change_kind": "changed", "report_id": "r1", "value": 12, "previous_status": "blank"}
    | {"row_label_zh": "予以公开", "row_label_en": "Granted", "column_label_zh": "总计", "column_label_en": "Total"},
    ROW
    | {"subject_kind": "finding", "change_kind": "appeared", "report_id": "r1", "rule_id": "A1"}
    | {"message_zh": "相差3。", "message_en": "They differ by 3."},
]


def open_with_changes(page: Page, address: str) -> None:
    counts = [{"subject_kind": row["subject_kind"], "change_kind": row["change_kind"], "count": 1} for row in ROWS]
    counts[0]["count"] = 700
    shard = json.dumps(json.dumps({"previous_build_id": "before", "counts": counts, "rows": ROWS}))
    page.route(
        "**/data/changes.js*",
        lambda route: route.fulfill(body=f"ogi.receive('changes', {shard});", content_type="text/javascript"),
    )
    open_view(page, address)


def test_each_change_is_told_with_what_was_there_before(page: Page, samples_site: str) -> None:
    open_with_changes(page, f"{samples_site}changes.html")
    expect(page.locator("#list")).to_contain_text("703")
    lines = page.locator(".change")
    expect(lines).to_have_count(4)
    expect(lines.nth(1)).to_contain_text("<b>乙县</b>")
    expect(lines.nth(1).locator("a")).to_have_count(0)
    expect(lines.nth(2)).to_contain_text("予以公开，总计")
    expect(lines.nth(2).locator(".missing")).to_have_attribute("title", "空白")
    expect(lines.nth(2).locator("strong")).to_have_text("12")
    expect(lines.nth(2).locator("a").last).to_have_attribute("href", "report.html?id=r1#application/granted/total")
    expect(lines.nth(3).locator("a.rule-id")).to_have_attribute("href", "rules.html#A1")


def test_a_choice_stands_in_the_address(page: Page, samples_site: str, axe: Callable[[Page], None]) -> None:
    open_with_changes(page, f"{samples_site}en/changes.html")
    page.select_option("select[name=subject]", "finding")
    expect(page.locator(".change")).to_have_count(1)
    expect(page.locator(".change")).to_contain_text("They differ by 3.")
    open_view(page, page.url)
    assert page.url.endswith("changes.html?subject=finding")
    expect(page.locator(".change")).to_have_count(1)
    axe(page)


def test_the_first_publication_says_that_it_is_the_first(page: Page, samples_site: str) -> None:
    open_view(page, f"{samples_site}changes.html")
    expect(page.locator("main")).to_contain_text("第一次发布")
