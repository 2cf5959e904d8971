"""The province of the tests is what it says: sound where nothing is planted, and wrong only where something is."""

import csv
import gzip
import time
from pathlib import Path
from random import Random

import pytest

from province.files import FORMATS, write_file
from province.judging import expected_failures
from province.panel import Panel
from province.places import all_places
from province.planting import FAULT_KINDS, faultless_panel, faulty_panel
from province.report import draft_of

REGIONS = Path(__file__).parents[2] / "organs" / "data"


@pytest.fixture(scope="module")
def panel() -> Panel:
    return faulty_panel(60, seed=1)


def test_no_region_of_the_province_bears_the_name_of_a_real_one() -> None:
    real = set()
    for name in ("regions.csv.gz", "region_names.csv.gz"):
        with gzip.open(REGIONS / name, "rt", encoding="utf-8") as file:
            real |= {row["region_name"] for row in csv.DictReader(file)}
    places = list(all_places(8))
    assert not {place.name for place in places} & real
    assert len({place.name for place in places}) == len({place.code for place in places}) == len(places)


def test_nothing_is_wrong_where_nothing_is_planted() -> None:
    assert expected_failures(faultless_panel(60, seed=1)) == []


def test_the_same_seed_makes_the_same_province(panel: Panel) -> None:
    assert faulty_panel(60, seed=1).reports == panel.reports
    assert faulty_panel(60, seed=2).reports != panel.reports


def test_the_same_report_gives_the_same_bytes_in_every_format(panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = draft_of(next(panel.published()))
    first = {kind: write_file(draft, kind, Random(1)) for kind in FORMATS}
    hour = time.localtime(1_600_000_000)
    monkeypatch.setattr(time, "localtime", lambda *_: hour)
    assert {kind: write_file(draft, kind, Random(1)) for kind in FORMATS} == first


def test_every_kind_of_problem_is_planted_and_breaks_the_rule_it_is_planted_for(panel: Panel) -> None:
    assert {fault.kind for fault in panel.faults} == set(FAULT_KINDS)
    broken = {(failure.office_key, failure.rule_id) for failure in expected_failures(panel)}
    owed = {(fault.office_key, rule) for fault in panel.faults for rule in fault.rules}
    assert owed <= broken


def test_every_failure_follows_from_a_planted_problem(panel: Panel) -> None:
    planted = {key for fault in panel.faults for key in (fault.office_key, fault.source_key)}
    assert {failure.office_key for failure in expected_failures(panel)} <= planted
