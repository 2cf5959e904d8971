"""Title, organ, year and date: which source wins, and what is never taken for one."""

from datetime import date

import pytest

from ingest.document import DeclaredField, Document
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
        (
            "本年度报告根据《条例》和《东山省政府信息公开规定》(以下简称《规定》)要求,由清水镇人民政府结合统计数据编制。2021年",
            "清水镇人民政府",
            "compiled_by",
        ),
        ("2021年度\n现公布青山县2021年政府信息公开工作年度报告。", "青山县", "first_sentence"),
        ("发布机构:青山县财政局\n现公布青山县2021年政府信息公开工作年度报告。", "青山县财政局", "labelled_field"),
        ("现公布全县2021年政府信息公开工作年度报告。", None, None),
        ("现将2021年各乡镇政府信息公开工作情况公布如下:", None, None),
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
    # Rule P3 takes the years from between the brackets.
    assert "(statistics_period 2020, title 2021, publication_year 2021)" in got.issues[0].message


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


TITLE = "青山县财政局2020年政府信息公开工作年度报告"
PERIOD = "统计期限自2020年1月1日起至2020年12月31日止。"


@pytest.mark.parametrize(
    "text",
    [
        "索 引 号:000014349/2021-00012\n发布机构:青山县财政局\n发文日期:2021-01-29\n文 号:青财发〔2021〕3号\n",
        """索引号 | 000014349/2021-00012 | 主题分类 | 综合政务 |
发布机构 | 青山县财政局 | 发布日期 | 2021年1月29日 |
名 称 | |
文 号 | 青财发〔2021〕3号 | 有 效 性 | |
""",
        """索引号
000014349/2021-00012
发文机构
青山县财政局
公开目录
政府信息公开年报
文      号
青财发〔2021〕3号
浏览量
日期
2021-01-29
""",
        "索引号\t发布机构\t发文日期\t文号\n000014349/2021-00012\t青山县财政局\t2021/1/29\t青财发〔2021〕3号\n",
        """索引号:000014349/2021-00012 公开方式:主动公开 发布机构:青山县财政局 成文日期:2021-01-05 \
发文字号:青财发〔2021〕3号 发布日期:2021-01-29 17:16
""",
        """索引号000014349/2021-00012发布机构青山县财政局生成日期2021-01-05发布日期２０２１－０１－２９\
文件编号青财发〔2021〕3号公开方式主动公开
""",
    ],
    ids=["lines", "pipes", "cell per line", "row under row", "one line", "glued"],
)
def test_the_fields_before_a_report_are_read_in_any_layout(text: str) -> None:
    got = read(f"{text}2020年政府信息公开工作年度报告\n{PERIOD}{BODY}")
    assert (got.index_number.value, got.index_number.basis) == ("000014349/2021-00012", "labelled_field")
    assert (got.document_number.value, got.document_number.basis) == ("青财发〔2021〕3号", "labelled_field")
    assert (got.organ_name.value, got.organ_name.basis) == ("青山县财政局", "labelled_field")
    assert (got.published_on, got.published_on_basis) == (date(2021, 1, 29), "labelled_field")
    for field in (got.index_number, got.document_number, got.organ_name):
        start, end = map(int, (field.locator or "").removeprefix("char:").split("-"))
        assert text[start:end] == field.value


@pytest.mark.parametrize(
    "line",
    [
        "发表日期:2021-01-29    文章来源:青山县财政局",
        "索 引 号: | 6107000010/2021-000253 | 发布时间: | 2021年01月29日 08:46 |",
        "文号: | 公开日期: | 2021-01-29 10:13 | |",
        "发布日期:2021-01-2918:26",
    ],
)
def test_a_labelled_date_is_read_behind_a_colon_a_pipe_or_both(line: str) -> None:
    got = read(f"{line}\n{TITLE}\n{PERIOD}{BODY}")
    assert (got.published_on, got.published_on_basis) == (date(2021, 1, 29), "labelled_field")


