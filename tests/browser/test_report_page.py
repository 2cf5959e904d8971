"""The report page: tables as on the form, a click from a cell to the printed text, findings on the cells, addresses."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import REPOSITORY
from browser.pages import Feeds, failing_report, open_view
from dashboard.words import words

TABLES = {"disclosure": "feed_disclosure", "application": "feed_application", "legal": "feed_legal_review"}
PANEL = "aside.panel"


def _button(page: Page, address: str) -> Any:
    return page.locator(f"[id='{address}'] button.cell")


def _cells(feeds: Feeds, report_id: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The cells of the statutory tables of a report, by their addresses."""
    for table, feed in TABLES.items():
        for row in feeds.rows(feed, report_id=report_id):
            yield f"{table}/{row['row_code']}/{row['column_code']}", row


@pytest.fixture
def province(province_home: Path) -> Feeds:
    return Feeds(province_home)


@pytest.fixture
def failing(province: Feeds) -> str:
    return failing_report(province)


@pytest.fixture
def plain_text(province: Feeds) -> str:
    """A report of the 2021 form from a plain text, in which all cells are read."""
    return str(province.first("feed_report", form="2021", media_type="text/plain")["report_id"])


# ---------------------------------------------------------------------------------------------------- as on the form


def test_every_cell_has_the_value_of_the_feed(page: Page, province_site: str, province: Feeds, failing: str) -> None:
    open_view(page, f"{province_site}report.html?id={failing}")
    shown = page.eval_on_selector_all(
        "table.form td[id]",
        "cells => cells.map(cell => [cell.id, cell.querySelector('.value')?.textContent.replace(/[^0-9.−]/g, '')])",
    )
    expected = {
        address: str(row["value"]).removesuffix(".0000").replace("-", "−") for address, row in _cells(province, failing)
    }
    assert len(shown) == len(expected)
    assert dict(shown) == expected


def test_the_tables_are_grouped_as_on_the_2021_form(page: Page, province_site: str, plain_text: str) -> None:
    open_view(page, f"{province_site}report.html?id={plain_text}")
    table = page.locator("table.form.application")
    heads = table.locator("thead th").evaluate_all("heads => heads.map(head => [head.textContent, head.colSpan])")
    assert heads[:4] == [["申请人情况", 7], ["自然人", 1], ["法人或其他组织", 5], ["总计", 1]]
    groups = table.locator("th[scope=rowgroup]").evaluate_all(
        "all => all.map(head => [head.textContent, head.rowSpan])"
    )
    assert groups == [
        ["三、本年度办理结果", 22],
        ["（三）不予公开", 8],
        ["（四）无法提供", 3],
        ["（五）不予处理", 5],
        ["（六）其他处理", 3],
    ]
    clauses = page.locator("table.form.disclosure th.clause").all_inner_texts()
    assert clauses == [f"第二十条第（{number}）项" for number in "一五六八"]
    legal = page.locator("table.form.legal")
    spans = legal.locator("thead th[colspan]").evaluate_all("all => all.map(head => [head.textContent, head.colSpan])")
    assert spans == [["行政复议", 5], ["行政诉讼", 10], ["未经复议直接起诉", 5], ["复议后起诉", 5]]
    assert legal.locator("tbody td").count() == 15


def test_every_cell_names_its_headers(page: Page, province_site: str, plain_text: str) -> None:
    open_view(page, f"{province_site}report.html?id={plain_text}")
    lost = page.evaluate(
        """() => [...document.querySelectorAll('table.form td[id]')].filter(cell => !cell.headers
            || cell.headers.split(' ').some(id => !cell.closest('table').querySelector(`[id="${id}"]`))
        ).map(cell => cell.id)"""
    )
    assert lost == []
    cell = page.locator("[id='application/denied_state_secret/other_organization']")
    heads = cell.evaluate("cell => cell.headers.split(' ').map(id => document.getElementById(id).textContent)")
    assert heads == ["三、本年度办理结果", "（三）不予公开", "1.属于国家秘密", "申请人情况", "法人或其他组织", "其他"]


def test_an_amount_in_other_units_shows_what_is_printed(page: Page, province_site: str, province: Feeds) -> None:
    row = next(
        row
        for row in province.rows("feed_disclosure", row_code="administrative_fees", column_code="fee_amount")
        if row["status"] == "reported" and row["value"]
    )
    open_view(page, f"{province_site}report.html?id={row['report_id']}")
    cell = _button(page, "disclosure/administrative_fees/fee_amount")
    expect(cell.locator(".value")).to_have_text(f"{int(row['value']):,} 元")
    expect(cell.locator(".printed")).to_contain_text(row["value_raw"])


