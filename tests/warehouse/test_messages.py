"""The sentences that people read, rule by rule, and whose problem each finding says it is."""

import pytest
from warehouse.built_warehouse import Warehouse

pytestmark = pytest.mark.xdist_group("warehouse")


@pytest.mark.parametrize(
    ("name", "rule_id", "subject", "sentence"),
    [
        ("balanced", "A1", "column:total", "申请表“总计”列：本年新收+上年结转=4，办结+结转下年=4，相符。"),
        ("tableless", "A1", "column:total", "申请表“总计”列无法核对：本文档中没有该表。"),
        ("old", "A2", "report", "申请表无法核对：2019年以前的格式没有这些表格。"),
        ("unbalanced", "L1", "row:reconsideration", "复议诉讼表“行政复议”行：四种结果之和=2，总计=1，相差1。"),
        ("balanced", "V1", "table:legal", "复议诉讼表各数值均合理。"),
        ("blanks", "V1", "row:rules", "主动公开表“规章”行：本年新公开数量=3，对外公开总数量=2，新公开多于总数。"),
        ("unknown", "V1", "report", "数值无法核对：无法确定适用哪一年的格式（既无表格，也无年份）。"),
        ("unbalanced", "C1", "section:other_matters", "缺少“其他需要报告的事项”一节。"),
        ("tableless", "C1", "table:legal", "本文档中没有复议诉讼表（原件中可能是图片）。"),
        ("cut", "C1", "section:problems", "收到的文本不完整，无法核对：缺少“存在的主要问题及改进情况”一节。"),
        ("unbalanced", "P1", "topic:requests_received", "收到申请：正文为75，表格为74，不一致。"),
        ("tableless", "P1", "topic:litigation", "行政诉讼无法核对：正文没有写明数字。"),
        ("unbalanced", "P2", "figure:1", "正文总数501，分项之和288+212=500，相差1。"),
        ("blanks", "P2", "prose", "正文没有写明总数及其分项，无法核对。"),
        ("blanks", "P3", "figure:1", "正文“共计件”漏写数字。"),
        ("balanced", "P3", "prose", "正文5处数字均已写明。"),
    ],
)
def test_a_message_reads_as_a_person_would_write_it(
    warehouse: Warehouse, name: str, rule_id: str, subject: str, sentence: str
) -> None:
    assert warehouse.finding(name, rule_id, subject)["message_zh"] == sentence


@pytest.mark.parametrize(
    ("name", "rule_id", "subject", "kind"),
    [
        ("balanced", "A1", "column:total", None),
        ("unbalanced", "A1", "column:total", "printing"),
        ("blanks", "A1", "column:total", "printing"),
        ("tableless", "A1", "column:total", "copy"),
        ("tableless", "C1", "table:legal", "copy"),
        ("cut", "C1", "section:problems", "copy"),
        ("old", "A1", "report", None),
    ],
)
def test_a_finding_tells_whose_problem_it_is(
    warehouse: Warehouse, name: str, rule_id: str, subject: str, kind: str | None
) -> None:
    assert warehouse.finding(name, rule_id, subject)["problem_kind"] == kind


def test_no_message_is_left_with_an_open_place(warehouse: Warehouse) -> None:
    places = ("subject", "expected", "actual", "difference", "detail")
    for column in ("message_zh", "message_en", "reason_zh", "reason_en"):
        for place in places:
            assert warehouse.count("quality.fct_finding", f"{column} like '%{{{place}}}%'") == 0, (column, place)


def test_the_feed_of_rules_counts_what_the_findings_say(warehouse: Warehouse) -> None:
    wrong = warehouse.rows(
        "select rule_id from feeds.feed_rule as rules where (passed_count, failed_count, not_assessable_count) <> ("
        " select (count(*) filter (outcome = 'pass'), count(*) filter (outcome = 'fail'),"
        " count(*) filter (outcome = 'not_assessable')) from feeds.feed_finding where rule_id = rules.rule_id)"
    )
    assert wrong == []
