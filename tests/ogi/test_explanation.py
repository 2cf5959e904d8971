"""`ogi parse --explain` tells a person who doubts a cell how it was read."""

import subprocess
import sys
from pathlib import Path

import pytest

from ingest.parse import parse_path
from ingest.report import RULES

SAMPLES = Path(__file__).parents[2] / "samples"
SAMPLE = SAMPLES / "shule_county_2020.txt"


def explained(*arguments: str | Path) -> str:
    run = subprocess.run(
        [sys.executable, "-m", "ogi", "parse", *arguments, "--explain"], capture_output=True, check=True
    )
    return run.stdout.decode("utf-8")


def test_a_row_is_explained_by_its_label_its_place_and_its_rule() -> None:
    text = explained(SAMPLE, "--cell", "application/granted/*")
    granted = {c.column: c for c in parse_path(SAMPLE).cells if (c.table, c.row) == ("application", "granted")}
    how = granted["total"].how
    assert how is not None
    assert f"label {how.label!r} at {how.label_locator}, read as '予以公开' (exactly)" in text
    assert f"rule {how.rule}: {RULES[how.rule]}" in text
    for cell in granted.values():
        assert cell.locator is not None
        assert cell.locator in text
    assert "granted_in_part" not in text


def test_a_misprinted_label_is_shown_with_the_number_of_characters_that_differ(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        SAMPLE.read_text("utf-8").replace("本机关不掌握相关政府信息", "本机关不掌控相关政府信息"), "utf-8"
    )
    assert "(1 characters differ)" in explained(report, "--cell", "application/unavailable_not_held/*")


def test_a_row_that_is_not_printed_and_a_pattern_that_matches_nothing_say_so() -> None:
    assert "the report does not print it" in explained(SAMPLES / "xuanzhou_district_2020.txt", "--cell", "legal/*")
    assert "no cell matches x/y" in explained(SAMPLE, "--cell", "x/y")


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_every_value_of_a_sample_has_its_rule_and_its_label(path: Path) -> None:
    text = path.read_bytes().decode("utf-8-sig")
    for cell in parse_path(path).cells:
        if cell.value is None:
            continue
        assert cell.how is not None, cell
        assert cell.how.rule in RULES
        start, end = map(int, cell.how.label_locator.removeprefix("char:").split("-"))
        assert text[start:end] == cell.how.label
