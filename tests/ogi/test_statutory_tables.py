"""The printed tables show every cell in its place, and the state of each cell."""

import io
from datetime import date
from decimal import Decimal
from itertools import cycle

import pytest
from rich.cells import cell_len
from rich.console import Console

from ingest.forms import FORMS, Form, form_keys
from ingest.report import Cell, CellStatus, Evidence, Figure, Issue, Report, SourceDocument
from ogi.inert_text import inert
from ogi.statutory_tables import print_report

MARKS: dict[CellStatus, str] = {"blank": "·", "not_applicable": "—", "unreadable": "!", "ambiguous": "?", "absent": "∅"}


def a_report(form: Form, statuses: list[CellStatus], application_form: Form | None = None) -> Report:
    cells = tuple(
        Cell(
            table=key.table,
            row=key.row,
            column=key.column,
            value=Decimal(1000 + number) if status == "reported" else None,
            value_raw="约三",
            unit="count",
            status=status,
            locator="char:1-2",
        )
        for number, (key, status) in enumerate(zip(form_keys(form, application_form), cycle(statuses), strict=False))
    )
    return Report(
        SourceDocument("a.txt", "ab" * 32, "text/plain", "gb18030"),
        is_report=True,
        title=Evidence("某县2020年政府信息公开工作年度报告", "title"),
        organ_name=Evidence("某县人民政府", "title"),
        report_year=2020,
        report_year_basis="title",
        published_on=date(2021, 1, 29),
        form=form,
        form_basis="printed_labels",
        cells=cells,
        figures=(Figure(0, "received", Decimal("1234567.50"), "CNY", True, "约123万元", "char:5-9", "overview"),),
        issues=(Issue("truncated_report", "The report ends in section 'problems'.", None, "warning"),),
    )


def printed(report: Report, width: int = 120) -> str:
    output = io.StringIO()
    print_report(report, Console(file=output, width=width, highlight=False))
    return output.getvalue()


@pytest.mark.parametrize("form", FORMS)
def test_every_value_of_the_form_is_printed_once(form: Form) -> None:
    report = a_report(form, ["reported"])
    words = printed(report).split()
    for cell in report.cells:
        assert words.count(f"{cell.value:,}") == 1


def test_a_report_of_mixed_forms_keeps_the_rows_of_both() -> None:
    report = a_report("2021", ["reported"], application_form="2019")
    words = printed(report).split()
    assert [f"{cell.value:,}" in words for cell in report.cells] == [True] * len(report.cells)


@pytest.mark.parametrize(("status", "mark"), MARKS.items())
def test_each_status_has_its_own_mark_and_its_legend_with_the_count(status: CellStatus, mark: str) -> None:
    report = a_report("2021", [status])
    text = printed(report)
    legend = [line for line in text.splitlines() if line.endswith(f"({len(report.cells)})")]
    assert len(legend) == 1
    assert legend[0].strip().startswith(mark)
    for other, other_mark in MARKS.items():
        if other != status and other_mark != "—":
            assert other_mark not in text
    if status == "unreadable":
        assert "!约三" in text


def test_no_mark_is_explained_that_does_not_occur() -> None:
    text = printed(a_report("2019", ["reported"]))
    assert not any(mark in text for mark in MARKS.values())


def test_columns_with_chinese_text_are_aligned() -> None:
    text = printed(a_report("2019", ["reported"]))
    table = text[text.index("依申请公开") : text.index("行政复议、行政诉讼")].splitlines()
    ends = {cell_len(line) for line in table if line[-1:].isdigit()}
    assert len(ends) == 1


@pytest.mark.parametrize("width", [20, 80, 100, 200])
def test_nothing_is_left_out_whatever_the_width(width: int) -> None:
    report = a_report("2021", ["reported"])
    output = io.StringIO()
    print_report(report, Console(file=output, width=width, force_terminal=True, color_system=None, highlight=False))
    words = output.getvalue().split()
    assert [f"{cell.value:,}" for cell in report.cells if f"{cell.value:,}" not in words] == []


def test_metadata_figures_and_issues_are_printed() -> None:
    text = printed(a_report("2019", ["reported"]))
    for part in (
        "某县人民政府",
        "2020",
        "2021-01-29",
        "gb18030",
        "ab" * 32,
        "≈1,234,567.5 元",
        "约123万元",
        "truncated_report",
    ):
        assert part in text


def test_what_is_no_report_is_printed_with_its_issue() -> None:
    problem = Issue("not_a_report", "No title.", None, "error")
    text = printed(Report(SourceDocument("a.txt", None, None), is_report=False, issues=(problem,)))
    assert "not_a_report" in text
    assert "依申请公开" not in text


def test_markup_in_a_report_is_shown_as_it_is() -> None:
    problem = Issue("not_a_report", "[red]x[/red] [link=http://x]y[/link]", None, "error")
    text = printed(Report(SourceDocument("[b]a.txt", None, None), is_report=False, issues=(problem,)))
    assert "[red]x[/red] [link=http://x]y[/link]" in text
    assert "[b]a.txt" in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("普通文字 plain", "普通文字 plain"),
        ("\x1b[31m", "<U+001B>[31m"),
        ("\x9b\x7f\u202e\u200b\ufeff", "<U+009B><U+007F><U+202E><U+200B><U+FEFF>"),
        ("a\r\n\tb", "a   b"),
        ("\u2028\u2029\x85", "<U+2028><U+2029><U+0085>"),
        ("\ud800", "<U+D800>"),
        ("\ufffd", "\ufffd"),
    ],
)
def test_characters_that_a_terminal_obeys_are_spelled_out(text: str, shown: str) -> None:
    assert inert(text) == shown
