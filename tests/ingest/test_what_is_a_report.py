"""Annual reports and what only speaks of them: each is told from the other, as a text and as a page with its chrome."""

from pathlib import Path

import pytest

from ingest.parse import parse_bytes
from ingest.report import Report

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
# The words of all the documents that are no reports, as a report mentions them.
MENTIONS = (
    "我局按照《关于做好2020年政府信息公开工作年度报告编制工作的通知》要求,修订政府信息公开指南和目录,印发2020年政务公开"
    "工作要点,在全县政务公开评估通报中名列前茅,依申请公开答复书格式规范,政策解读12篇,网站首页无404错误页面。"
)
PROSE = "2020年,青山县财政局认真贯彻落实《中华人民共和国政府信息公开条例》,全年主动公开政府信息213条。" + MENTIONS
SECTIONS = (
    f"一、总体情况\n{PROSE}\n二、主动公开政府信息情况\n详见下表。\n三、收到和处理政府信息公开申请情况\n全年未收到申请。\n"
    "四、政府信息公开行政复议、行政诉讼情况\n无。\n五、存在的主要问题及改进情况\n信息更新不够及时,今后加强。\n"
    "六、其他需要报告的事项\n无。\n"
)
PERIOD = "本报告中所列数据的统计期限自2020年1月1日起至2020年12月31日止。\n"
TITLE = "青山县财政局2020年政府信息公开工作年度报告"
FREE_PROSE = (
    f"青山县财政局2011年度政府信息公开工作年度报告\n根据《中华人民共和国政府信息公开条例》,现将我局2011年度情况报告如下。\n"
    f"{PROSE}\n{PROSE}\n{PROSE}\n"
)
REPORTS = {
    "with all sections": f"{TITLE}\n{PERIOD}{SECTIONS}",
    "without a title": f"2020年度\n{PERIOD}{SECTIONS}",
    "in free prose": FREE_PROSE,
    "of an office for disclosure": f"青山县政务公开办公室2020年政府信息公开工作年度报告\n{PERIOD}{SECTIONS}",
    "under a menu": f"政府信息公开指南\n政府信息公开目录\n政府信息公开年报\n依申请公开\n{TITLE}\n{PERIOD}{SECTIONS}",
    "beside a notice": f"关于做好2020年政府信息公开工作年度报告编制工作的通知\n青山县2019年政务公开工作要点\n{TITLE}\n"
    f"{PERIOD}{SECTIONS}",
    "behind the link to a guide": f"青山县财政局政府信息公开指南\n2020年度\n{PERIOD}{SECTIONS}",
    "announced by a notice": f"关于公布{TITLE}的通知\n{PERIOD}{SECTIONS}",
}
REPORTS |= {
    "of a township, in three paragraphs": """清水乡2010年政府信息公开报告
发布日期:2011-01-01 点击数:
乡政府信息公开工作始终坚持以服务群众为宗旨,以打造透明政府、法治政府为目标,高度重视该项工作,由1人专门负责。
保证了政府信息公开工作的顺利开展。
截止20101231日,全乡累计主动公开政府信息65条。其中网上公开20条,揭示板上公开45条。
今后我们将进一步提高对推进政务公开工作重要性的认识,明确政务公开的具体要求和内容,把政务公开当作基本制度来抓落实。
切实把它做好。
根据要求,我乡还将进一步完善政务公开的各项制度,拓宽公开渠道,方便群众查询,接受社会监督,使权力在阳光下运行。
""",
    "with headings whose tables are lost": (
        "一、总体情况 根据《条例》要求,清水镇形成2020年度清水镇政府信息公开年度报告。 二、主动公开政府信息情况 "
        "三、收到和处理政府信息公开申请情况 四、政府信息公开行政复议、行政诉讼情况 五、存在的主要问题及改进情况 不足。"
    ),
    "without a title, with its period": (
        f"编制本机关2020年度年度报告并向社会公布。{PERIOD}{PROSE}\n{PROSE}\n一、总体情况\n{PROSE}"
    ),
    "under a summary of itself": (
        f"内容概述 {PROSE}特向社会公布青山县财政局2020年政府信息公开年度报告。\n\n{TITLE}\n\n"
        f"特向社会公布青山县财政局2020年政府信息公开年度报告。\n一、信息公开总体情况\n{PROSE}\n{PROSE}"
    ),
}
NOTICE = (
    "关于做好2020年政府信息公开工作年度报告编制和发布工作的通知\n青政办函〔2020〕48号\n各乡镇人民政府,县政府各部门、各单位:\n"
    "根据《中华人民共和国政府信息公开条例》,为做好2020年政府信息公开工作年度报告编制和发布工作,现就有关事项通知如下。\n"
    "一、报告内容\n年度报告应当包括以下内容,数据的统计期限为2020年1月1日至2020年12月31日。\n" + SECTIONS
)
OTHERS = {
    "notice": (NOTICE, "notice"),
    "notice with the form": (
        "国务院办公厅政府信息与政务公开办公室\n关于政府信息公开工作年度报告有关事项的通知\n国办公开办函〔2019〕60号\n"
        "各省、自治区、直辖市人民政府办公厅:\n现就有关事项通知如下:\n" + SECTIONS,
        "notice",
    ),
    "list": (
        "政府信息公开年报\n"
        + "".join(f"青山县{y}年政府信息公开工作年度报告\n{y + 1}-01-20\n" for y in range(2015, 2022))
        + "共1页",
        "list",
    ),
    "guide": (
        f"青山县财政局政府信息公开指南\n为便于公众获取政府信息,编制本指南。{PROSE}\n一、主动公开\n{PROSE}\n年度报告见本站。",
        "guide",
    ),
    "catalogue": (
        f"青山县财政局政府信息主动公开基本目录\n{PROSE}\n{PROSE}\n2020年政府信息公开工作年度报告\n",
        "catalogue",
    ),
    "plan": (f"青山县2020年政务公开工作要点\n为做好2020年政务公开工作,制定本要点。{PROSE}\n{PROSE}\n", "plan"),
    "reply": (f"青山县财政局依申请公开答复书\n张三:\n你提出的申请收悉。现答复如下。{PROSE}\n", "reply"),
    "news": (
        f"我县公布2020年政府信息公开工作年度报告\n近日,县政府网站公布了各部门年度报告。{PROSE}\n报告显示,成效明显。{PROSE}\n",
        "news",
    ),
    "interpretation": (f"青山县2020年政府信息公开工作年度报告解读\n{PROSE}\n{PROSE}\n", "interpretation"),
    "evaluation": (
        f"关于2020年政府信息公开工作年度报告编制发布情况的通报\n各乡镇人民政府,县政府各部门:\n{PROSE}\n{PROSE}\n",
        "evaluation",
    ),
    "error": ("404 Not Found\n您访问的页面不存在\n返回首页 政府信息公开\n", "could not be shown"),
    "no access": ("青山县人民政府\n对不起,您无权访问该页面!\n政府信息公开年报\n", "could not be shown"),
    "title page": (f"{TITLE}\n附件下载: 2020年年报.pdf\n", "no text"),
    "title page with a summary": (
        f"""{TITLE}
2020年,青山县财政局认真贯彻落实《中华人民共和国政府信息公开条例》,全年主动公开政府信息213条,收到依申请公开2件。
均按期办结,未发生行政复议和行政诉讼,政府信息公开工作取得新的成效,群众满意度不断提高。
今后将进一步加强工作,提升水平,拓宽公开渠道,方便群众查询,接受社会监督,不断提高公开的质量和水平。全文详见附件。
""",
        "no text",
    ),
    "headings without text": (
        f"{TITLE}\n" + "".join(line + "\n" for line in SECTIONS.split("\n") if line[1:2] == "、"),
        "no text",
    ),
    "notice that names the period": (
        f"各乡镇人民政府:\n现将编制2020年政府信息公开工作年度报告有关事项通知如下。{PERIOD}{PROSE}\n{PROSE}\n{PROSE}\n",
        "notice",
    ),
    "weather": ("今天天气很好,我们去公园散步。" * 30, "does not speak"),
}
CHROME = (
    "<ul>"
    + "".join(f"<li><a href='/{y}.html'>{y}年政府信息公开工作年度报告</a></li>" for y in (2016, 2017, 2018))
    + "</ul>"
    "<ul><li><a href='/z.html'>政府信息公开指南</a></li>"
    "<li><a href='/t.html'>关于做好政府信息公开年度报告工作的通知</a></li></ul>"
    "<p>您的位置: 首页 &gt; 政务公开 &gt; 政府信息公开年报</p>"
)
FOOTER = "<div><a href='/2018.html'>2018年政府信息公开工作年度报告</a></div><p>主办单位:青山县人民政府 网站地图</p>"


