"""The year a report is about: what names it, what only looks like it, and where it stays empty."""

import pytest

from ingest.document import Document
from ingest.extract.canonical import canonical
from ingest.extract.metadata import Metadata, read_metadata
from ingest.extract.sections import find_sections


def read(text: str) -> Metadata:
    plain = canonical(text)
    document = Document(text)
    return read_metadata(document, plain, find_sections(document, plain))


def year(text: str) -> tuple[int | None, str | None]:
    got = read(text)
    return got.report_year, got.report_year_basis


UNTITLED = "青山县财政局政府信息公开工作年度报告\n"
QUIET = "一、总体情况\n工作有序开展。\n六、其他需要报告的事项\n无。\n"


@pytest.mark.parametrize("day", ["2020-09-21", "2015-07-27", "2022-05-10", "2022-12-31", "2022-01-20", "2022-03-31"])
def test_a_date_of_publication_alone_gives_no_year(day: str) -> None:
    got = read(f"{UNTITLED}发布时间:{day}\n{QUIET}")
    assert (got.report_year, got.report_year_basis) == (None, None)
    assert [issue.code for issue in got.issues] == ["no_year"]
    assert day in got.issues[0].message


def test_a_date_of_publication_in_the_months_of_the_law_gives_the_year_that_the_prose_names() -> None:
    prose = "一、总体情况\n截至2021年底,公开信息5条。\n"
    assert year(f"{UNTITLED}发布时间:2022-01-20\n{prose}") == (2021, "publication_year")
    assert year(f"{UNTITLED}发布时间:2022-04-01\n{prose}") == (None, None)
    assert year(f"{UNTITLED}发布时间:2021-01-20\n{prose}") == (None, None)
    assert year(f"{UNTITLED}发布时间:2022-01-20\n{prose}较2020年有所增加。\n") == (None, None)


def test_a_report_put_on_a_new_site_keeps_its_year_whatever_the_date_of_the_page() -> None:
    prose = "一、概述\n根据《条例》要求,2010年,我局继续公开信息。2010年公开175条。\n"
    assert year(f"{UNTITLED}发布时间:2020-09-21\n{prose}") == (2010, "overview")


def test_a_late_date_of_publication_does_not_decide_between_title_and_period() -> None:
    text = "青山县财政局2021年政府信息公开工作年度报告\n统计期限自2020年1月1日起至2020年12月31日止。\n"
    assert year(f"发布时间:2022-01-20\n{text}{QUIET}")[0] == 2021
    assert year(f"发布时间:2022-06-20\n{text}{QUIET}")[0] is None


@pytest.mark.parametrize(
    "line",
    [
        "来自:青山县统计局 时间:2022-01-13",
        "青山县统计局 发布时间:2022-01-13 20:10",
        "统计时间:2022-01-13",
        "数据统计时间:2022年1月13日",
        "数据统计截止时间为截至2022年1月13日",
        "本报告发布日期:2022年1月13日",
        "数据有效期限:2022年",
    ],
)
def test_a_date_beside_the_word_for_statistics_is_no_period(line: str) -> None:
    assert year(f"{line}\n青山县统计局2021年政府信息公开工作年度报告\n{QUIET}") == (2021, "title")
    assert read(f"{line}\n{UNTITLED}{QUIET}").report_year is None


@pytest.mark.parametrize(
    "line",
    [
        "所列数据的统计期自2021年1月1日至12月31日止。",
        "本报告统计期限为2021年1月1日—2021年12月31日。",
        "统计时间:2021年1月1日-12月31日",
        "数据统计期间:2021.1.1-2021.12.31",
        "统计时段2021-01-01至2021-12-31",
        "统计数据时间范围为2021年1月1日至2021年12月31日。",
        "报告采用数据为2021年1月1日至2021年12月31日。",
        "数据统计期限为2021年。",
        "统计时限截至2021年12月31日。",
        "统计期限自 2021 年 1 月 1 日起至 2021 年 12 月 31 日止。",
        "所列数(shù)据的统(tǒng)计期限自2021年1月1日起至2021年12月31日止。",
    ],
)
def test_a_period_is_read_in_every_way_of_writing(line: str) -> None:
    assert year(f"{UNTITLED}{line}\n{QUIET}") == (2021, "statistics_period")


