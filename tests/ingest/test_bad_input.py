"""Bad input of every kind, together with good reports: each bad one has its code, the good ones come out whole."""

import os
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from ingest.batch import BatchSummary, parse_collection
from ingest.errors import ISSUE_KINDS
from ingest.home import Home
from ingest.parse import parse_bytes
from ingest.parsed_rows import report_rows
from ingest.parsed_tables import ParsedWriter
from ingest.report import Report
from ingest.store import RawStore, TakeInSummary, take_in

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
SAMPLE = SAMPLES[0].read_bytes()


def take_in_and_read(home: Home, folder: Path) -> tuple[TakeInSummary, BatchSummary]:
    store, catalogue = RawStore(home.raw), home.catalogue_of("c")
    taken = take_in([folder], "c", store, catalogue)
    return taken, parse_collection(store, catalogue, home.parsed, "c")


def rows(home: Home, table: str) -> list[dict[str, Any]]:
    return pq.read_table(home.parsed / table / "c.parquet").to_pylist()


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200 * 1024**2)


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty.txt": (lambda path: path.touch(), "empty_file"),
    "huge.txt": (sparse, "too_large"),
    "binary.txt": (lambda path: path.write_bytes(random.Random(1).randbytes(50_000)), "binary_content"),
    "latin.txt": (lambda path: path.write_bytes("été où çà là ".encode("latin-1") * 50), "undecodable_text"),
    "pdf called text.txt": (lambda path: path.write_bytes(b"%PDF-1.7\n" + SAMPLE), "damaged_document"),
    "page called text.txt": (
        lambda path: path.write_text("<html><body><p>今天天气很好,我们去公园散步。</p></body></html>"),
        "not_a_report",
    ),
    "weather.txt": (lambda path: path.write_text("今天天气很好,我们去公园散步。" * 20), "not_a_report"),
    "fifo": (os.mkfifo, "unreadable_path"),
    "dangling.txt": (lambda path: path.symlink_to("nowhere.txt"), "unreadable_path"),
    "loop": (lambda path: path.symlink_to("."), "unreadable_path"),
    "out.txt": (lambda path: path.symlink_to("/etc/passwd"), "unreadable_path"),
}


def test_one_batch_of_good_and_bad_input_gives_every_good_report_whole(tmp_path: Path) -> None:
    home, folder = Home(tmp_path / "home"), tmp_path / "in"
    folder.mkdir()
    for sample in SAMPLES:
        (folder / sample.name).write_bytes(sample.read_bytes())
    (folder / "z_copy.txt").write_bytes(SAMPLE)
    for name, (make, _) in BAD.items():
        make(folder / name)
    taken, read = take_in_and_read(home, folder)

    refused = {"empty.txt", "huge.txt", "fifo", "dangling.txt", "loop", "out.txt"}
    assert taken == TakeInSummary(stored=len(SAMPLES) + len(BAD) - len(refused), duplicates=1, refused=len(refused))
    assert (read.documents, read.reports, read.broken) == (taken.stored, len(SAMPLES), len(BAD))
    errors = {Path(i["source_path"]).name: i["code"] for i in rows(home, "issues") if i["severity"] == "error"}
    assert errors == {name: code for name, (_, code) in BAD.items()}
    alone = [report_rows(parse_bytes(s.read_bytes(), str(folder / s.name)), "c") for s in SAMPLES]
    for table in ("cells", "figures", "sections"):
        assert len(rows(home, table)) == sum(len(report[table]) for report in alone)
    cells = [{k: v for k, v in cell.items() if v is not None} for cell in rows(home, "cells")]
    assert cells == [{k: v for k, v in cell.items() if v is not None} for report in alone for cell in report["cells"]]


