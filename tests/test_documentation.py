"""What is public says what it is: packages in three parts, modules, classes and functions in a sentence at least."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
MODULES = sorted(
    path
    for package in ("ingest", "organs", "curation", "orchestration", "publication", "dashboard", "workbooks", "ogi")
    for path in (REPOSITORY / package).rglob("*.py")
)
THREE_PARTS = ("What this is:", "What to add here:", "What to keep out:")

Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


def public_definitions(module: ast.Module) -> Iterator[Definition]:
    """Public classes, functions and methods that must describe themselves.

    A property is described with its class, an overriding method with its base, a Dagster definition where it is
    decorated: @dg.definitions says all, the others take a description.
    """
    for node in module.body:
        if isinstance(node, Definition) and not node.name.startswith("_") and not is_described_by_decorator(node):
            yield node
            if isinstance(node, ast.ClassDef) and not node.bases:
                methods = (inner for inner in node.body if isinstance(inner, ast.FunctionDef))
                yield from (m for m in methods if not m.name.startswith("_") and not is_property(m))


def is_property(method: ast.FunctionDef) -> bool:
    return "property" in map(ast.unparse, method.decorator_list)


def is_described_by_decorator(definition: Definition) -> bool:
    return any(
        ast.unparse(decorator) == "dg.definitions"
        or (isinstance(decorator, ast.Call) and "description" in [keyword.arg for keyword in decorator.keywords])
        for decorator in definition.decorator_list
    )


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_everything_public_says_what_it_is(path: Path) -> None:
    module = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(module), "the module says nothing of itself"
    silent = [f"{node.name} (line {node.lineno})" for node in public_definitions(module) if not ast.get_docstring(node)]
    assert silent == []


@pytest.mark.parametrize("path", [p for p in MODULES if p.name == "__init__.py"], ids=name_of)
def test_a_package_says_what_belongs_in_it_and_what_does_not(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    assert [part for part in THREE_PARTS if part not in docstring] == []


def test_every_folder_of_modules_is_a_package() -> None:
    assert [name_of(folder) for folder in {p.parent for p in MODULES} if not (folder / "__init__.py").exists()] == []


def test_the_check_sees_what_says_nothing() -> None:
    source = 'class A:\n  """Say."""\n  def b(self): pass\n  def _c(self): pass\n  @property\n  def d(self): pass\n'
    module = ast.parse(source + "class B(A):\n  def b(self): pass\ndef e(): pass\n")
    assert [node.name for node in public_definitions(module) if not ast.get_docstring(node)] == ["b", "B", "e"]