@pytest.mark.parametrize(
    ("sentence", "organ"),
    [
        ("现将有关情况汇报我镇2021年政府信息公开工作。", None),
        ("根据《条例》,特编制2021年政府信息公开年度报告。", None),
        ("我镇认真编制了《2021年清水镇政府信息公开工作年度报告》。", "清水镇"),
        ("特编制青山县人民政府地方志办公室2021年政府信息公开工作年度报告。", "青山县人民政府地方志办公室"),
        ("现发布《青山县审计局2021年政府信息公开工作年度报告》。", "青山县审计局"),
        ("青山县行政审批局2021年政府信息公开工作年度报告(以下简称年报)是根据《条例》编制。", "青山县行政审批局"),
        ("现公布2021年青山县人民政府信息公开工作年度报告。", "青山县人民政府"),
    ],
)
def test_the_first_sentence_says_of_what_year_and_of_whom_a_report_is(sentence: str, organ: str | None) -> None:
    got = read(f"{sentence}\n{QUIET}")
    assert (got.report_year, got.report_year_basis) == (2021, "first_sentence")
    assert (got.organ_name.value, got.organ_name.basis) == (organ, organ and "first_sentence")
    start, end = map(int, (got.report_year_locator or "").removeprefix("char:").split("-"))
    assert sentence[start:end] == "2021"


@pytest.mark.parametrize(
    "sentence",
    [
        "按照《关于做好编制2020年度政府信息公开工作年度报告的通知》要求,现报告如下。",
        "根据县政府办编制2020年政府信息公开年度报告工作要求,现报告如下。",
        "按照《关于编制、公布2020年度政府信息公开年报有关事项的函》,现报告如下。",
    ],
)
def test_a_notice_that_asks_for_reports_names_no_year(sentence: str) -> None:
    assert read(f"{sentence}\n{QUIET}").report_year is None


@pytest.mark.parametrize(
    "opening",
    [
        "2021年,我镇认真贯彻落实《条例》。",
        "2021年度,青山县信访局公开信息5条。2020年结转1条。2021年办结。",
        "(一)主动公开情况。2021年,我局主动公开信息5条。",
        "2021年在县委领导下,公开信息5条。",
        "2021年,我局收到申请25件,转至2022年办理2件。2021年办结23件。",
    ],
)
def test_the_overview_opens_with_the_year_where_nothing_else_names_it(opening: str) -> None:
    got = read(f"一、总体情况\n{opening}\n六、其他需要报告的事项\n无。\n")
    assert (got.report_year, got.report_year_basis, got.issues) == (2021, "overview", ())
    assert got.report_year_locator is not None


@pytest.mark.parametrize(
    "opening",
    [
        "2021年以来,我局公开信息5条。",
        "2021年1月,我局成立领导小组。",
        "2021年政务公开工作要点印发后,我局认真落实。",
        "2021年至2022年,我局公开信息5条。",
        "2021年,我局公开信息5条,较2020年增加1条。",
        "与2021年相比,我局工作有所进步。",
        "我局工作有序开展。",
    ],
)
def test_an_overview_that_names_other_years_or_only_mentions_one_gives_none(opening: str) -> None:
    assert year(f"一、总体情况\n{opening}\n六、其他需要报告的事项\n无。\n") == (None, None)


@pytest.mark.parametrize(
    ("published_on", "expected"),
    [
        ("2022-01-20", 2021),
        ("2022-03-30", 2021),
        ("2022-06-01", 2021),
        ("2019-06-01", None),
        ("2021-06-01", None),
        ("2021-01-20", None),
        ("2023-01-20", None),
        ("2021-12-28", 2021),
    ],
)
def test_a_date_of_publication_that_does_not_fit_the_overview_leaves_the_year_empty(
    published_on: str, expected: int | None
) -> None:
    text = f"发布时间:{published_on}\n一、总体情况\n2021年,我局公开信息5条。\n六、其他需要报告的事项\n无。\n"
    got = read(text)
    assert got.report_year == expected
    assert [issue.code for issue in got.issues] == ([] if expected else ["no_year"])


def test_the_overview_never_outvotes_title_period_or_first_sentence() -> None:
    stale = "一、总体情况\n2020年,我局公开信息5条。\n六、其他需要报告的事项\n无。\n"
    assert year(f"青山县财政局2021年政府信息公开工作年度报告\n{stale}") == (2021, "title")
