"""Rows without separators are cut where the sums of the form leave one way, and nowhere else."""

from random import Random

import pytest

from ingest.extract.digit_tables import solve_table
from ingest.extract.digits import Cut, GluedRow, Solution, solve_run
from ingest.forms import CellKey, application_rows, identities
from ingest.forms.tables import APPLICATION_COLUMNS, LEGAL_CELLS
from ingest.parse import parse_bytes

COLUMNS = [column.column_code for column in APPLICATION_COLUMNS]
KINDS = COLUMNS[:-1]
ROWS = application_rows("2021")
TABLE_SUMS = [identity for identity in identities("2021") if identity.rule_id != "L1"]
LEGAL_KEYS = tuple(CellKey("legal", cell.row_code, cell.column_code) for cell in LEGAL_CELLS)
LEGAL_SUMS = [identity for identity in identities("2021") if identity.rule_id == "L1"]

Counts = dict[CellKey, int]


def keys(row: str) -> tuple[CellKey, ...]:
    return tuple(CellKey("application", row, column) for column in COLUMNS)


def glued(printed: str) -> GluedRow:
    """One row as it is printed; spaces are the separators that are left."""
    pieces, position = [], 0
    for piece in printed.split(" "):
        pieces.append((position, position + len(piece)))
        position += len(piece) + 1
    return GluedRow(keys("granted"), tuple(pieces))


def cut_alone(printed: str) -> tuple[int, ...] | None:
    """The values of a single row, without any other row of its table."""
    cut = solve_table([glued(printed)], {}, printed, TABLE_SUMS)[0].cut
    return cut.values if cut else None


@pytest.mark.parametrize(
    ("printed", "values"),
    [
        ("0000000", (0, 0, 0, 0, 0, 0, 0)),
        ("713000074", (71, 3, 0, 0, 0, 0, 74)),
        ("801000081", (80, 1, 0, 0, 0, 0, 81)),
        ("71 3000074", (71, 3, 0, 0, 0, 0, 74)),
    ],
)
def test_a_row_with_one_way_to_add_up_is_cut(printed: str, values: tuple[int, ...]) -> None:
    assert cut_alone(printed) == values


@pytest.mark.parametrize(
    "printed",
    [
        "11000011",  # 1 1 0 0 0 0 11, 11 0 0 0 0 1 1 …: none adds up
        "3100005",  # printed wrong: 3 + 1 is not 5
        "000000",  # a cell is lost
        "100001617",  # 1 0 0 0 0 16 17 or 10 0 0 0 1 6 17
    ],
)
def test_a_row_with_no_way_or_several_is_not_cut(printed: str) -> None:
    assert cut_alone(printed) is None


def test_the_candidates_are_named() -> None:
    solution = solve_table([glued("100001617")], {}, "100001617", TABLE_SUMS)[0]
    assert "1 0 0 0 0 16 17" in solution.reason
    assert "10 0 0 0 1 6 17" in solution.reason


def test_fewer_digits_than_cells_in_one_row_leave_the_whole_table_alone() -> None:
    """Where one row total is left blank, the others may be: 0 0 0 0 0 11 and a blank would read 0 0 0 0 0 1 1."""
    text = "0000011 000000"
    rows = [
        GluedRow(keys("granted"), ((0, 7),)),
        GluedRow(keys("granted_in_part"), ((8, 14),)),
    ]
    assert [solution.cut for solution in solve_table(rows, {}, text, TABLE_SUMS)] == [None, None]


def test_the_ordinal_of_the_next_label_is_no_digit_of_the_row() -> None:
    row = GluedRow(keys("granted"), ((0, 8),), may_end_in_ordinal=True)
    assert solve_table([row], {}, "00000005", TABLE_SUMS)[0].cut == Cut(
        tuple((i, i + 1) for i in range(7)), (0, 0, 0, 0, 0, 0, 0)
    )


def legal(printed: str) -> Solution:
    return solve_run(GluedRow(LEGAL_KEYS, ((0, len(printed)),)), printed, LEGAL_SUMS)


def test_fifteen_legal_cells_are_cut_by_their_three_totals() -> None:
    cut = legal("110024001510102").cut
    assert cut is not None
    assert cut.values == (1, 1, 0, 0, 2, 4, 0, 0, 1, 5, 1, 0, 1, 0, 2)


