"""The guard against formulas is written twice, in Python for the feeds and in JavaScript for exports: they agree."""

from playwright.sync_api import Page

from publication.csv_guard import guard

CASES = {
    "=1+1": "'=1+1",
    "+1": "'+1",
    "-1": "'-1",
    "@SUM(A1)": "'@SUM(A1)",
    "\t=1": "'\t=1",
    "\r1": "'\r1",
    "\n1": "'\n1",
    "  =1": "'  =1",
    "\u3000=1": "'\u3000=1",
    "\u00a0-1": "'\u00a0-1",
    "'=1": "''=1",
    "''+1": "'''+1",
    "＝1": "'＝1",
    "＋1": "'＋1",
    "－1": "'－1",
    "＠a": "'＠a",
    "": "",
    "1-2": "1-2",
    "a=b": "a=b",
    "'quoted'": "'quoted'",
    "—": "—",
    "−1": "−1",
    "无": "无",
    "2021年": "2021年",
    "\u200b=1": "\u200b=1",
}


def test_both_guards_agree_on_every_case(page: Page, samples_site: str) -> None:
    page.goto(f"{samples_site}findings.html")
    page.wait_for_selector("main[data-state=ready]")
    in_the_browser = page.evaluate("cases => cases.map(ogiLists.guard)", list(CASES))
    assert dict(zip(CASES, in_the_browser, strict=True)) == CASES
    assert {text: guard(text) for text in CASES} == CASES


def test_a_file_quotes_what_would_end_a_cell(page: Page, samples_site: str) -> None:
    page.goto(f"{samples_site}findings.html")
    rows = [{"a": 'x,"y"', "b": None}, {"a": "two\nlines", "b": True}, {"a": "=1", "b": -3}]
    text = page.evaluate("rows => ogiLists.csv(['a', 'b'], rows)", rows)
    assert text == 'a,b\r\n"x,""y""",\r\n"two\nlines",true\r\n\'=1,-3\r\n'