@pytest.mark.parametrize(
    "line",
    [
        "2021年01月29日来源:1",
        "2021年1月29日 来源:",
        "  • 2021-01-29 15:59",
        "2021-01-2918:26",
        "2021年1月29日 17:16",
        "2021-01-29 17:16     (点击: )",
    ],
)
def test_a_date_that_a_site_prints_under_the_title_is_that_of_publication(line: str) -> None:
    got = read(f"{TITLE}\n{line}\n{PERIOD}{BODY}")
    assert (got.published_on, got.published_on_basis) == (date(2021, 1, 29), "dateline")


def test_a_date_in_brackets_under_the_title_is_that_of_publication_where_no_other_is() -> None:
    text = f"{TITLE}\n(2021年1 月 29日)\n{PERIOD}{BODY}"
    got = read(text)
    assert (got.published_on, got.published_on_basis) == (date(2021, 1, 29), "date_under_title")
    assert read(f"发布时间:2021-02-05\n{text}").published_on == date(2021, 2, 5)
    assert read(f"{TITLE}(2021年1月29日)\n{PERIOD}{BODY}").published_on == date(2021, 1, 29)


@pytest.mark.parametrize("line", ["2021-01-29", "2021-1-118:26", "(2021年1月29日)前完成", "2021-01-2925", "(2020年)"])
def test_a_date_without_a_sign_of_its_meaning_is_none_of_publication(line: str) -> None:
    assert read(f"{TITLE}\n{line}\n{PERIOD}{BODY}").published_on is None


def test_fields_without_a_value_of_their_kind_are_none() -> None:
    got = read(
        "索 引 号 | 主题分类 | ||\n发布机构 | 发布日期 | |\n名 称 | |||\n文 号 | 〔〕号 | 有 效 性 | |\n来 源 |\n"
        f"字号:大 中 小\n{TITLE}\n{PERIOD}{BODY}"
    )
    assert (got.index_number.value, got.document_number.value, got.published_on) == (None, None, None)
    assert got.organ_name.value == "青山县财政局"


def test_the_number_of_another_document_in_the_prose_is_not_that_of_the_report() -> None:
    body = "\n一、总体情况\n根据国办公开办函〔2019〕60号编制。\n青政办发〔2020〕5号\n"
    assert read(f"{TITLE}\n{PERIOD}{body}").document_number.value is None
    got = read(f"{TITLE}\n青财发〔2021〕3号\n{PERIOD}{BODY}").document_number
    assert (got.value, got.basis) == ("青财发〔2021〕3号", "number_line")


@pytest.mark.parametrize(
    ("lines", "title", "organ"),
    [
        (
            "平潭综合实验区管委会\n2020年度政府信息公开工作年度报告",
            "平潭综合实验区管委会2020年度政府信息公开工作年度报告",
            "平潭综合实验区管委会",
        ),
        ("青山县财政局\n\n2020年政府信息公开\n工作年度报告", TITLE, "青山县财政局"),
        ("青山县财政局2020年政府信息公开\n工作年度报告", TITLE, "青山县财政局"),
        ("青山县财政局2020年\n政府信息公开工作年度报告", TITLE, "青山县财政局"),
        ("政府信息公开\n青山县政府信息公开工作年度报告", "青山县政府信息公开工作年度报告", "青山县"),
        (
            "青山县财政局二〇二〇年政府信息公开工作年度报告",
            "青山县财政局二〇二〇年政府信息公开工作年度报告",
            "青山县财政局",
        ),
    ],
)
def test_a_title_over_several_lines_gives_title_and_organ(lines: str, title: str, organ: str) -> None:
    got = read(f"{lines}\n{PERIOD}{BODY}")
    assert (got.title.value, got.organ_name.value, got.report_year) == (title, organ, 2020)


