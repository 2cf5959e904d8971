"""The twenty questions can be asked of every warehouse, also of one without peers, series or later years."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from warehouse.built_warehouse import Warehouse

pytestmark = pytest.mark.xdist_group("warehouse")

ROOT = Path(__file__).parents[2]


def _module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("questions_page", ROOT / "docs" / "questions.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


QUESTIONS = _module()


def test_there_are_twenty_questions_in_two_languages() -> None:
    assert [path.name[:2] for path in QUESTIONS.QUESTIONS] == [f"{number:02}" for number in range(1, 21)]
    for path in QUESTIONS.QUESTIONS:
        titles = QUESTIONS.titles(path)
        assert titles["zh"].endswith(("？", "。")), path.name
        assert titles["en"].isascii() or "’" in titles["en"], path.name


@pytest.mark.parametrize("question", QUESTIONS.QUESTIONS, ids=lambda path: path.stem)
def test_a_question_can_be_asked(warehouse: Warehouse, question: Path) -> None:
    names, _ = QUESTIONS.answer(question, warehouse.connection)
    assert len(names) == len(set(names)) >= 3


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_shows_every_question_with_its_query(language: str) -> None:
    page = QUESTIONS.PAGES[language].read_text(encoding="utf-8")
    for number, path in enumerate(QUESTIONS.QUESTIONS, start=1):
        heading = f"## {number}. {QUESTIONS.titles(path)[language]}"
        assert f"{heading}\n\n```sql\n{QUESTIONS.query(path)}\n```\n" in page, "run `make questions`"
