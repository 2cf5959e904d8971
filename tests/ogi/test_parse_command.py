"""`ogi parse` as a user meets it: a program with arguments, two streams and an exit status."""

import hashlib
import json
import os
import pty
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from ingest.errors import ISSUE_KINDS
from ingest.parse import parse_bytes

SAMPLES = Path(__file__).parents[2] / "samples"
SAMPLE = SAMPLES / "xiyi_township_2019.txt"
CONTRACT = {
    "": ["document", "title", "organ_name", "report_year", "published_on", "form"],
    "document": ["path", "sha256", "media_type"],
    "cells": ["table", "row", "column", "value", "value_raw", "unit", "status", "locator"],
    "figures": ["topic", "value", "unit", "approximate", "excerpt", "locator"],
    "sections": ["code", "title", "text"],
    "issues": ["code", "message", "locator"],
}


def ogi(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "ogi", *arguments], capture_output=True, check=False, env=os.environ | environment
    )


def objects(run: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run.stdout.decode("utf-8").splitlines()]


def test_one_json_object_per_report_as_the_contract_says() -> None:
    run = ogi("parse", SAMPLES)
    assert (run.returncode, run.stderr) == (0, b"")
    reports = objects(run)
    assert [Path(report["document"]["path"]).name for report in reports] == sorted(p.name for p in SAMPLES.iterdir())
    for report in reports:
        assert set(CONTRACT[""]) <= report.keys()
        assert list(report["document"]) == CONTRACT["document"]
        for part in ("cells", "figures", "sections", "issues"):
            for entry in report[part]:
                assert set(CONTRACT[part]) <= entry.keys()


def test_the_object_is_what_the_reader_gives() -> None:
    [report] = objects(ogi("parse", SAMPLE))
    assert report == parse_bytes(SAMPLE.read_bytes(), str(SAMPLE)).to_json()