def test_a_table_that_is_not_printed_is_not_shown_as_zeros(page: Page, samples_site: str, samples_home: Path) -> None:
    absent = Feeds(samples_home).first("feed_application", status="absent")
    open_view(page, f"{samples_site}report.html?id={absent['report_id']}")
    section = page.locator("[id='table/application']")
    expect(section.locator(".notice")).to_contain_text("不等于零")
    expect(section.locator("table")).to_be_hidden()
    section.locator("summary").click()
    expect(section.locator("table")).to_be_visible()
    assert set(section.locator("td[id] .mark").all_inner_texts()) == {"∅"}
    assert section.locator("td[id] .value").count() == 0


def test_a_printed_page_keeps_the_numbers(page: Page, province_site: str, plain_text: str) -> None:
    open_view(page, f"{province_site}report.html?id={plain_text}")
    page.emulate_media(media="print")
    for cell in ("application/received_new/total", "legal/reconsideration/total", "disclosure/rules/in_force"):
        expect(_button(page, cell)).to_be_visible()
    expect(page.locator("table.prose-figures button").first).to_be_visible()


# ------------------------------------------------------------------------------------------ from the cell to the text


def test_a_click_on_a_cell_shows_the_printed_text(
    page: Page, province_site: str, province: Feeds, plain_text: str
) -> None:
    open_view(page, f"{province_site}report.html?id={plain_text}")
    for address, row in list(_cells(province, plain_text))[::23]:
        _button(page, address).click()
        expect(page.locator(f"{PANEL} .context mark")).to_have_text(row["value_raw"].strip())
        assert page.url.endswith(f"#{address}")
        expect(page.locator(f"{PANEL} code")).to_have_text(row["locator"])
        expect(page.locator("td.chosen")).to_have_attribute("id", address)


def test_the_text_is_loaded_when_it_is_first_looked_at(page: Page, province_site: str, plain_text: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    open_view(page, f"{province_site}report.html?id={plain_text}")
    assert [url for url in loaded if "/texts/" in url] == []
    for address in ("application/granted/total", "application/received_new/total"):
        _button(page, address).click()
        expect(page.locator(f"{PANEL} mark")).to_be_visible()
    assert len([url for url in loaded if "/texts/" in url]) == 1


def test_the_whole_text_opens_at_the_place(page: Page, province_site: str, plain_text: str) -> None:
    open_view(page, f"{province_site}report.html?id={plain_text}#application/carried_forward/total")
    page.locator(f"{PANEL} .in-context button").click()
    whole = page.locator(f"{PANEL} .whole-text")
    expect(whole.locator("mark")).to_be_in_viewport()
    assert len(whole.inner_text()) > 1000
    assert whole.evaluate("box => box.scrollTop") > 0


def test_an_address_opens_its_cell_and_escape_closes_it(page: Page, province_site: str, plain_text: str) -> None:
    address = "application/granted/natural_person"
    open_view(page, f"{province_site}report.html?id={plain_text}#{address}")
    expect(page.locator(f"{PANEL} h2")).to_be_focused()
    expect(page.locator(f"[id='{address}']")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_be_hidden()
    expect(_button(page, address)).to_be_focused()
    assert "#" not in page.url


def test_cells_are_reached_and_opened_by_keyboard(page: Page, province_site: str, plain_text: str) -> None:
    open_view(page, f"{province_site}report.html?id={plain_text}")
    table = page.locator("table.form.application")
    assert table.locator("button.cell[tabindex='0']").count() == 1
    table.locator("button.cell[tabindex='0']").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "End", "ArrowUp"):
        page.keyboard.press(key)
    expect(_button(page, "application/received_carried_over/total")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"{PANEL} mark")).to_be_visible()
    assert page.url.endswith("#application/received_carried_over/total")
    page.keyboard.press("Escape")
    expect(_button(page, "application/received_carried_over/total")).to_be_focused()


def test_on_a_phone_the_panel_is_a_sheet_below_the_cell(phone_page: Page, province_site: str, plain_text: str) -> None:
    open_view(phone_page, f"{province_site}report.html?id={plain_text}#application/carried_forward/total")
    expect(phone_page.locator(f"{PANEL} mark")).to_be_visible()
    phone_page.wait_for_function(
        """() => {
            const cell = document.getElementById('application/carried_forward/total').getBoundingClientRect();
            const panel = document.querySelector('aside.panel').getBoundingClientRect();
            return cell.top >= 0 && cell.bottom <= panel.top && panel.left === 0 && panel.width === innerWidth;
        }"""
    )


