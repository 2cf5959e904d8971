"""Reports made by hand for the tests of the warehouse: one for each way in which a rule or a mart can come out."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from ingest.errors import issue
from ingest.forms import CellKey, Form, disclosure_cells, form_keys
from ingest.parsed_rows import report_id_of
from ingest.report import Cell, CellStatus, Evidence, Figure, Issue, Report, Section, SourceDocument, StatisticRow

SIX_SECTIONS = ("overview", "disclosure", "applications", "legal_review", "problems", "other_matters")

_PRINTED = {"blank": "", "not_applicable": "/", "unreadable": "若干", "ambiguous": "110", "absent": None}
_PLACE = "char:10-11"


def sha256_of(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def report_id(name: str) -> str:
    """The id of the constructed report of this name."""
    return report_id_of(sha256_of(name))


def a_cell(key: CellKey, unit: str, entry: int | CellStatus) -> Cell:
    """A cell from a number (reported), or from the status that says why there is none."""
    if isinstance(entry, int):
        return Cell(*key, Decimal(entry), str(entry), unit, "reported", _PLACE)
    if entry not in get_args(CellStatus):
        raise ValueError(f"{entry!r} is no status")
    return Cell(*key, None, _PRINTED[entry], unit, entry, None if entry == "absent" else _PLACE)


def a_report(
    name: str,
    form: Form = "2019",
    cells: Mapping[tuple[str, str, str], int | CellStatus] | None = None,
    every_cell: int | CellStatus = 0,
    application_form: Form | None = None,
    figures: Iterable[Figure] = (),
    sections: Iterable[str] = SIX_SECTIONS,
    issues: Iterable[Issue] = (),
    organ_name: str | None = None,
    published_on: date = date(2021, 1, 20),
) -> Report:
    """A report of `form` for 2020 in which every cell is `every_cell` but those in `cells`, by (table, row, column)."""
    amounts = {(c.row_code, c.column_code) for c in disclosure_cells(form) if c.unit == "CNY"}
    entries = dict.fromkeys(form_keys(form, application_form), every_cell) | dict(cells or {})
    return Report(
        document=SourceDocument(f"/home/someone/{name}.txt", sha256_of(name), "text/plain", "utf-8"),
        is_report=True,
        title=Evidence(f"{name} 2020", "title"),
        organ_name=Evidence(organ_name or name, "title"),
        report_year=2020,
        report_year_basis="title",
        published_on=published_on,
        published_on_basis="signature",
        form=form,
        form_basis="printed_labels",
        application_form=application_form,
        cells=tuple(
            a_cell(CellKey(*key), "CNY" if key[0] == "disclosure" and key[1:] in amounts else "count", entry)
            for key, entry in entries.items()
        ),
        figures=tuple(figures),
        sections=tuple(Section(code, code, "text", "char:0-9") for code in sections),
        issues=tuple(issues),
    )


def a_figure(index: int, topic: str, value: int | None, **more: Any) -> Figure:
    """A number of the prose, in 件; None is a unit without its number."""
    return Figure(
        index=index,
        topic=topic,
        value=None if value is None else Decimal(value),
        unit="件",
        approximate=False,
        excerpt=f"共计{'' if value is None else value}件",
        locator="char:5-9",
        section_code="overview",
        status="number_missing" if value is None else "reported",
        **more,
    )


def a_list(total: int, parts: Iterable[int], first_index: int = 0, **more: Any) -> list[Figure]:
    """共计 <total>, 其中 <parts>."""
    return [
        a_figure(first_index, "other", total, relation="itemised", **more),
        *(a_figure(first_index + n, "other", part, part_of=first_index) for n, part in enumerate(parts, start=1)),
    ]


BALANCED: dict[tuple[str, str, str], int | CellStatus] = {
    ("application", row, column): number
    for row, number in {"received_new": 4, "granted": 3, "total_processed": 3, "carried_forward": 1}.items()
    for column in ("natural_person", "total")
}

SHEET_ROWS = (
    StatisticRow("主动公开数", "主动公开数", (), None, "条"),
    StatisticRow("行政复议数 > 维持数", "维持数", ("行政复议数",), None, "件"),
    StatisticRow("收取的费用", "收取的费用", (), "fees", "万元"),
)
SHEET_CELLS = (
    Cell("statistics", "主动公开数", "year_value", Decimal(25), "25", "条", "reported", _PLACE),
    Cell("statistics", "主动公开数", "cumulative_value", Decimal(780), "780", "条", "reported", _PLACE),
    Cell("statistics", "行政复议数 > 维持数", "year_value", None, "/", "件", "not_applicable", _PLACE),
    Cell("statistics", "收取的费用", "year_value", Decimal(15000), "1.5", "CNY", "reported", _PLACE),
)

REPORTS: dict[str, Report] = {
    "balanced": a_report(
        "balanced",
        cells=BALANCED | {("disclosure", "administrative_licensing", "change_this_year"): -57},
        figures=[a_figure(0, "requests_received", 4), *a_list(106, [78, 12, 16], first_index=1)],
    ),
    "unbalanced": a_report(
        "unbalanced",
        form="2021",
        cells={
            ("application", "received_new", "total"): 74,
            ("application", "received_new", "natural_person"): 74,
            ("application", "total_processed", "total"): 75,
            ("application", "total_processed", "natural_person"): 74,
            ("legal", "reconsideration", "upheld"): 2,
            ("legal", "reconsideration", "total"): 1,
            ("legal", "litigation_direct", "total"): -1,
        },
        figures=[a_figure(0, "requests_received", 75), *a_list(501, [288, 212], first_index=1, lists_remainder=True)],
        sections=SIX_SECTIONS[:5],
    ),
    "blanks": a_report(
        "blanks",
        every_cell="blank",
        cells={("disclosure", "rules", "disclosed_this_year"): 3, ("disclosure", "rules", "disclosed_total"): 2},
        figures=[a_figure(0, "requests_received", 0), a_figure(1, "other", None)],
    ),
    "tableless": a_report("tableless", every_cell="absent"),
    "mixed": a_report("mixed", form="2021", application_form="2019", cells=BALANCED),
    "cut": a_report("cut", sections=SIX_SECTIONS[:2], issues=[issue("truncated_report", "ends in section two")]),
    "stale": a_report(
        "stale",
        issues=[issue("year_conflict", "Different years are named (title 2020, statistics_period 2019); took 2020.")],
    ),
    "old": replace(
        a_report("old", figures=a_list(9, [4, 5])),
        report_year=2016,
        form="pre-2019",
        cells=SHEET_CELLS,
        statistic_rows=SHEET_ROWS,
    ),
    "unknown": replace(
        a_report("unknown"), report_year=None, organ_name=Evidence(None, None), form=None, form_basis=None, cells=()
    ),
    "first_version": a_report("first_version", organ_name="versioned", cells=BALANCED),
    "second_version": a_report("second_version", organ_name="versioned", published_on=date(2021, 3, 1)),
}
PAGE = Report(
    SourceDocument("/home/someone/page.html", sha256_of("page"), "text/html"),
    is_report=False,
    issues=(issue("not_a_report", "no title of a report"),),
)
REFUSED = Report(
    SourceDocument("huge.pdf", None, None), is_report=False, issues=(issue("too_large", "huge.pdf: 2 GiB"),)
)