@pytest.mark.parametrize(
    "printed",
    [
        *("2021-01-29 17:16", "2021-1-29", "2021年1月29日", "2021年01月29日 17时", "2021/1/29", "2021.1.29"),
        *("二〇二一年一月二十九日", "二○二一年一月二十九日", "二零二一年一月廿九日", "２０２１年１月２９日"),
    ],
)
def test_a_date_is_read_in_every_way_of_writing(printed: str) -> None:
    assert read(f"发布时间：{printed}\n{TITLE}\n{BODY}").published_on == date(2021, 1, 29)


def declaring(text: str, **fields: str) -> Metadata:
    declared = tuple(DeclaredField(name, value, f"meta[name={name}]") for name, value in fields.items())
    document = Document(text, declared=declared)
    plain = canonical(text)
    return read_metadata(document, plain, find_sections(document, plain))


def test_meta_tags_fill_what_the_text_does_not_say() -> None:
    text = f"正文\n{PERIOD}{BODY}"
    got = declaring(
        text, ArticleTitle=TITLE, PubDate="2021-01-29 17:16", ContentSource="青山县财政局", SiteName="青山县人民政府"
    )
    assert (got.title.value, got.title.basis, got.title.locator) == (TITLE, "meta_tag", "meta[name=ArticleTitle]")
    assert (got.organ_name.value, got.organ_name.basis) == ("青山县财政局", "title")
    assert (got.published_on, got.published_on_basis) == (date(2021, 1, 29), "meta_tag")
    assert (got.report_year, got.report_year_basis) == (2020, "statistics_period")


def test_the_words_of_the_report_beat_those_of_its_page() -> None:
    text = f"{TITLE}\n发布日期:2021-01-29\n{PERIOD}{BODY}"
    got = declaring(
        text, ArticleTitle="2020年政府信息公开年报", PubDate="2023-05-05", ContentSource="青山县人民政府办公室"
    )
    assert (got.title.value, got.organ_name.value) == (TITLE, "青山县财政局")
    assert got.published_on == date(2021, 1, 29)


@pytest.mark.parametrize(
    "source", ["本站", "青山县政府网", "青山县人民政府门户网站", "青山县融媒体中心", "青山日报社", "管理员"]
)
def test_a_site_or_a_medium_is_never_the_organ(source: str) -> None:
    text = f"来源:{source}\n发布机构:{source}\n2020年政府信息公开工作年度报告\n{PERIOD}{BODY}"
    assert declaring(text, ContentSource=source, SiteName="青山县人民政府").organ_name.value is None


def test_a_name_without_its_region_gives_way_to_the_same_with_it() -> None:
    text = f"发布机构:青山县财政局\n县财政局2020年政府信息公开工作年度报告\n{PERIOD}{BODY}"
    assert read(text).organ_name.value == "青山县财政局"
    other = text.replace("发布机构:青山县财政局", "发布机构:青山县人民政府办公室")
    assert read(other).organ_name.value == "县财政局"


def test_properties_of_a_file_give_no_date_and_a_title_only_where_there_is_no_other() -> None:
    fields = {
        "title": "青山县财政局2019年政府信息公开工作年度报告",
        "CreationDate": "2018-01-01",
        "creator": "青山县审计局",
    }
    got = declaring(f"{TITLE}\n{PERIOD}{BODY}", **fields)
    assert (got.title.value, got.published_on, got.report_year) == (TITLE, None, 2020)
    alone = declaring(f"正文\n{BODY}", **fields)
    assert (alone.title.basis, alone.organ_name.value) == ("document_property", "青山县财政局")


@pytest.mark.parametrize(
    "text",
    [
        "青山县财政局2021年政府信息公开工作年度报告\n统计期限自2020年1月1日起至2020年12月31日止。",
        "发布时间:2019-01-20\n青山县财政局2021年政府信息公开工作年度报告\n统计期限自2020年1月1日起至2020年12月31日止。",
    ],
)
def test_years_that_conflict_without_a_majority_give_none(text: str) -> None:
    got = read(text + BODY)
    assert (got.report_year, got.report_year_basis) == (None, None)
    assert [issue.code for issue in got.issues] == ["year_conflict"]