@pytest.mark.parametrize("text", ["甲乙丙", "𠮷祥😀a𠀀", "a𠮷", ""])
def test_offsets_count_characters(page: Page, province_site: str, plain_text: str, text: str) -> None:
    open_view(page, f"{province_site}report.html?id={plain_text}")
    units = page.evaluate("text => [...Array([...text].length + 1).keys()].map(ogiReport.unitsOf(text))", text)
    assert units == [len(text[:offset].encode("utf-16-le")) // 2 for offset in range(len(text) + 1)]


# ----------------------------------------------------------------------------------------------------------- findings


def test_failing_findings_stand_first_and_on_their_cells(
    page: Page, province_site: str, province: Feeds, failing: str
) -> None:
    open_view(page, f"{province_site}report.html?id={failing}")
    found = province.rows("feed_finding", report_id=failing, outcome="fail")
    articles = page.locator(".report-findings > article")
    assert articles.count() == len(found)
    assert {text.split(" ")[0] for text in page.locator(".report-findings .rule-link").all_inner_texts()} >= {
        row["rule_id"] for row in found
    }
    marked = set(page.locator("td.failing").evaluate_all("cells => cells.map(cell => cell.id)"))
    concerned = {
        f"{row['table_code']}/{row['row_code']}/{row['column_code']}"
        for finding in found
        for row in province.rows("feed_evidence", finding_id=finding["finding_id"])
        if row["evidence_report_id"] == failing and row["table_code"]
    }
    assert marked == concerned
    # The panel of such a cell says what is wrong; from there one comes to the finding.
    cell = min(marked)
    _button(page, cell).click()
    message = page.locator(f"{PANEL} .found.fail .message").first.inner_text()
    assert message in {row["message_zh"] for row in found}
    page.locator(f"{PANEL} .found.fail .anchor").first.click()
    expect(page.locator("article:focus")).to_contain_text(message)
    assert "#finding/" in page.url


def test_a_finding_that_passes_has_an_address(page: Page, province_site: str, province: Feeds, failing: str) -> None:
    passed = province.first("feed_finding", report_id=failing, outcome="pass")
    open_view(page, f"{province_site}report.html?id={failing}#finding/{passed['finding_id']}")
    place = page.locator(f"[id='finding/{passed['finding_id']}']")
    expect(place).to_be_visible()
    expect(place).to_have_text(passed["message_zh"])


def test_evidence_leads_to_cells_also_of_other_reports(page: Page, province_site: str, province: Feeds) -> None:
    finding = next(row for row in province.rows("feed_finding", outcome="fail", rule_id="Y1"))
    open_view(page, f"{province_site}report.html?id={finding['report_id']}#finding/{finding['finding_id']}")
    article = page.locator(f"[id='finding/{finding['finding_id']}']")
    article.locator(".evidence summary").click()
    expect(article.locator(".evidence a").first).to_be_visible()
    links = article.locator(".evidence a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    others = [link for link in links if not link.startswith("#")]
    assert len(links) > len(others) > 0
    article.locator(f".evidence a[href='{others[0]}']").click()
    expect(page.locator(f"{PANEL} mark")).to_be_visible()
    assert page.url.endswith(others[0])


# -------------------------------------------------------------------------------------------------------------- prose


def test_numbers_of_the_prose_open_in_their_sentence(
    page: Page, province_site: str, province: Feeds, plain_text: str
) -> None:
    figure = next(row for row in province.rows("feed_figure", report_id=plain_text) if row["topic"])
    open_view(page, f"{province_site}report.html?id={plain_text}")
    page.locator(f"[id='figure/{figure['figure_id']}'] button").click()
    expect(page.locator(f"{PANEL} mark")).to_be_visible()
    assert page.url.endswith(f"#figure/{figure['figure_id']}")
    digits = re.sub(r"\D", "", page.locator(f"{PANEL} mark").inner_text())
    assert digits == re.sub(r"\D", "", f"{figure['value'].normalize():f}")


def test_a_section_opens_with_its_text_and_numbers(page: Page, province_site: str, plain_text: str) -> None:
    open_view(page, f"{province_site}report.html?id={plain_text}#section/overview")
    section = page.locator("[id='section/overview']")
    expect(section.locator(".section-text p").first).to_be_visible()
    number = section.locator("button.number").first
    number.click()
    expect(page.locator(f"{PANEL} mark")).to_have_text(number.inner_text())
    assert "#figure/" in page.url


# -------------------------------------------------------------------------------------------------------------- words


def test_rules_are_called_as_in_the_catalogue() -> None:
    with (REPOSITORY / "dbt_project" / "seeds" / "rules.csv").open(encoding="utf-8", newline="") as file:
        for rule in csv.DictReader(file):
            for language in ("zh", "en"):
                assert words(language)[f"code.rule.{rule['rule_id']}"] == rule[f"title_{language}"]


def test_an_english_page_has_english_labels(page: Page, province_site: str, plain_text: str) -> None:
    open_view(page, f"{province_site}en/report.html?id={plain_text}")
    table = page.locator("table.form.application")
    expect(table.locator("th[scope=rowgroup]").nth(1)).to_have_text("Denied")
    expect(table.locator("tbody th.row").nth(4)).to_have_text("State secret")
    assert not re.search("[\u4e00-\u9fff]", table.inner_text())


def test_no_address_says_where_to_go(page: Page, province_site: str, problems: list[str]) -> None:
    open_view(page, f"{province_site}report.html")
    expect(page.locator("main [role=alert]")).to_contain_text("地址中没有报告编号")
    problems.clear()