def test_the_output_is_utf8_whatever_the_locale() -> None:
    plain = ogi("parse", SAMPLE)
    assert ogi("parse", SAMPLE, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0").stdout == plain.stdout
    assert "西邑乡".encode() in plain.stdout


def test_bad_input_gives_an_object_a_message_and_status_1_after_all_the_rest(tmp_path: Path) -> None:
    (tmp_path / "weather.txt").write_text("今天天气很好。")
    run = ogi("parse", tmp_path / "missing.txt", tmp_path / "weather.txt", SAMPLE)
    assert run.returncode == 1
    missing, weather, report = objects(run)
    assert (missing["cells"], [i["code"] for i in missing["issues"]]) == ([], ["unreadable_path"])
    assert missing["document"] == {"path": str(tmp_path / "missing.txt"), "sha256": None, "media_type": None}
    assert (weather["cells"], [i["code"] for i in weather["issues"]]) == ([], ["not_a_report"])
    assert len(report["cells"]) == 198
    first, second = run.stderr.decode().splitlines()
    assert first.startswith(f"{tmp_path}/missing.txt: unreadable_path: ")
    assert first.endswith(ISSUE_KINDS["unreadable_path"].remedy)
    assert second.startswith(f"{tmp_path}/weather.txt: not_a_report: ")


def test_an_empty_folder_is_told_and_not_passed_over(tmp_path: Path) -> None:
    run = ogi("parse", tmp_path)
    assert run.returncode == 1
    assert b"the folder holds no files" in run.stderr


@pytest.mark.parametrize(
    "arguments", [["parse"], ["parse", "--format", "xml", "x"], ["parse", "--workers", "0", "x"], ["unknown"], ["-x"]]
)
def test_wrong_usage_is_status_2_and_says_what_is_wrong(arguments: list[str]) -> None:
    run = ogi(*arguments)
    assert (run.returncode, run.stdout) == (2, b"")
    assert b"Usage: " in run.stderr
    assert b"Traceback" not in run.stderr


def test_hostile_text_cannot_break_the_lines_or_act_on_the_terminal(tmp_path: Path) -> None:
    hostile = "\x1b]0;owned\x07\x1b[2J\x9b31m\u2028\u2029\x85\u202e\r"
    path = tmp_path / f"a{hostile[:3]}\n\u202e.txt"
    path.write_text(SAMPLE.read_text(encoding="utf-8").replace("在区委", hostile + "在区委"))
    jsonl = ogi("parse", path).stdout.decode()
    assert len(jsonl.splitlines()) == 1
    assert not set("\x1b\x07\x9b\u2028\u2029\x85") & set(jsonl)
    assert "\\u001b[2J\\u009b31m\\u2028" in jsonl
    table = ogi("parse", path, "--format", "table").stdout.decode()
    assert not set("\x1b\x07\x9b\u2028\u2029\x85\u202e\r") & set(table)
    assert "a<U+001B>]0" in table
    message = ogi("parse", tmp_path / "missing\x1b[2J").stderr.decode()
    assert "missing<U+001B>[2J: unreadable_path" in message


def test_a_name_that_is_no_utf8_does_not_stop_the_program(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xd5\xfe.txt"))
    path.write_bytes(SAMPLE.read_bytes())
    run = ogi("parse", path)
    assert run.returncode == 0
    assert objects(run)[0]["document"]["path"].endswith("/\\xd5\\xfe.txt")


@pytest.mark.parametrize("output_format", ["jsonl", "table"])
def test_a_closed_pipe_ends_the_program_in_silence(tmp_path: Path, output_format: str) -> None:
    for number in range(60):
        (tmp_path / f"{number}.txt").write_bytes(SAMPLE.read_bytes())
    command = [sys.executable, "-m", "ogi", "parse", str(tmp_path), "--format", output_format]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        process.wait(20)


def test_thousands_of_paths_may_be_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("今天天气很好。")
    run = ogi("parse", *[tmp_path / "a.txt"] * 3000)
    assert len(objects(run)) == 3000


def on_terminal(*arguments: str | Path) -> tuple[bytes, bytes]:
    """Run with stderr on a terminal; returns (stdout, what the terminal got)."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "ogi", *arguments]
    seen = b""
    with tempfile.TemporaryFile() as stdout, subprocess.Popen(command, stdout=stdout, stderr=follower) as process:
        os.close(follower)
        try:
            while block := os.read(leader, 65536):
                seen += block
        except OSError:  # Linux reports the end of a terminal as an error
            process.wait(20)
        finally:
            os.close(leader)
        stdout.seek(0)
        return stdout.read(), seen


def test_progress_is_shown_on_a_terminal_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "weather.txt").write_text("今天天气很好。")
    stdout, seen = on_terminal("parse", SAMPLE, tmp_path)
    assert stdout == ogi("parse", SAMPLE, tmp_path).stdout
    assert b"/2" in seen
    assert b"not_a_report" in seen


def test_starting_takes_less_than_a_second() -> None:
    def seconds(*arguments: str | Path) -> float:
        # Of the processor: what else the machine does is not ours.
        before = os.times()
        assert ogi(*arguments).returncode == 0
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    assert min(seconds("--help") for _ in range(3)) < 0.5
    assert min(seconds("parse", SAMPLE) for _ in range(3)) < 1.0


def test_help_has_examples_and_the_version_is_printed() -> None:
    assert b"ogi parse report.txt --format table" in ogi("parse", "--help").stdout
    for command in ("run", "parse", "sql", "ui"):
        run = ogi(command, "--help")
        assert run.returncode == 0
        assert b"Examples:" in run.stdout
    assert ogi("--version").stdout.startswith(b"ogi-warehouse ")


def test_an_archive_gives_one_object_per_member_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    large = SAMPLE.read_bytes() + "\n某某某某".encode() * 200_000  # goes to its worker by way of a file
    with zipfile.ZipFile(tmp_path / "reports.zip", "w") as archive:
        archive.write(SAMPLE, "县/2019.txt")
        archive.writestr("天气.txt", "今天天气很好。")
        archive.writestr("large.txt", large)
    (tmp_path / "rows.jsonl").write_text(json.dumps({"text": SAMPLE.read_text("utf-8"), "url": "http://x.gov.cn/1"}))
    run = ogi("parse", tmp_path / "reports.zip", tmp_path / "rows.jsonl", TMPDIR=str(tmp_path / "tmp"))
    assert run.returncode == 1
    report, weather, long, row = objects(run)
    archived = f"{tmp_path}/reports.zip"
    assert report == parse_bytes(SAMPLE.read_bytes(), f"{archived}/县/2019.txt").to_json()
    assert weather["document"]["path"] == f"{archived}/天气.txt"
    assert long["document"]["sha256"] == hashlib.sha256(large).hexdigest()
    assert row["document"]["path"] == f"{tmp_path}/rows.jsonl/line:1"
    assert (row["source_url"], len(row["cells"])) == ("http://x.gov.cn/1", 198)
    assert [line.split(": ")[1] for line in run.stderr.decode().splitlines()] == ["not_a_report"]
    assert list((tmp_path / "tmp").iterdir()) == []


def test_what_a_container_had_beside_its_documents_breaks_nothing(tmp_path: Path) -> None:
    rows = [{"text": SAMPLE.read_text("utf-8")}, {"text": ""}]
    (tmp_path / "rows").write_text("".join(json.dumps(row) + "\n" for row in rows))
    run = ogi("parse", tmp_path / "rows")
    assert (run.returncode, run.stderr) == (0, b"")
    assert [i["code"] for i in objects(run)[1]["issues"]] == ["members_left_out"]


def test_an_interrupted_reading_of_an_archive_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(300):
            archive.writestr(str(number), f"第{number}份" * 200_000)
    command = [sys.executable, "-m", "ogi", "parse", str(tmp_path / "a.zip")]
    environment = os.environ | {"TMPDIR": str(tmp_path / "tmp")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as process:
        deadline = time.monotonic() + 30
        while not list((tmp_path / "tmp").glob("ogi-*/*")) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert list((tmp_path / "tmp").glob("ogi-*/*"))
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    assert process.returncode == 130
    assert list((tmp_path / "tmp").glob("ogi-*")) == []


def test_progress_is_a_count_where_containers_hide_the_number(tmp_path: Path) -> None:
    (tmp_path / "rows").write_text('{"text": "a"}\n{"text": "b"}\n')
    _, seen = on_terminal("parse", tmp_path / "rows")
    assert b"/?" in seen
