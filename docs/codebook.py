"""Writes docs/codebook.md and docs/codebook.zh-CN.md: every published table and column, from the dbt project.

English texts are the descriptions in the YAML of the models. A description in both languages joins them by " · "
(Chinese first); for all others the Chinese stands in docs/codebook.zh.csv beside the exact English text, so that a text
that changes loses its translation and asks for a new one. Run it (`make codebook`) after a change of a description; it
names the texts that have no Chinese. `tests/test_written_pages.py` fails on these, and on a page that is out of date.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ingest.errors import ISSUE_KINDS
from orchestration.dbt_manifest import load_manifest

ROOT = Path(__file__).parent.parent
TRANSLATIONS = ROOT / "docs" / "codebook.zh.csv"
PAGES = {"en": ROOT / "docs" / "codebook.md", "zh": ROOT / "docs" / "codebook.zh-CN.md"}
LAYERS = ("marts", "quality", "views", "feeds")

_WORDS = {
    "en": {
        "intro": """# Codebook

Every table that is published, with every column. Written by `make codebook` from the dbt project; in the database the
same texts are comments (`select * from duckdb_columns()`). Codes stand at the end.
""",
        "marts": "`marts`: facts and dimensions",
        "quality": "`quality`: rules and findings",
        "views": "`views`: for people",
        "feeds": "`feeds`: published as files",
        "columns": "| column | type | what it is |\n|---|---|---|",
        "key": "Key",
        "one of": "One of",
        "codes": "Codes",
        "colon": ": ",
        "row": "Rows of the tables",
        "column": "Columns of the tables",
        "section": "Sections",
        "topic": "Topics of the prose",
        "issue": "Problems of reading",
        "rule": "Rules",
    },
    "zh": {
        "intro": """# 数据说明

所有发布的表及其每一列。本页由 `make codebook` 根据dbt工程生成；数据库中的注释为英文原文（视图为中英文）。代码表在最后。
""",
        "marts": "`marts`：事实和维度",
        "quality": "`quality`：规则和核对结果",
        "views": "`views`：供人查询的视图",
        "feeds": "`feeds`：以文件发布的数据",
        "columns": "| 列 | 类型 | 含义 |\n|---|---|---|",
        "key": "主键",
        "one of": "取值",
        "codes": "代码",
        "colon": "：",
        "row": "表格的行",
        "column": "表格的列",
        "section": "报告的各部分",
        "topic": "正文数字的主题",
        "issue": "读取中的问题",
        "rule": "规则",
    },
}


class MissingTranslationError(Exception):
    """Texts of the dbt project have no Chinese yet; the message lists them."""


def published_models(manifest: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The models that others read, by layer and name."""
    models = [n for n in manifest["nodes"].values() if n["resource_type"] == "model" and n["schema"] in LAYERS]
    return sorted(models, key=lambda model: (LAYERS.index(model["schema"]), model["name"]))


def descriptions(manifest: Mapping[str, Any]) -> list[str]:
    """Every description of a published table or column, once, in order of appearance."""
    texts: dict[str, None] = {}
    for model in published_models(manifest):
        texts[_flat(model["description"])] = None
        texts.update((_flat(column["description"]), None) for column in model["columns"].values())
    return list(texts)


def translations() -> dict[str, str]:
    """The Chinese of every English text that has one."""
    with TRANSLATIONS.open(encoding="utf-8", newline="") as file:
        return {row["english"]: row["chinese"] for row in csv.DictReader(file)}


def untranslated(manifest: Mapping[str, Any]) -> list[str]:
    """The descriptions that have no Chinese."""
    known = translations()
    return [text for text in descriptions(manifest) if " · " not in text and not known.get(text)]


