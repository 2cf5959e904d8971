"""Title, organ, year and date: which source wins, and what is never taken for one."""

from datetime import date

import pytest

from ingest.document import Document
from ingest.extract.canonical import canonical
from ingest.extract.metadata import Metadata, read_metadata
from ingest.extract.sections import find_sections


def read(text: str) -> Metadata:
    plain = canonical(text)
    document = Document(text)
    return read_metadata(document, plain, find_sections(document, plain))


BODY = "\n一、总体情况\n工作有序开展。\n六、其他需要报告的事项\n无。\n"


@pytest.mark.parametrize(
    ("text", "organ", "basis"),
    [
        ("青山县财政局2021年政府信息公开工作年度报告", "青山县财政局", "title"),
        ("2021年青山县财政局政府信息公开工作年度报告", "青山县财政局", "title"),
        ("发布机构:青山县人民政府办公室\n青山县2021年政府信息公开年度报告", "青山县人民政府办公室", "labelled_field"),
        ("发布机构:\n青山县2021年政府信息公开年度报告", "青山县", "title"),
        ("青山县2021年政府信息公开年度报告\n本报告由青山县人民政府办公室编制。", "青山县人民政府办公室", "compiled_by"),
        ("2021年度\n现就青山县人民政府2021年度政府信息公开情况报告如下:", "青山县人民政府", "first_sentence"),
        ("2021年政府信息公开工作年度报告", None, None),
    ],
)
def test_the_organ_is_taken_from_the_best_source_that_names_one(
    text: str, organ: str | None, basis: str | None
) -> None:
    got = read(text + BODY).organ_name
    assert (got.value, got.basis) == (organ, basis)


def test_the_signature_names_the_organ_where_the_title_names_a_place() -> None:
    text = "青山县政府信息公开工作年度报告" + BODY + "\n        青山县人民政府办公室\n        2022年1月17日\n"
    got = read(text)
    assert (got.organ_name.value, got.organ_name.basis) == ("青山县人民政府办公室", "signature")
    assert got.published_on is None, "a signing date is no publication date"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("青山县2021年政府信息公开工作年度报告\n统计期限自2021年1月1日起至2021年12月31日止。", 2021),
        ("青山县政府信息公开工作年度报告\n所列数据统计时限为2020年1月1日至2020年12月31日。", 2020),
        ("青山县政府信息公开工作年度报告\n数据的统计期限自 2019 11日起,至20191231 日止。", 2019),
        ("发布时间:2022-01-20\n青山县政府信息公开工作年度报告\n统计期限从202111日到1231日止。", 2021),
        ("青山县财政局2019年政府信息公开工作年度报告\n发布日期 | 2020-01-09 18:37 |", 2019),
        ("青山县政府信息公开工作年度报告", None),
    ],
)
def test_the_year_is_that_of_the_statistics_not_of_publication(text: str, year: int | None) -> None:
    assert read(text + BODY).report_year == year


def test_last_years_period_left_in_a_report_is_outvoted_and_reported() -> None:
    text = (
        "发布时间:2022-01-20\n青山县财政局2021年政府信息公开工作年度报告\n统计期限自2020年1月1日起至2020年12月31日止。"
    )
    got = read(text + BODY)
    assert (got.report_year, got.report_year_basis) == (2021, "title")
    assert [issue.code for issue in got.issues] == ["year_conflict"]


@pytest.mark.parametrize(
    ("text", "published_on"),
    [
        ("发布时间:2021-01-29 00:00 来源:某处", date(2021, 1, 29)),
        ("发布日期 | 2023-01-09 18:37 |", date(2023, 1, 9)),
        ("日期\n2020-01-31", date(2020, 1, 31)),
        ("发布时间：2021年1月9日", date(2021, 1, 9)),
        ("公开日期:2021/3/1", date(2021, 3, 1)),
        ("成文日期:2021-01-05", None),
        ("统计时间:2020年1月1日至2020年12月31日", None),
        ("更新时间:2023-05-05", None),
        ("发布时间:2021-13-45", None),
        ("", None),
    ],
)
def test_the_publication_date_is_the_labelled_one_or_none(text: str, published_on: date | None) -> None:
    assert read(f"{text}\n青山县财政局2020年政府信息公开工作年度报告\n{BODY}").published_on == published_on


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("首页 > 政府信息公开年报\n青山县2021年政府信息公开工作年度报告", "青山县2021年政府信息公开工作年度报告"),
        ("• 政府信息公开年报\n2020年度\n现就青山县人民政府2020年度情况报告如下", "2020年度"),
        (
            "标题: 青山县2014年度政府信息公开工作年度报告\n发布时间: 2015-01-02",
            "青山县2014年度政府信息公开工作年度报告",
        ),
        ("政府信息公开年报\n• 依申请公开", None),
    ],
)
def test_the_title_is_that_of_the_report_not_of_the_column_it_stands_in(text: str, title: str | None) -> None:
    assert read(text + BODY).title.value == title
