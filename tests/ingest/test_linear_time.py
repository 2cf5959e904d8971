"""Hostile text costs time in proportion to its size; `python -m benchmarks.linearity` shows it up to two megabytes."""

import pytest

from benchmarks.linearity import FRAGMENTS, growths
from ingest.extract.prose import MOST_NUMBERS
from ingest.parse import parse_bytes

# One of each kind that was quadratic, or is dear.
HARD = (
    "5条",
    "其他 ",
    "0 | ||\n",
    "x",
    "\n",
    "一 、",
    "总计",
    "|---|\n",
    "(5",
    "未收到行政复议",
    "其他 予以公开 ",
    "1,",
    "<td<!--",
)


def test_every_hard_fragment_is_one_of_the_known() -> None:
    assert set(HARD) <= {fragment for kind in FRAGMENTS.values() for fragment in kind}


@pytest.mark.parametrize("fragment", HARD)
def test_time_grows_in_proportion_to_the_text(fragment: str) -> None:
    grown = [growth for growth in growths(fragment, 8_000) if not growth.is_linear]
    assert not grown, "\n".join(map(str, grown))


def test_prose_with_more_numbers_than_any_report_gives_none_and_says_so() -> None:
    title = "某县2021年政府信息公开工作年度报告\n一、总体情况\n"
    behind = "\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n无"
    enough = parse_bytes(f"{title}{'公开5条。' * MOST_NUMBERS}{behind}".encode(), "numbers")
    too_many = parse_bytes(f"{title}{'公开5条。' * (MOST_NUMBERS + 1)}{behind}".encode(), "numbers")
    assert len(enough.figures) == MOST_NUMBERS
    assert "too_many_figures" not in [issue.code for issue in enough.issues]
    assert too_many.figures == ()
    assert "too_many_figures" in [issue.code for issue in too_many.issues]
    denied = parse_bytes(f"{title}{'未收到政府信息公开申请。' * (MOST_NUMBERS + 1)}{behind}".encode(), "numbers")
    assert denied.figures == ()
    assert "too_many_figures" in [issue.code for issue in denied.issues]
