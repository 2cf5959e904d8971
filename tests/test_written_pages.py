"""Pages that are written from the project are what the project says now, and nothing in them lacks its Chinese."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from orchestration.dbt_manifest import load_manifest

ROOT = Path(__file__).parents[1]


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"{name}_page", ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


INDICATORS, CODEBOOK = _module("indicators"), _module("codebook")


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    return load_manifest()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_dictionary_of_indicators_is_that_of_the_seeds(language: str) -> None:
    assert INDICATORS.PAGES[language].read_text(encoding="utf-8") == INDICATORS.page(language), "run `make indicators`"


def test_every_published_table_and_column_has_its_chinese(manifest: dict[str, Any]) -> None:
    assert CODEBOOK.untranslated(manifest) == [], "add them to docs/codebook.zh.csv, then run `make codebook`"


def test_no_translation_outlives_its_text(manifest: dict[str, Any]) -> None:
    assert set(CODEBOOK.translations()) - set(CODEBOOK.descriptions(manifest)) == set()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_codebook_is_that_of_the_project(manifest: dict[str, Any], language: str) -> None:
    assert CODEBOOK.PAGES[language].read_text(encoding="utf-8") == CODEBOOK.page(manifest, language), (
        "run `make codebook`"
    )


def test_the_codebook_names_every_published_table_and_column(manifest: dict[str, Any]) -> None:
    page = CODEBOOK.page(manifest, "en")
    for model in CODEBOOK.published_models(manifest):
        assert f"### {model['name']}\n" in page
        assert all(f"| `{column}` |" in page for column in model["columns"])
    assert {model["schema"] for model in CODEBOOK.published_models(manifest)} == {"marts", "quality", "views", "feeds"}


def test_the_chinese_page_is_in_chinese(manifest: dict[str, Any]) -> None:
    ascii_only = [text for text, chinese in CODEBOOK.translations().items() if chinese.isascii()]
    assert ascii_only == []
    assert [line for line in CODEBOOK.page(manifest, "zh").splitlines() if " · " in line] == []