@pytest.mark.parametrize("printed", ["11002400151010", "110034001510102", "1" * 48, "9" * 60, "12" * 24])
def test_legal_cells_that_do_not_add_up_or_do_so_in_many_ways_are_not_cut(printed: str) -> None:
    assert legal(printed).cut is None


def filled_table(rng: Random, density: float) -> Counts:
    """A table that satisfies every sum; mostly zeros, as real ones are."""

    def count(kind: str) -> int:
        if kind != KINDS[0] and rng.random() > density:
            return 0
        return rng.choice([0] * 12 + [1, 1, 2, 3, rng.randrange(60)])

    counts = {CellKey("application", row.row_code, kind): count(kind) for row in ROWS for kind in KINDS}
    outcomes = [row.row_code for row in ROWS if row.role == "outcome"]
    for kind in KINDS:
        processed = sum(counts[CellKey("application", row, kind)] for row in outcomes)
        handled = processed + counts[CellKey("application", "carried_forward", kind)]
        before = rng.randint(0, min(handled, 20))
        counts[CellKey("application", "total_processed", kind)] = processed
        counts[CellKey("application", "received_carried_over", kind)] = before
        counts[CellKey("application", "received_new", kind)] = handled - before
    for row in ROWS:
        counts[CellKey("application", row.row_code, "total")] = sum(
            counts[CellKey("application", row.row_code, kind)] for kind in KINDS
        )
    return counts


def misprint(counts: Counts, rng: Random) -> None:
    key, other = rng.sample(sorted(counts), 2)
    slips = (counts[key] + 1, max(0, counts[key] - 1), 0, rng.randrange(100), counts[key] * 10 + rng.randrange(10))
    if rng.random() < 0.2:
        counts[key], counts[other] = counts[other], counts[key]
    else:
        counts[key] = rng.choice(slips)


def solved(counts: Counts) -> list[tuple[tuple[int, ...], tuple[int, ...] | None]]:
    """What is printed in each row, and what is read from the digits alone."""
    text = ""
    rows, printed = [], []
    for row in ROWS:
        values = tuple(counts[key] for key in keys(row.row_code))
        digits = "".join(map(str, values))
        rows.append(GluedRow(keys(row.row_code), ((len(text), len(text) + len(digits)),)))
        printed.append(values)
        text += digits + " "
    cuts = [solution.cut for solution in solve_table(rows, {}, text, TABLE_SUMS)]
    return [(values, cut.values if cut else None) for values, cut in zip(printed, cuts, strict=True)]


def test_tables_without_printed_errors_are_read_nearly_whole() -> None:
    rng = Random(2021)
    rows = [row for _ in range(60) for row in solved(filled_table(rng, 0.15))]
    assert all(read in (None, printed) for printed, read in rows)
    assert sum(read is not None for _, read in rows) > 0.98 * len(rows)


@pytest.mark.parametrize("errors", [1, 2, 3])
@pytest.mark.parametrize("density", [0.15, 0.6])
def test_printed_errors_never_lead_to_a_wrong_cut(errors: int, density: float) -> None:
    rng = Random(errors)
    for _ in range(40):
        counts = filled_table(rng, density)
        for _ in range(errors):
            misprint(counts, rng)
        for printed, read in solved(counts):
            assert read in (None, printed)


def test_a_printed_dump_without_separators_is_read_with_the_place_of_each_number() -> None:
    lines = ["示例县人民政府2022年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况"]
    lines += ["申请人情况 自然人 法人或其他组织 总计 商业企业 科研机构 社会公益组织 法律服务机构 其他"]
    counts = filled_table(Random(7), 0.15)
    table = "".join(row.printed_label + "".join(str(counts[key]) for key in keys(row.row_code)) for row in ROWS)
    text = "\n".join([*lines, table, "四、政府信息公开行政复议、行政诉讼情况", "无。", ""])
    report = parse_bytes(text.encode(), "dump.txt")
    cells = {CellKey(c.table, c.row, c.column): c for c in report.cells if c.table == "application"}
    read = {key: cell for key, cell in cells.items() if cell.value is not None}
    assert len(read) > 0.9 * len(counts)
    for key, cell in read.items():
        assert cell.value == counts[key]
        assert cell.locator is not None
        start, end = map(int, cell.locator.removeprefix("char:").split("-"))
        assert text[start:end] == cell.value_raw == str(counts[key])
