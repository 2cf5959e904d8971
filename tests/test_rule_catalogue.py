"""The catalogue of rules is the one source: tests and pages are what `make rules` writes, its words can be filled."""

import csv
import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "dbt_project" / "seeds"
RULE_MODELS = ROOT / "dbt_project" / "models" / "intermediate" / "rules"
PLACES = {"{subject}", "{expected}", "{actual}", "{difference}", "{detail}"}
NUMBERS = {"{expected}", "{actual}", "{difference}"}


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rules_page", ROOT / "docs" / "rules.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATOR = _generator()


def _rows(seed: str) -> list[dict[str, str]]:
    with (SEEDS / seed).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


RULES: list[dict[str, Any]] = GENERATOR.catalogue()
MESSAGES = _rows("rule_messages.csv")
TEMPLATES = [
    pytest.param(message, column, id=f"{message['rule_id']}-{message['case_code']}-{column}")
    for message in MESSAGES
    for column in ("message_zh", "message_en", "reason_zh", "reason_en")
    if message[column]
]


@pytest.mark.parametrize("path", GENERATOR.written(), ids=lambda path: path.name)
def test_what_follows_from_the_catalogue_was_written_from_it(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == GENERATOR.written()[path], "run `make rules`"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["rule_id"])
def test_a_rule_is_whole(rule: dict[str, str]) -> None:
    assert [column for column, text in rule.items() if not text.strip()] == []
    assert (RULE_MODELS / f"{rule['assessed_by']}.sql").exists()
    assert re.fullmatch(r"[a-z][a-z_]*", rule["slug"])


def test_every_model_that_assesses_a_rule_is_united_with_the_others() -> None:
    united = (RULE_MODELS / "int_findings_united.sql").read_text(encoding="utf-8")
    assert set(re.findall(r"'(int_\w+)'", united)) == {rule["assessed_by"] for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["rule_id"])
def test_a_rule_has_words_for_every_outcome(rule: dict[str, str]) -> None:
    outcomes = {message["outcome"] for message in MESSAGES if message["rule_id"] == rule["rule_id"]}
    assert outcomes == {"pass", "fail", "not_assessable"}


@pytest.mark.parametrize(("message", "column"), TEMPLATES)
def test_a_template_has_known_places_only(message: dict[str, str], column: str) -> None:
    places = set(re.findall(r"\{[^}]*\}?", message[column]))
    assert places <= PLACES
    if message["outcome"] == "not_assessable":
        assert not places & NUMBERS, "what cannot be assessed has no numbers"


@pytest.mark.parametrize(("message", "column"), TEMPLATES)
def test_a_message_is_a_sentence_and_a_reason_is_a_part_of_one(message: dict[str, str], column: str) -> None:
    stop = {"zh": "。", "en": "."}[column[-2:]]
    assert message[column].endswith(stop) == column.startswith("message")


def test_no_model_of_a_rule_holds_a_sentence() -> None:
    sentences = {
        path.name: found
        for path in RULE_MODELS.glob("*.sql")
        if (found := re.findall(r"'[^'\n]*(?:。|\. ?)'", re.sub(r"--.*", "", path.read_text(encoding="utf-8"))))
    }
    assert sentences == {}