def test_the_year_of_the_prose_decides_between_title_and_period() -> None:
    prose = "2021年公开信息5条。2021年收到申请2件。2021年办结2件。按2020年政务公开工作要点执行。\n"
    text = f"青山县财政局2021年政府信息公开工作年度报告\n{PERIOD}\n一、总体情况\n{prose}"
    assert read(text).report_year == 2021
    assert [issue.code for issue in read(text).issues] == ["year_conflict"]


def test_the_period_beats_the_year_of_publication_and_a_period_of_two_years_says_nothing() -> None:
    late = f"发布时间:2024-06-01\n青山县政府信息公开工作年度报告\n{PERIOD}{BODY}"
    assert read(late).report_year == 2020
    torn = "青山县财政局2020年政府信息公开工作年度报告\n统计期限自2019年1月1日起至2020年12月31日止。"
    assert read(torn + BODY).report_year == 2020


@pytest.mark.parametrize("after", [True, False])
def test_links_to_the_reports_of_other_years_give_no_year(*, after: bool) -> None:
    links = "".join(f"青山县财政局{year}年政府信息公开工作年度报告\n" for year in (2016, 2017, 2018))
    text = f"{TITLE}\n{PERIOD}{BODY}"
    got = read(text + links if after else links + text)
    assert (got.title.value, got.report_year) == (TITLE, 2020)
    assert got.issues == ()


def test_a_link_to_the_report_of_another_year_is_no_title() -> None:
    page = (
        "示例市教育局2023年政府信息公开工作年度报告\n本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。\n"
        "规章 3 0 23\n上一篇:2018年政府信息公开工作年度报告\n下一条:2017年政府信息公开工作年度报告\n"
    )
    found = read(page)
    assert (found.title.value, found.report_year) == ("示例市教育局2023年政府信息公开工作年度报告", 2023)


@pytest.mark.parametrize(
    ("lines", "title", "organ"),
    [
        ("青山县财政局2020年政府\n信息公开工作年度报告", TITLE, "青山县财政局"),
        (
            "2020年青山县河口街道办事处\n政府信息公开工作年度报告",
            "2020年青山县河口街道办事处政府信息公开工作年度报告",
            "青山县河口街道办事处",
        ),
        ("目录\n青山县财政局2020年政府信息公开工作\n年 度 报 告", TITLE, "青山县财政局"),
        ("青山县财政局\n2020年政府信息公开工作年度报告\n2020年政府信息公开工作年度报告", TITLE, "青山县财政局"),
        (
            "青山县人民政府\n\n政府信息公开\n\n2020年青山县清水镇人民政府信息公开工作年度报告",
            "2020年青山县清水镇人民政府信息公开工作年度报告",
            "青山县清水镇人民政府",
        ),
        (
            "青山县人民政府\n信息公开工作2020年度报告",
            "青山县人民政府信息公开工作2020年度报告",
            "青山县人民政府",
        ),
        ("青山县清水镇2020年政府信息公开工作年度报告\n(2021年1 月 20日)", None, "青山县清水镇"),
        ("青山县财政局2020年政府信息公开\n工作年度报告\n(2021年1月20日)", TITLE, "青山县财政局"),
        (
            (
                "青山县财政局 2020年度政府信息公开工作年度报告 2020年,县财政局依据《条例》,认真公开信息,优化服务,"
                "主动回应社会关切,提升服务效能。 全年公开信息5条。"
            ),
            "青山县财政局2020年度政府信息公开工作年度报告",
            "青山县财政局",
        ),
        (
            (
                "青山县财政局 2020 年政府信息 公开工作年度报告 根据《中华人民共和国政府信息公开条例》(以下简 称条例),"
                "结合我局实际,对2020年工作进行了总结。"
            ),
            TITLE,
            "青山县财政局",
        ),
    ],
)
def test_a_title_is_taken_whole_and_alone_wherever_its_lines_break(lines: str, title: str | None, organ: str) -> None:
    got = read(f"{lines}\n{PERIOD}{BODY}")
    assert got.title.value == (title or lines.partition("\n")[0])
    assert (got.organ_name.value, got.organ_name.basis) == (organ, "title")


