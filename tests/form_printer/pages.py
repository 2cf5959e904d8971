"""The pages around the tables: title, sections, prose and the web site's own text, as a draft ready to print."""

from random import Random

from form_printer.draft import Block, Draft, Paragraph
from form_printer.filled_form import FilledForm
from form_printer.tables import application_table, disclosure_table, legal_table

CHINESE_NUMBERS = "一二三四五六七八九"
SECTION_TITLES = {
    "overview": ("总体情况",),
    "disclosure": ("主动公开政府信息情况", "主动公开政府信息的情况"),
    "applications": ("收到和处理政府信息公开申请情况",),
    "legal_review": (
        "政府信息公开行政复议、行政诉讼情况",
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    ),
    "problems": ("存在的主要问题及改进情况", "政府信息公开工作存在的主要问题及改进情况"),
    "other_matters": ("其他需要报告的事项",),
}
CHROME_BEFORE = (
    "您现在所在的位置: 网站首页 > 政府信息公开 > 政府信息公开年报",
    "• 无障碍\n  • 长辈版",
    "索引号\n01525767-7-/2020-0131001\n公开目录\n政府信息公开年报",
    "浏览次数:1024 字体:[ 大 中 小 ]",
)
CHROME_AFTER = (
    "扫一扫在手机打开当前页",
    "主办单位:{organ}办公室 备案号:00000000号-1 公网安备 65302402000001号",
    "上一篇:2018年政府信息公开工作年度报告\n下一篇:没有了",
)
OVERVIEW = (
    "{year}年,我单位坚持以公开为常态、不公开为例外,扎实推进政府信息公开各项工作。",
    "(一)主动公开方面。全年主动公开政府信息{a}条,其中政府网站{b}条,政务新媒体{c}条。",
    "(二)依申请公开方面。不断完善登记、审核、办理、答复、归档等环节工作程序,提高答复的规范性。",
    "(三)平台建设方面。{year}年6月改版升级门户网站,新增专题专栏{c}个,发布政策解读{b}篇。",
    "(四)监督保障方面。组织业务培训{d}次,分值权重不低于4%。",
)
PROBLEMS = (
    "一是公开内容的规范和时效还有待进一步加强;二是业务水平需要进一步提高。",
    "下一步,我单位将丰富公开形式,加强业务培训,确保政府信息公开及时、准确。",
)


def _numbers(rng: Random) -> dict[str, int]:
    return {
        "a": rng.randrange(100, 9999),
        "b": rng.randrange(1, 99),
        "c": rng.randrange(1, 50),
        "d": rng.randrange(1, 9),
    }


def draft_report(filled: FilledForm, rng: Random) -> Draft:
    """A complete, undamaged report: title, statistical period, six sections, three tables, perhaps site text around."""
    year, organ = filled.year, filled.organ
    blocks: list[Block] = []
    if rng.random() < 0.5:
        blocks.append(Paragraph(rng.choice(CHROME_BEFORE), "chrome"))
    blocks.append(Paragraph(f"{organ}{year}年政府信息公开工作年度报告", "title"))
    if rng.random() < 0.5:
        stamp = f"发布时间:{filled.published_on.isoformat()} 17:16 来源:{organ}"
        blocks.append(Paragraph(stamp, "chrome"))
    blocks.append(
        Paragraph(
            f"根据《中华人民共和国政府信息公开条例》要求,由{organ}编制本报告。"
            f"本报告中所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
            "prose",
        )
    )
    bodies: dict[str, list[Block]] = {
        "overview": [
            Paragraph(text.format(year=year, **_numbers(rng)), "prose")
            for text in OVERVIEW[: rng.randint(1, len(OVERVIEW))]
        ],
        "disclosure": [disclosure_table(filled)],
        "applications": [application_table(filled)],
        "legal_review": [legal_table(filled)],
        "problems": [Paragraph(text, "prose") for text in PROBLEMS],
        "other_matters": [Paragraph("无其他需要报告的事项。", "prose")],
    }
    for number, (section, titles) in zip(CHINESE_NUMBERS, SECTION_TITLES.items(), strict=False):
        blocks.append(Paragraph(f"{number}、{rng.choice(titles)}", "heading", section))
        blocks += bodies[section]
    if rng.random() < 0.5:
        blocks.append(Paragraph(rng.choice(CHROME_AFTER).format(organ=organ), "chrome"))
    expected = {key: entry.expectation for key, entry in filled.entries.items()}
    return Draft(filled, tuple(blocks), expected, filled.form)
