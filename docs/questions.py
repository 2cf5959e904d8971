"""Writes docs/questions.md and docs/questions.zh-CN.md: the twenty queries of docs/questions/panel with their answers.

The answers are those of a province made for the purpose, with planted problems (tests/province), taken in by the
program itself: no real organ stands in them. `make questions` makes it, which takes some minutes; with the path of a
warehouse as argument the questions are asked there. `tests/province/test_found.py` makes the same province and holds
the pages against it.
"""

import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import duckdb

ROOT = Path(__file__).parent.parent
QUESTIONS = sorted((ROOT / "docs" / "questions" / "panel").glob("*.sql"))
PAGES = {"en": ROOT / "docs" / "questions.md", "zh": ROOT / "docs" / "questions.zh-CN.md"}
_LONGEST_TEXT = 120

_INTRO = {
    "en": """# Twenty questions

What researchers, journalists and disclosure offices ask, each as a query that runs on your own warehouse
(`ogi sql "…"`). The answers here are those of a province made for the purpose, with planted problems; none of its
organs exists. Written by `make questions`.
""",
    "zh": """# 二十个问题

研究者、记者和政府信息公开机构常问的问题，每个问题附一条可在自己的数据仓库上运行的查询（`ogi sql "…"`）。
这里的答案来自为此生成的一个省，其中埋有各种问题；所列机关都不存在。本页由 `make questions` 生成。
""",
}
_NO_ROWS = {"en": "*None.*", "zh": "*没有。*"}


def titles(question: Path) -> dict[str, str]:
    """The question in Chinese and English: the first two lines of its file."""
    chinese, english = question.read_text(encoding="utf-8").splitlines()[:2]
    return {"zh": chinese.removeprefix("-- "), "en": english.removeprefix("-- ")}


def query(question: Path) -> str:
    """The SQL of a question, without its titles."""
    return "\n".join(question.read_text(encoding="utf-8").splitlines()[2:]).strip()


def answer(question: Path, connection: duckdb.DuckDBPyConnection) -> tuple[list[str], list[tuple[object, ...]]]:
    """Column names and rows of the answer."""
    result = connection.execute(query(question))
    return [column[0] for column in result.description or ()], result.fetchall()


def page(connection: duckdb.DuckDBPyConnection, language: str) -> str:
    """All questions with their queries and answers as Markdown, in English ("en") or Chinese ("zh")."""
    lines = [_INTRO[language]]
    for number, question in enumerate(QUESTIONS, start=1):
        names, rows = answer(question, connection)
        lines += [f"## {number}. {titles(question)[language]}", "", "```sql", query(question), "```", ""]
        if rows:
            lines += [f"| {' | '.join(names)} |", "|" + "---|" * len(names)]
            lines += ["| " + " | ".join(_cell(value) for value in row) + " |" for row in rows]
        else:
            lines += [_NO_ROWS[language]]
        lines += [""]
    return "\n".join(lines)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    text = str(value).replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
    return text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + "…"


def _province(folder: Path) -> Path:
    """Make the province of the tests in `folder`, take it in, and give the published warehouse."""
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]
    from province.home import make_province  # noqa: PLC0415 - stands with the tests

    run = make_province(folder)
    if run.exit_status != 0:
        raise SystemExit(run.messages)
    return run.warehouse


def main() -> None:
    """Write both pages from the warehouse named, or from a province made now."""
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(sys.argv[1]) if len(sys.argv) > 1 else _province(Path(folder))
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            for language, path in PAGES.items():
                path.write_text(page(connection, language), encoding="utf-8")


if __name__ == "__main__":
    main()