@pytest.mark.parametrize(
    "label", ["标   题 ", "标题 ", "公报标题", "标题:", "名  称 ", "Page 8 - ", "第 3 页 ", "附件1: ", "标题: | "]
)
def test_the_label_before_a_title_is_no_part_of_it(label: str) -> None:
    got = read(f"{label}{TITLE}\n{PERIOD}{BODY}")
    assert (got.title.value or "").removeprefix("附件1: ") == TITLE
    assert got.organ_name.value == "青山县财政局"


def test_a_row_of_fields_is_no_title_but_a_cell_may_be_one() -> None:
    row = "索 引 号 | 014416330/2018-04736 | 分 类 | 政府信息公开年报 综合政务 |\n发布机构 | 县政府办 |\n"
    got = read(f"{row}现公布青山县人民政府2020年政府信息公开工作年度报告。{PERIOD}{BODY}")
    assert (got.title.value, got.report_year, got.issues) == (None, 2020, ())
    assert read(f"{row}{TITLE} |\n{PERIOD}{BODY}").title.value == TITLE


def test_a_sentence_that_names_a_report_is_no_title() -> None:
    assert read(f"现发布《{TITLE}》。\n{PERIOD}{BODY}").title.value is None


@pytest.mark.parametrize(
    ("text", "organ", "basis"),
    [
        ("现将清水回族镇2020年度政府信息公开工作报告如下:", "清水回族镇", "first_sentence"),
        ("本报告由青山县审计局编制。", "青山县审计局", "compiled_by"),
        ("现公布县审计局2020年政府信息公开工作年度报告。", "县审计局", "first_sentence"),
        ("现将我镇2020年政府信息公开工作报告如下:", "青山县人民政府", "labelled_field"),
    ],
)
def test_what_the_text_says_of_itself_comes_before_who_published_it(text: str, organ: str, basis: str) -> None:
    got = read(f"发布机构 | 青山县人民政府 |\n{text}\n{BODY}").organ_name
    assert (got.value, got.basis) == (organ, basis)


@pytest.mark.parametrize(
    ("publisher", "organ", "basis"),
    [
        ("青山县清水镇人民政府", "青山县清水镇人民政府", "labelled_field"),
        ("青山县清水镇", "青山县清水镇", "labelled_field"),
        ("清水镇党政办公室", "清水镇党政办公室", "labelled_field"),
        ("青山县人民政府", "清水镇", "title"),
        ("青山县大数据局", "清水镇", "title"),
        ("青山县清水镇财政所", "清水镇", "title"),
    ],
)
def test_a_report_on_a_place_is_that_of_its_government_whoever_published_it(
    publisher: str, organ: str, basis: str
) -> None:
    got = read(f"发布机构:{publisher}\n清水镇2020年政府信息公开工作年度报告\n{PERIOD}{BODY}").organ_name
    assert (got.value, got.basis) == (organ, basis)


def test_a_name_of_the_place_with_its_region_stays_where_the_text_leaves_the_region_out() -> None:
    text = f"青山县清水镇2020年政府信息公开工作年度报告\n现公布清水镇人民政府2020年政府信息公开工作年度报告。\n{BODY}"
    assert read(text).organ_name.value == "青山县清水镇"