def page(text: str, *, declared: bool) -> str:
    lines = [line for line in text.split("\n") if line]
    tag = f'<meta name="ArticleTitle" content="{lines[0]}">' if declared else ""
    body = f"<h1>{lines[0]}</h1>" + "".join(f"<p>{line}</p>" for line in lines[1:])
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'>{tag}<title>{lines[0]}_青山县人民政府</title></head>"
        f"<body>{CHROME}<div id='zoom'>{body}</div>{FOOTER}</body></html>"
    )


def read(text: str) -> Report:
    return parse_bytes(text.encode(), "document")


def reason(report: Report) -> str:
    return " ".join(issue.message for issue in report.issues if issue.code == "not_a_report")


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_one_whatever_it_mentions(name: str) -> None:
    report = read(REPORTS[name])
    assert report.is_report, reason(report)


@pytest.mark.parametrize("name", OTHERS)
def test_what_only_speaks_of_reports_is_none_and_the_reason_quotes_it(name: str) -> None:
    text, kind = OTHERS[name]
    report = read(text)
    assert not report.is_report
    assert kind in reason(report)
    assert (report.cells, report.figures, report.sections) == ((), (), ())


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "undeclared"])
@pytest.mark.parametrize(
    "name", ["with all sections", "in free prose", "of an office for disclosure", "announced by a notice"]
)
def test_a_page_with_a_report_is_one_whatever_its_chrome_links_to(name: str, *, declared: bool) -> None:
    report = read(page(REPORTS[name], declared=declared))
    assert report.is_report, reason(report)
    assert report.report_year == (2011 if name == "in free prose" else 2020)


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "undeclared"])
@pytest.mark.parametrize("name", [name for name in OTHERS if name != "weather"])
def test_a_page_that_only_speaks_of_reports_is_none_though_its_chrome_links_to_some(
    name: str, *, declared: bool
) -> None:
    report = read(page(OTHERS[name][0], declared=declared))
    assert not report.is_report


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_real_report_stays_one_beside_the_links_of_a_page(path: Path) -> None:
    links = (
        "关于做好2018年政府信息公开工作年度报告编制工作的通知\n青山县政府信息公开指南\n2018年政府信息公开工作年度报告\n"
    )
    text = path.read_text("utf-8")
    for changed in (links + text, text + links):
        report = read(changed)
        assert report.is_report, reason(report)
        assert report.report_year == read(text).report_year
