"""Which printed numbers are counted numbers, and what they are exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.numerals import quantities, read_chinese


def read(text: str) -> list[tuple[str, str, str, bool]]:
    return [(text[q.start : q.end], str(q.value), q.unit, q.approximate) for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit", "approximate"),
    [
        ("更新栏目内容501条。", "501条", "501", "条", False),
        ("更新栏目内容1,219件。", "1,219件", "1219", "件", False),
        ("更新栏目内容2160余条。", "2160余条", "2160", "条", True),
        ("更新栏目内容50多篇。", "50多篇", "50", "篇", True),
        ("更新栏目内容约300条。", "300条", "300", "条", True),
        ("更新栏目内容近千份,另有40份。", "40份", "40", "份", False),
        ("更新栏目内容将近90份。", "90份", "90", "份", True),
        ("更新栏目内容超过700条。", "700条", "700", "条", True),
        ("更新栏目内容不少于30条。", "30条", "30", "条", True),
        ("更新栏目内容800条以上。", "800条", "800", "条", True),
        ("更新栏目内容60条左右。", "60条", "60", "条", True),
        ("更新栏目内容500+条。", "500+条", "500", "条", True),
        ("最近更新60条。", "60条", "60", "条", False),
        ("共预约12人次。", "12人次", "12", "人次", False),
        ("点击3.5万次。", "3.5万次", "35000", "次", True),
        ("点击5千余次。", "5千余次", "5000", "次", True),
        ("金额61883.4万元。", "61883.4万元", "618834000", "CNY", False),
        ("金额300余万元。", "300余万元", "3000000", "CNY", True),
        ("金额2.35亿元。", "2.35亿元", "235000000", "CNY", False),
        ("金额39573802895.90元。", "39573802895.90元", "39573802895.90", "CNY", False),
        ("占66%。", "66%", "66", "%", False),
        ("占0.34%。", "0.34%", "0.34", "%", False),
        ("达到百分之九十五以上。", "百分之九十五", "95", "%", True),
        ("提高3.2个百分点。", "3.2个百分点", "3.2", "个百分点", False),
        ("受理举报3起。", "3起", "3", "起", False),
        ("发布解读19则。", "19则", "19", "则", False),
        ("出版简报12期。", "12期", "12", "期", False),
        ("发布解读三十二条。", "三十二条", "32", "条", False),
        ("发布解读二十余条。", "二十余条", "20", "条", True),
        ("发布解读十余篇。", "十余篇", "10", "篇", True),
        ("发布解读一百零三件。", "一百零三件", "103", "件", False),
        ("收到来函三件。", "三件", "3", "件", False),
        ("收到来函一件,已答复。", "一件", "1", "件", False),
        ("举办培训两次。", "两次", "2", "次", False),
        ("点击一万两千次。", "一万两千次", "12000", "次", False),
    ],
)
def test_a_counted_number_is_read_with_its_unit(
    text: str, printed: str, value: str, unit: str, approximate: bool
) -> None:
    assert read(text) == [(printed, value, unit, approximate)]


@pytest.mark.parametrize(
    "text",
    [
        "2020年1月1日至12月31日",
        "自2019起,12月3件",
        "2020年12件",  # 年 touches the number: perhaps 2020年1[2月3]件
        "2019 201条",
        "2019501条",
        "2016420日开设账号",
        "201948)号",
        "国办函〔2019〕60号、〔201948件",
        "第12期、总第35期、第三次会议、第1-12期",
        "3至5条、3-5条、3~5条、3到5条",
        "12、15、18条",
        "1，234条",  # thousands, or two numbers
        "12,34条",
        "5,2,17条",
        "01条、2.5条",
        "1.2万2千条",
        "1:3条",
        "20条例、3条款、5件套、8项目标、4家庭、2部门、3类型",
        "在20个工作日内,15个自然日后,3个月中,24个小时里",
        "前3名,每5件,末10位",
        "电话0563-3027267,邮编242000,东路178号3楼305室",
        "H5条,COVID19例",
        "“10条措施”、《优化环境50条》、‘三个一’",
        "\ufffd12条,1\ufffd2条",
        "十四五规划,三公经费,六稳六保,二十大精神",
        "一是公开,二是解读,三审三校,一站式,一网通办,一枚印章管审批",
        "一件事一次办,最多跑一次,每年一次,只进一扇门,每半年一次。",
        "双随机、一公开,三项制度,两个维护,四类人员,三大攻坚战",
        "统一个体,唯一个人,之一件",
        "近千条,百余条,上百件,数十篇,几十次,二十几条",
        "三四十条,一二条,二〇二〇条",
        "123456789012件",
    ],
)
def test_what_is_no_certain_count_is_not_read(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("十", 10), ("二十三", 23), ("两百", 200), ("一百一十", 110), ("三千零五", 3005), ("一万二千", 12000)],
)
def test_a_chinese_numeral_has_one_value(numeral: str, value: int) -> None:
    assert read_chinese(numeral) == value


@pytest.mark.parametrize(
    "numeral", ["百", "万", "三四十", "两千三", "二〇二〇", "一二", "十十", "零十零", "一亿二", "一" * 40]
)
def test_a_numeral_that_could_be_read_in_two_ways_has_no_value(numeral: str) -> None:
    assert read_chinese(numeral) is None


@given(st.text("零〇一二两三十百千万亿", min_size=1, max_size=20))
def test_whatever_is_written_in_numerals_is_a_number_or_none(numeral: str) -> None:
    value = read_chinese(numeral)
    assert value is None or value >= 0


@given(
    count=st.integers(0, 999_999),
    unit=st.sampled_from(["条", "件", "个", "份", "次", "期", "篇", "项", "人次", "宗"]),
    about=st.sampled_from(["", "余", "多"]),
    thousands=st.booleans(),
    wide=st.booleans(),
)
def test_every_printed_count_comes_back_exactly(count: int, unit: str, about: str, thousands: bool, wide: bool) -> None:
    digits = f"{count:,}" if thousands else str(count)
    text = f"{'，' if wide else ','}栏目内容{digits}{about}{unit}。"
    assert read(text) == [(f"{digits}{about}{unit}", str(count), unit, bool(about))]


@given(amount=st.decimals(0, 99_999, places=2), unit=st.sampled_from(["元", "千元", "万元", "亿元"]))
def test_every_printed_amount_is_multiplied_out_exactly(amount: Decimal, unit: str) -> None:
    factor = {"元": 1, "千元": 1_000, "万元": 10_000, "亿元": 100_000_000}[unit]
    (quantity,) = quantities(f"金额{amount}{unit}。")
    assert quantity.value == amount * factor
    assert quantity.unit == "CNY"
