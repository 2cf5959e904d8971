"""Reports of a few organs over the years, made by hand: each way in which two years or two versions can stand together.

Who the organs are is written beside them, as the reference tables have it, so that no name has to be resolved.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from warehouse.constructed_reports import SIX_SECTIONS, a_report, report_id

from ingest.forms import Form
from ingest.report import Cell, CellStatus, Report, Section, StatisticRow

Cells = dict[tuple[str, str, str], int | CellStatus]

COUNTY, BUREAU, TOWN, ZONE = "甲县人民政府", "甲县财政局", "甲县乙镇人民政府", "甲县经济开发区管理委员会"
CORRECTED, COPIED, REPUBLISHED, IMAGED = "甲县教育局", "甲县民政局", "甲县水利局", "甲县司法局"
UNDATED, MISDATED, ADDED_TO = "甲县统计局", "甲县审计局", "甲县卫生健康局"

_PROSE = "今年工作有序推进，收到申请4件。"


def of_year(
    name: str,
    organ: str,
    year: int,
    form: Form = "2019",
    cells: Cells | None = None,
    published_on: date | None = None,
    url: str | None = None,
    prose: Mapping[str, str] | None = None,
    **more: Any,
) -> Report:
    """A report of an organ for a year: zero in every cell but those given, published on 20 January unless told.

    `prose` has the text of the sections that say something of their own.
    """
    report = a_report(name, form=form, cells=cells, organ_name=organ, **more)
    texts = dict.fromkeys(SIX_SECTIONS, _PROSE) | dict(prose or {})
    return replace(
        report,
        document=replace(report.document, source_url=url),
        report_year=year,
        published_on=published_on or date(year + 1, 1, 20),
        sections=tuple(Section(code, code, text, "char:0-9") for code, text in texts.items()),
    )


def of_the_sheet(name: str, organ: str, year: int, **values: int) -> Report:
    """A report from before 2019 with a statistics sheet of these indicators."""
    rows = tuple(StatisticRow(code, code, (), code, "件") for code in values)
    cells = tuple(
        Cell("statistics", code, "year_value", Decimal(value), str(value), "件", "reported", "char:5-6")
        for code, value in values.items()
    )
    return replace(of_year(name, organ, year), form="pre-2019", cells=cells, statistic_rows=rows)


def carried(row: str, **columns: int | CellStatus) -> Cells:
    """Cells of one row of the application table."""
    return {("application", row, column): entry for column, entry in columns.items()}


def items(column: str, **rows: int | CellStatus) -> Cells:
    """Cells of one column of the disclosure table."""
    return {("disclosure", row, column): entry for row, entry in rows.items()}


PANEL: dict[str, Report] = {
    "county_2019": of_year(
        "county_2019",
        COUNTY,
        2019,
        cells=carried("carried_forward", natural_person=2, total=2)
        | carried("other", total=4)
        | items("prior_year_items", administrative_licensing=10, administrative_penalties=5)
        | items("change_this_year", administrative_licensing=-3),
    ),
    "county_2020": of_year(
        "county_2020",
        COUNTY,
        2020,
        cells=carried("received_carried_over", natural_person=2, total=2)
        | carried("carried_forward", total=1)
        | carried("other", total=6)
        | items("disclosed_total", rules=8)
        | items(
            "prior_year_items", administrative_licensing=7, administrative_penalties=6, administrative_fees="blank"
        ),
    ),
    "county_2021": of_year(
        "county_2021",
        COUNTY,
        2021,
        form="2021",
        cells=carried("received_carried_over", total=3)
        | carried("other_correction_overdue", total=1)
        | carried("other_fee_overdue", total=1)
        | carried("other_remaining", total=2)
        | items("in_force", rules=3, normative_documents=10),
    ),
    "county_2022": of_year(
        "county_2022",
        COUNTY,
        2022,
        form="2021",
        cells=carried("received_carried_over", commercial_enterprise="blank", research_institution="ambiguous")
        | carried("other_fee_overdue", total="blank")
        | items("issued_this_year", rules=1, normative_documents=5)
        | items("repealed_this_year", rules=2, normative_documents=1)
        | items("in_force", rules=2, normative_documents=13),
        published_on=date(2023, 4, 2),
    ),
    "county_2024": of_year("county_2024", COUNTY, 2024, form="2021"),
    "bureau_2018": of_the_sheet(
        "bureau_2018", BUREAU, 2018, requests_received=7, denied_trade_secret=1, denied_personal_privacy=2
    ),
    "bureau_2019": of_year(
        "bureau_2019", BUREAU, 2019, cells=carried("received_new", total=9), published_on=date(2020, 2, 3)
    ),
    "bureau_2020": of_year("bureau_2020", BUREAU, 2020, every_cell="absent"),
    "town_2019": of_year("town_2019", TOWN, 2019),
    "town_2020": of_year("town_2020", TOWN, 2020, published_on=date(2021, 2, 12)),
    "town_2023": of_year("town_2023", TOWN, 2023, form="2021"),
    "zone_2020": of_year("zone_2020", ZONE, 2020),
    "corrected_first": of_year("corrected_first", CORRECTED, 2020, url="http://jy.gov.cn/1"),
    "corrected_second": of_year(
        "corrected_second",
        CORRECTED,
        2020,
        cells=carried("received_new", total=5) | carried("granted", total="blank"),
        prose={"overview": "今年工作有序推进，收到申请5件。"},
        published_on=date(2021, 3, 10),
        url="http://www.jy.gov.cn/2",
    ),
    "copied_here": of_year("copied_here", COPIED, 2020, url="http://mz.gov.cn/1"),
    "copied_there": of_year(
        "copied_there",
        COPIED,
        2020,
        cells=carried("received_new", total=1),
        published_on=date(2021, 1, 25),
        url="https://portal.gov.cn:8080/mz/2",
    ),
    "republished_first": of_year("republished_first", REPUBLISHED, 2020, url="http://sl.gov.cn/1"),
    "republished_second": of_year(
        "republished_second",
        REPUBLISHED,
        2020,
        prose={"overview": "\u3000\u3000今年工作有序推进，收到申请４件。\n"},
        published_on=date(2021, 1, 22),
        url="http://portal.gov.cn/sl",
    ),
    "imaged_first": of_year("imaged_first", IMAGED, 2020, every_cell="absent"),
    "imaged_second": of_year("imaged_second", IMAGED, 2020, published_on=date(2021, 1, 22)),
    "undated": replace(of_year("undated", UNDATED, 2020), published_on=None),
    "misdated": of_year("misdated", MISDATED, 2020, published_on=date(2020, 1, 20)),
    "added_to_first": of_year("added_to_first", ADDED_TO, 2020),
    "added_to_second": of_year(
        "added_to_second",
        ADDED_TO,
        2020,
        prose={"other_matters": f"{_PROSE}版权所有：甲县人民政府"},
        published_on=date(2021, 1, 22),
    ),
}


def a_region(code: str, name: str, level: str, parent: str | None) -> dict[str, Any]:
    """A region that was always there."""
    return {
        "region_code": code,
        "region_name": name,
        "level": level,
        "parent_region_code": parent,
        "lineage_code": code,
        "source": "test",
    }


def reference_rows() -> dict[str, list[dict[str, Any]]]:
    """The organs of these reports, their regions, a deadline for the towns, and two reports that a list expects."""
    named = {report.organ_name.value for report in PANEL.values()}
    kinds = {COUNTY: ("government", "county"), TOWN: ("government", "township"), ZONE: ("zone", "county")}
    organs = [
        {
            "organ_id": name,
            "organ_name": name,
            "kind": kinds.get(name, ("department", "county"))[0],
            "level": kinds.get(name, ("department", "county"))[1],
            "region_code": "430001100" if name == TOWN else "430001",
            "resolution_rule": "test",
            "is_resolved": True,
        }
        for name in sorted({*named, "甲县档案局"} - {None}, key=str)
    ]
    return {
        "organs": organs,
        "report_organs": [
            {"report_id": report_id(name), "organ_id": report.organ_name.value, "rule": "test"}
            for name, report in PANEL.items()
        ],
        "regions": [
            a_region("430001", "甲县", "county", None),
            a_region("430001100", "乙镇", "township", "430001"),
        ],
        "deadlines": [
            {
                "region_code": "430001",
                "kind": "government",
                "level": "township",
                "report_year": 2020,
                "deadline": date(2021, 2, 10),
                "reason": "甲县通知",
            }
        ],
        "expected_reports": [
            {"organ_id": "甲县档案局", "report_year": 2020, "reason": "县直部门名单"},
            {"organ_id": ZONE, "report_year": 2020, "reason": "县直部门名单"},
        ],
    }