def test_a_folder_of_a_thousand_junk_files_is_coded_file_by_file_in_seconds(tmp_path: Path) -> None:
    home, folder = Home(tmp_path / "home"), tmp_path / "in"
    folder.mkdir()
    dice = random.Random(7)
    for number in range(1000):
        path = folder / f"{number:04}.txt"
        match number % 4:
            case 0:
                path.write_bytes(dice.randbytes(dice.randrange(1, 5000)))
            case 1:
                path.write_text("".join(chr(dice.randrange(0x4E00, 0x9FFF)) for _ in range(dice.randrange(1, 3000))))
            case 2:
                path.write_text("".join(dice.choices("0123456789 一二三|\n总计申请公开", k=dice.randrange(1, 3000))))
            case 3:
                path.touch()
    started = time.monotonic()
    taken, read = take_in_and_read(home, folder)
    assert time.monotonic() - started < 30
    assert taken.refused == 250
    assert (read.reports, read.broken) == (0, 1000 - taken.duplicates)
    codes = Counter(i["code"] for i in rows(home, "issues") if i["severity"] == "error")
    assert codes.total() == 1000 - taken.duplicates
    assert codes["empty_file"] == 250
    assert codes["reader_failed"] == codes["time_limit"] == 0
    assert rows(home, "cells") == []


def values(report: Report) -> dict[tuple[str, str, str], object]:
    return {(c.table, c.row, c.column): c.value for c in report.cells if c.value is not None}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("tenths", range(1, 10))
def test_a_truncated_report_gives_no_value_that_the_whole_does_not_give(sample: Path, tenths: int) -> None:
    raw = sample.read_bytes()
    whole = values(parse_bytes(raw, "whole"))
    cut = parse_bytes(raw[: len(raw) * tenths // 10], "cut")
    assert values(cut).items() <= whole.items()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_the_encoding_changes_nothing_of_what_is_read(sample: Path, encoding: str) -> None:
    raw = sample.read_bytes()
    plain, other = parse_bytes(raw, "x"), parse_bytes(raw.decode().encode(encoding), "x")
    assert other.cells == plain.cells
    assert other.issues == plain.issues


# Each of the named ones once gave a number that had lost a digit or its sign, or took the ordinal of a label for one.
@pytest.mark.parametrize("seed", [*range(8), 170, 193, 228, 234, 245, 386, 413, 469, 589, 719])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_broken_bytes_never_change_a_number_into_another(seed: int, encoding: str) -> None:
    dice = random.Random(seed)
    for sample in SAMPLES[:4]:
        for damaged_encoding in ("utf-8", "gb18030"):
            whole = sample.read_bytes().decode().encode(damaged_encoding)
            broken = bytearray(whole)
            for _ in range(dice.choice([1, 3, 8, 30])):
                place, kind = dice.randrange(len(broken)), dice.random()
                if kind < 0.4:
                    broken[place] = 0xFF
                elif kind < 0.7:
                    broken[place] = dice.randrange(0x81, 0xFF)
                elif broken[place] > 0x7F:
                    del broken[place]
            if damaged_encoding == encoding:
                assert (
                    values(parse_bytes(bytes(broken), "broken")).items() <= values(parse_bytes(whole, "whole")).items()
                )


def test_every_code_of_a_problem_has_a_remedy_that_is_a_sentence() -> None:
    assert [code for code, kind in ISSUE_KINDS.items() if not kind.remedy.endswith(".")] == []


def test_a_number_that_no_table_can_hold_is_unreadable_and_stops_nothing(tmp_path: Path) -> None:
    printed = (
        "某县2020年政府信息公开工作年度报告\n统计期限自2020年1月1日起至2020年12月31日止。\n一、总体情况\n"
        f"全年主动公开信息{'9' * 40}条,占比33.333333333%,收到申请{'8' * 400}件。\n二、主动公开政府信息情况\n"
        "第二十条第(一)项\n信息内容 本年新制作数量 本年新公开数量 对外公开总数量\n"
        f"规章 {'9' * 32} 2 3\n规范性文件 1 2 3\n第二十条第(九)项\n信息内容 采购项目数量 采购总金额(万元)\n"
        "政府集中采购 12 345.123456789012\n三、收到和处理政府信息公开申请情况\n"
    )
    report = parse_bytes(printed.encode(), "huge.txt")
    cells = {(cell.row, cell.column): (cell.status, cell.value_raw) for cell in report.cells}
    assert cells["rules", "made_this_year"] == ("unreadable", "9" * 32)
    assert cells["government_procurement", "procurement_amount"] == ("unreadable", "345.123456789012")
    assert cells["normative_documents", "made_this_year"] == ("reported", "1")
    with ParsedWriter(tmp_path, "c") as writer:
        writer.write(report)
    assert writer.row_counts["cells"] == len(report.cells)
