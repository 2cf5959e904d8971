"""Read hostile texts of growing size, and see that time grows no faster: python -m benchmarks.linearity

A text is one fragment repeated: alone, as the prose of a report, amid the tables of a real one, in one cell, or in a
page. Every
pattern of the readers and extractors has a fragment that would keep it trying. A text of four times the size may take
seven times as long; time that grows with the square would be sixteen times.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.documents import SAMPLES
from ingest.parse import parse_bytes

LARGER = 4
MOST_GROWTH = 7
_SHORT = 0.1  # seconds; what is shorter tells nothing of how it grows
_TITLE = "某县2021年政府信息公开工作年度报告\n一、总体情况\n"
_BEHIND = "\n二、主动公开政府信息情况\n无"
_ROWS = "信息内容 本年制发件数 本年废止件数 现行有效件数\n规章 0 0 0\n"
_ROW = "行政规范性文件 1 2 3\n行政许可 5\n"
_SAMPLE = "xiyi_township_2019.txt"
_TABLE = "三、收到和处理"

FRAGMENTS: dict[str, tuple[str, ...]] = {
    "digits": ("5", "1,", "1.", "0 ", "0\n", "1 2 3 4 5 6 7\n", "-5", "5.", "+", "20215条", "00"),
    "counts": ("5条", "12件", "5和", "5、", "约5", "5%", "5万元", "5余", "共5条,其中3条、2条", "信息 条", "XX条"),
    "words": ("十", "百", "二十条", "百分之", "三十余件", "未收到行政复议", "未收到政府信息公开申请,", "无"),
    "brackets": ("(", "(5", "(5条", ")", "《", "“", "〔", "【", "5(含", "(一", "( 一 )"),
    "spaces": (" ", "\u3000", "\n", " \n", "\t", "\r\n", "\u200b", "a "),
    "tables": (
        "|",
        "| |\n",
        "|0|0|\n",
        "| 0 ",
        "||\n",
        "0 | ||\n",
        "|0||",
        "|---|\n",
        "0\t0\n",
        "0\t\t",
        "- 1 -\n",
        "第1页\n",
        "<br>",
    ),
    "sheets": ("指标 单位 数量\n主动公开 条 5\n",),
    "ordinals": ("一、", "一 、", "(一)", "1、", "1.", "第", "①", "第二十条第(一)项 "),
    "labels": ("总计", "总计 ", "其他 ", "予以公开 0 0 0 0 0 0 0\n", "行政许可 5 6 7\n", "结果维持 1 ", "规范性文件"),
    "headers": ("信息内容 ", "本年新 本年新\n制作数量 公开数量\n", "其他 予以公开 ", "总计 行政许可 "),
    "glued": ("予以公开37365312805810178812316265178355582\n", "结果维持结果纠正其他结果尚未审结总计1101022013\n"),
    "rows": ("予以公开 1 2 3 ", "行政复议 结果维持 结果纠正 其他结果 尚未审结 总计 1 2 3 4 5 "),
    "sections": ("一、总体情况", "一、总体情况\n", "总体情况\n"),
    "titles": ("政府信息公开工作年度报告", "2021年政府信息公开年报\n", "某局\n2021年\n", "公开", "报告"),
    "dates": ("2021", "2021年", "2021年1月1日", "2021-01-01 ", "统计期限自2021", "自2021年1月1日起至"),
    "fields": ("发布机构:", "索引号", "发布日期:2021-01-01", "由", "现就", "关于", "县人民政府", "单位:万元 "),
    "markup": (
        "<",
        "<a ",
        "<!--",
        "&nbsp;",
        "&",
        "</p>",
        "<td",
        "#",
        "* ",
        "<td ",
        "<td>",
        "<td>5",
        "<tr>",
        "<p>",
        "<b>",
    ),
    "nested": (
        "<table>",
        "<table><tr><td>",
        "<div>",
        "</table>",
        "<td<!--",
        "<s<!-->",
        "<!-->",
        "<script>",
        "</td><td>",
    ),
    "hidden": (
        "<p hidden>",
        "<b style='display:none'>",
        "<span style='display:block'>",
        "<td colspan=99>",
        "<td rowspan=9>",
    ),
    "broken": ("\ufffd", "\x07", "x", "，", "、", "。", ";"),
}


@dataclass(frozen=True, slots=True)
class Growth:
    """How long a text of a size took, in seconds of the processor, and one `LARGER` times as large."""

    shape: str
    fragment: str
    seconds: float
    seconds_of_larger: float

    @property
    def ratio(self) -> float:
        return self.seconds_of_larger / max(self.seconds, 1e-6)

    @property
    def is_linear(self) -> bool:
        return self.seconds_of_larger < _SHORT or self.ratio < MOST_GROWTH

    def __str__(self) -> str:
        times = f"{self.seconds:6.2f} s, of {LARGER} times the size {self.seconds_of_larger:6.2f} s"
        return f"{self.ratio:5.2f} times: {times}  {self.shape:5} {self.fragment!r}"


def texts(fragment: str, size: int) -> Iterator[tuple[str, bytes]]:
    """The shape and the bytes of hostile texts; the fragment makes up `size` bytes of each."""
    repeated = fragment * (size // len(fragment.encode()))
    sample = (SAMPLES / _SAMPLE).read_text("utf-8")
    amid = sample.index(_TABLE) + 400
    yield "alone", repeated.encode()
    yield "prose", f"{_TITLE}{repeated}{_BEHIND}".encode()
    yield "cell", f"{_TITLE}{_ROWS}| {repeated} |\n{_ROW}".encode()
    yield "table", f"{sample[:amid]}{repeated}{sample[amid:]}".encode()
    yield "page", f"<html><body><p>{_TITLE}</p><table><tr><td>总计</td><td>1</td></tr></table>{repeated}".encode()


def _seconds(raw: bytes, times: int) -> float:
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        parse_bytes(raw, "hostile")
        best = min(best, time.process_time() - start)
    return best


def growths(fragment: str, size: int, times: int = 1) -> Iterator[Growth]:
    """How the time of reading a fragment repeated grows from `size` bytes to `LARGER` times as many."""
    for (shape, raw), (_, larger) in zip(texts(fragment, size), texts(fragment, LARGER * size), strict=True):
        growth = Growth(shape, fragment, _seconds(raw, times), _seconds(larger, times))
        if not growth.is_linear:  # once more, in case the machine was busy
            growth = Growth(shape, fragment, _seconds(raw, 3 * times), _seconds(larger, 3 * times))
        yield growth


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the slowest and all that grow too fast; 1 if any does."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.linearity", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=500_000, help="bytes of the smaller text (default 500,000)")
    parser.add_argument("--mixed", type=int, default=0, help="so many random sequences of fragments as well")
    parser.add_argument("--seed", type=int, default=1, help="of the random sequences (default 1)")
    options = parser.parse_args(arguments)
    fragments = [fragment for kind in FRAGMENTS.values() for fragment in kind]
    rng = Random(options.seed)
    fragments += ["".join(rng.choices(fragments, k=rng.randint(2, 4))) for _ in range(options.mixed)]
    found = []
    for fragment in fragments:
        for growth in growths(fragment, options.size):
            found.append(growth)
            if not growth.is_linear:
                print(growth, flush=True)
    print(f"{len(found)} texts; the slowest:")
    for growth in sorted(found, key=lambda growth: -growth.seconds_of_larger)[:15]:
        print(growth)
    return 0 if all(growth.is_linear for growth in found) else 1


if __name__ == "__main__":
    sys.exit(main())
