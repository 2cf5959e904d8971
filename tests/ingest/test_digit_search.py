"""The search for ways to cut a run of digits finds all of them, and no run is too long for it."""

from collections.abc import Iterator
from itertools import combinations
from random import Random

import pytest

from ingest.document import Document
from ingest.extract.cells import TableReading
from ingest.extract.digit_tables import solve_table
from ingest.extract.digits import GluedRow, digit_pieces, ways_to_cut, ways_without_sums
from ingest.extract.tokens import Event
from ingest.forms import CellKey, identities
from ingest.forms.tables import APPLICATION_COLUMNS
from ingest.parse import parse_bytes

KEYS = tuple(CellKey("application", "granted", column.column_code) for column in APPLICATION_COLUMNS)
SUM_OF_ROW = [i for i in identities("2021") if set(i.actual + i.expected) <= set(KEYS)]


def every_cut(digits: str, count: int) -> Iterator[tuple[int, ...]]:
    for cuts in combinations(range(1, len(digits)), count - 1):
        numbers = [digits[a:b] for a, b in zip((0, *cuts), (*cuts, len(digits)), strict=True)]
        if all(number == "0" or not number.startswith("0") for number in numbers):
            yield tuple(map(int, numbers))


@pytest.mark.parametrize("seed", range(60))
def test_the_search_finds_every_way_that_adds_up_and_counts_all_others(seed: int) -> None:
    rng = Random(seed)
    parts = [rng.choice((0, 0, 1, 2, 12, rng.randrange(300))) for _ in KEYS[1:]]
    digits = "".join(map(str, (*parts, sum(parts) + rng.choice((0, 0, 0, 9, 1)))))
    row = GluedRow(KEYS, ((0, len(digits)),))
    cuts = list(every_cut(digits, len(KEYS)))
    found = [cut.values for cut in ways_to_cut(row, digits, SUM_OF_ROW)]
    assert len(SUM_OF_ROW) == 1
    assert sorted(found) == sorted(values for values in cuts if sum(values[:-1]) == values[-1])
    assert ways_without_sums(row, digits) == len(cuts)


def test_a_run_longer_than_any_row_is_none_of_digits() -> None:
    assert digit_pieces([Event("digits", 0, 48)], "5" * 48) == ((0, 48),)
    assert digit_pieces([Event("digits", 0, 49)], "5" * 49) is None


def test_a_number_of_thousands_of_digits_behind_a_label_breaks_nothing() -> None:
    rows = "".join(
        f"{label}{'5' * 9000}\n"
        for label in ("(一)予以公开", "(二)部分公开", "1.属于国家秘密", "2.其他法律行政法规禁止公开")
    )
    header = (
        "三、收到和处理政府信息公开申请情况\n申请人情况 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n"
    )
    report = parse_bytes(f"某县2021年政府信息公开工作年度报告\n{header}{rows}".encode(), "digits")
    assert not any(cell.value is not None for cell in report.cells)
    assert any(cell.status == "ambiguous" for cell in report.cells)


def test_more_rows_than_two_tables_have_are_not_searched() -> None:
    printed = "12" * 7
    rows = [GluedRow(KEYS, ((0, len(printed)),))] * 61
    assert {solution.reason for solution in solve_table(rows, {}, printed, [])} == {
        "more rows are printed than two tables have"
    }


def test_a_table_is_searched_a_bounded_number_of_times() -> None:
    reading = TableReading("legal", Document(""))
    assert [reading.may_search() for _ in range(60)].count(True) == 40