def page(manifest: Mapping[str, Any], language: str) -> str:
    """The codebook as Markdown, in English ("en") or Chinese ("zh").

    Raises MissingTranslationError when a text has no Chinese.
    """
    if missing := untranslated(manifest):
        raise MissingTranslationError("no Chinese in docs/codebook.zh.csv for:\n" + "\n".join(missing))
    words, known = _WORDS[language], translations()

    def said(text: str) -> str:
        text = _flat(text)
        chinese, bilingual, english = text.partition(" · ")
        if not bilingual:
            chinese, english = known[text], text
        return (english if language == "en" else chinese).replace("|", "\\|").replace("<", "&lt;")

    accepted = _accepted_values(manifest)
    lines = [words["intro"]]
    layer = None
    for model in published_models(manifest):
        if model["schema"] != layer:
            layer = model["schema"]
            lines += [f"## {words[layer]}", ""]
        lines += [f"### {model['name']}", "", said(model["description"]), ""]
        if model.get("primary_key"):
            lines += [f"{words['key']}{words['colon']}{', '.join(f'`{name}`' for name in model['primary_key'])}", ""]
        lines += [words["columns"]]
        for name, column in model["columns"].items():
            values = accepted.get((model["unique_id"], name), [])
            listed = (
                f" {words['one of']}{words['colon']}{', '.join(f'`{value}`' for value in values)}" if values else ""
            )
            lines += [f"| `{name}` | {column.get('data_type') or ''} | {said(column['description'])}{listed} |"]
        lines += [""]
    return "\n".join([*lines, *_code_lists(language)]) + "\n"


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _accepted_values(manifest: Mapping[str, Any]) -> dict[tuple[str, str], list[str]]:
    """The values that a test allows, by model and column."""
    values = {}
    for node in manifest["nodes"].values():
        test = node.get("test_metadata")
        if node["resource_type"] == "test" and test and test["name"] == "accepted_values":
            values[node["attached_node"], node["column_name"]] = list(map(str, test["kwargs"]["values"]))
    return values


def _code_lists(language: str) -> Iterator[str]:
    words = _WORDS[language]
    forms, seeds = ROOT / "ingest" / "forms", ROOT / "dbt_project" / "seeds"
    is_english = language == "en"
    yield f"## {words['codes']}"
    label = "label_en" if is_english else "label"
    rows = [("application", row["row_code"], row[label]) for row in _csv(forms / "application_rows.csv")]
    columns = [
        ("application", column["column_code"], column[label]) for column in _csv(forms / "application_columns.csv")
    ]
    for table, name in (("disclosure", "disclosure_cells.csv"), ("legal", "legal_cells.csv")):
        for cell in _csv(forms / name):
            rows.append((table, cell["row_code"], cell[f"row_{label}"]))
            columns.append((table, cell["column_code"], cell[f"column_{label}"]))
    yield from _code_list(words["row"], rows)
    yield from _code_list(words["column"], columns)
    tail = "en" if is_english else "zh"
    for kind, seed, code, title in (
        ("section", "report_sections", "section_code", "title"),
        ("topic", "prose_topics", "topic", "label"),
        ("rule", "rules", "rule_id", "title"),
    ):
        listed = _csv(seeds / f"{seed}.csv")
        yield from _code_list(words[kind], [(row[code], row[f"{title}_{tail}"]) for row in listed])
    yield from _code_list(words["issue"], [(code, kind.severity) for code, kind in ISSUE_KINDS.items()])


def _code_list(title: str, rows: list[tuple[str, ...]]) -> Iterator[str]:
    unique = list(dict.fromkeys(rows))
    yield from ("", f"### {title}", "", "|" + " |" * len(unique[0]), "|" + "---|" * len(unique[0]))
    for row in unique:
        yield "| " + " | ".join([*(f"`{code}`" for code in row[:-1]), row[-1]]) + " |"


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    """Write both pages, or name what has no Chinese and stop."""
    manifest = load_manifest()
    try:
        for language, path in PAGES.items():
            path.write_text(page(manifest, language), encoding="utf-8")
    except MissingTranslationError as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()
