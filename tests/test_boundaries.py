"""Which part may import which. A rule is executed or it is a wish."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
PACKAGES = ("ingest", "organs", "curation", "orchestration", "publication", "dashboard", "workbooks", "ogi")

# What each package must not import, and why.
FORBIDDEN: dict[str, dict[str, str]] = {
    "ingest": {
        "dagster": "reading knows nothing of what runs when",
        "dbt": "reading knows nothing of the warehouse",
        "duckdb": "reading knows nothing of the warehouse",
        "organs": "reading is below it",
        "curation": "reading is below it",
        "orchestration": "reading is below it",
        "publication": "reading is below it",
        "ogi": "reading is below it",
    },
    "organs": {
        "dagster": "resolving knows nothing of what runs when",
        "dbt": "resolving knows nothing of the warehouse",
        "duckdb": "resolving knows nothing of the warehouse",
        "curation": "resolving is below it",
        "orchestration": "resolving is below it",
        "publication": "resolving is below it",
        "ogi": "resolving is below it",
    },
    "curation": {
        "dagster": "checking can be done and tested without a run",
        "dbt": "checking knows nothing of the warehouse",
        "duckdb": "checking knows nothing of the warehouse",
        "orchestration": "checking is below it",
        "publication": "checking is below it",
        "ogi": "checking is below it",
    },
    "publication": {
        "dagster": "publishing can be done and tested without a run",
        "dbt": "the warehouse is built when publishing begins",
        "orchestration": "publishing is below it",
        "ogi": "publishing is below it",
    },
    "dashboard": {
        "dagster": "building pages can be done and tested without a run",
        "dbt": "pages are made of feeds",
        "duckdb": "pages are made of feeds; nothing asks the warehouse",
        "ingest": "pages are made of feeds",
        "organs": "pages are made of feeds",
        "curation": "pages are made of feeds",
        "publication": "pages are made of feeds, whoever wrote them",
        "workbooks": "pages are made of feeds",
        "orchestration": "the pages are below it",
        "ogi": "the pages are below it",
    },
    "workbooks": {
        "dagster": "workbooks go out and come back without a run",
        "dbt": "the warehouse is published when a workbook is made",
        "orchestration": "workbooks are made of what is published",
        "dashboard": "pages and workbooks know nothing of each other",
        "ogi": "the command line is above it",
    },
    "orchestration": {
        "ogi": "the command line is above it",
    },
    "ogi": {
        "dagster": "commands ask orchestration",
        "dbt": "commands ask orchestration",
    },
}
# Subjects of `ingest` that the orchestration may not touch: it starts the reading and does not read.
READING = ("ingest.extract", "ingest.readers", "ingest.parse", "ingest.document")
NAMES_WITHOUT_A_SUBJECT = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "base", "core", "tools"}

MODULES = sorted(path for package in PACKAGES for path in (REPOSITORY / package).rglob("*.py"))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(REPOSITORY).with_suffix("").parts)


def imports(path: Path) -> Iterator[str]:
    """The full names of all modules that a file imports, wherever in the file it does so."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_nothing_that_its_package_must_not_know(path: Path) -> None:
    forbidden = FORBIDDEN[path.relative_to(REPOSITORY).parts[0]]
    wrong = {name: forbidden[name.split(".")[0]] for name in imports(path) if name.split(".")[0] in forbidden}
    assert wrong == {}


@pytest.mark.parametrize("path", sorted((REPOSITORY / "orchestration").rglob("*.py")), ids=name_of)
def test_the_orchestration_starts_the_reading_and_does_not_read(path: Path) -> None:
    assert [name for name in imports(path) for part in READING if f"{name}.".startswith(f"{part}.")] == []


@pytest.mark.parametrize("path", sorted((REPOSITORY / "orchestration").rglob("*.py")), ids=name_of)
def test_the_orchestration_asks_the_warehouse_nothing_of_its_own(path: Path) -> None:
    calls = (node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    methods = {function.attr for function in calls if isinstance(function, ast.Attribute)}
    assert "duckdb" not in imports(path) or methods & {"execute", "executemany", "sql", "query"} == set()


def test_a_file_is_named_after_its_subject() -> None:
    files = [*MODULES, *(REPOSITORY / "tests").rglob("*.py")]
    assert [name_of(path) for path in files if NAMES_WITHOUT_A_SUBJECT & set(path.with_suffix("").parts)] == []


def test_the_check_sees_imports_wherever_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text("import a.b\nfrom c import d\ndef f():\n    import e as g\nif True:\n    from h.i import j\n")
    assert sorted(imports(path)) == ["a.b", "c", "c.d", "e", "h.i", "h.i.j"]


@pytest.mark.parametrize(
    ("start", "absent"),
    [
        ("import ogi.app", ("dagster", "duckdb", "pyarrow", "rich.console", "ingest.parse", "dbt")),
        ("import ingest.workers", ("dagster", "duckdb", "pyarrow", "typer", "dbt")),
    ],
)
def test_starting_imports_only_what_is_needed(start: str, absent: tuple[str, ...]) -> None:
    program = f"{start}; import sys; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert set(absent) & set(run.stdout.split()) == set()