def test_the_heading_below_a_labelled_title_counts_where_it_names_the_same_organ_more_fully() -> None:
    label = "标题: | 区财政局2020年政务公开工作年度报告 | |\n发布机构: | 高新区财政局 |\n"
    got = read(f"{label}青山经济开发区财政局\n2020年政府信息公开工作年度报告\n{PERIOD}{BODY}")
    assert (got.title.value, got.title.basis) == ("青山经济开发区财政局2020年政府信息公开工作年度报告", "title_line")
    assert (got.organ_name.value, got.organ_name.basis) == ("青山经济开发区财政局", "title")
    other = read(f"{label}青山县审计局\n2020年政府信息公开工作年度报告\n{PERIOD}{BODY}")
    assert (other.title.value, other.title.basis) == ("区财政局2020年政务公开工作年度报告", "labelled_field")


@pytest.mark.parametrize(
    "chrome",
    [
        "青山县人民政府 2020年政府信息公开年报\n",
        "首页 青山县人民政府 2020年政府信息公开年报 依申请公开 政府信息公开指南 政府信息公开制度 法定主动公开内容\n",
        "青山县人民政府 政府信息公开 2020年 政府信息公开年报 依申请公开 政府信息公开指南 政府信息公开制度 法定公开\n",
        "青山县人民政府\n2020年政府信息公开年报\n",
    ],
)
def test_the_names_of_a_site_and_its_columns_give_no_organ_where_a_heading_stands_below(chrome: str) -> None:
    got = read(f"{chrome}清水镇2020年政府信息公开工作年度报告\n{PERIOD}{BODY}")
    assert (got.title.value, got.organ_name.value) == ("清水镇2020年政府信息公开工作年度报告", "清水镇")


def test_the_reading_printed_behind_a_character_is_no_part_of_the_organ() -> None:
    got = read(f"青山县清水乡(xiāng)人民政府2020年政府信息公开工作年度报告\n{PERIOD}{BODY}")
    assert (got.title.value, got.organ_name.value) == (
        "青山县清水乡(xiāng)人民政府2020年政府信息公开工作年度报告",
        "青山县清水乡人民政府",
    )
    assert (
        read(f"青山高新区(新市区)2020年政府信息公开工作年度报告\n{PERIOD}{BODY}").organ_name.value
        == "青山高新区(新市区)"
    )


def test_labels_and_values_may_stand_in_brackets() -> None:
    row = "[ 索 引  号 ] | qingshan0001/2023-0000051 | [ 文 号 ] | [ 发布机构 ] | 青山县财政局 | |\n"
    dates = "[ 成文日期 ] | 2023-08-15 | [ 公开日期 ] | 2023-01-30 | [ 有 效 性 ] | 有效中 |\n"
    got = read(f"{row}---|---|---|---|---|---|\n{dates}2022年度报告{BODY}")
    assert got.index_number.value == "qingshan0001/2023-0000051"
    assert got.organ_name.value == "青山县财政局"
    assert got.published_on == date(2023, 1, 30)
    in_one_line = read(
        f"[ 索  引  号 ] qs-02_D/2018-0110002 [ 文    号 ] [ 发布机构 ] 青山县财政局\n2022年度报告{BODY}"
    )
    assert (in_one_line.index_number.value, in_one_line.organ_name.value) == ("qs-02_D/2018-0110002", "青山县财政局")
    assert read(f"{TITLE}\n发布时间:[2021/08/24]\n{PERIOD}{BODY}").published_on == date(2021, 8, 24)


def test_a_line_of_fields_is_no_title() -> None:
    fields = "索引号 014420997/2026-237090 分类 政府信息公开年报 其他 报告\n"
    assert read(f"{fields}{PERIOD}{BODY}").title.value is None
    assert read(f"{fields}名称 {TITLE}\n{PERIOD}{BODY}").title.value == TITLE


@pytest.mark.parametrize("printed", ["[ {} ]", "【{}】", "[{}]", "{}"])
def test_brackets_around_a_title_are_no_part_of_it(printed: str) -> None:
    got = read(f"{printed.format(TITLE)}\n{PERIOD}{BODY}")
    assert (got.title.value, got.organ_name.value) == (TITLE, "青山县财政局")
