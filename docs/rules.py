"""Writes what follows from the catalogue of rules: the test of each rule in fct_finding.yml, and two pages on rules.

The catalogue is dbt_project/seeds/rules.csv with the words of its findings in rule_messages.csv. Run it (`make rules`)
after a change of either; `tests/test_rule_catalogue.py` fails when what was written is not what the catalogue says.
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "dbt_project" / "seeds"
TESTS = ROOT / "dbt_project" / "models" / "quality" / "fct_finding.yml"

_BLOCK = re.compile(r"(?<=\n)(      # rules: [^\n]*\n).*?(      # end of rules\n)", re.DOTALL)

Row = Mapping[str, str]

_WORDS = {
    "en": {
        "title": "The rules",
        "intro": (
            "What every report is held to. Each rule answers for each report `pass`, `fail`, or `not_assessable` with\n"
            "the reason; a rule whose inputs are missing never passes. Findings stand in `quality.fct_finding`, the\n"
            "cells and numbers that they rest on in `quality.fct_finding_evidence`, and this catalogue in\n"
            "`feeds.feed_rule`."
        ),
        "kinds": (
            "A finding that is no pass tells whose problem it is: `printing` (the report itself), `reading` (what is\n"
            "printed could not be made out), `copy` (the document taken in is cut off or lacks its tables). Where the\n"
            "rule has nothing to say of a report, there is none."
        ),
        "places": (
            "In the messages `{subject}` is what was assessed, `{expected}` and `{actual}` are the two numbers,\n"
            "`{difference}` is how far they are apart, and `{detail}` lists cells or words."
        ),
        "generated": "Written by `make rules` from `dbt_project/seeds/rules.csv` and `rule_messages.csv`.",
        "overview": "| rule | | severity | forms |",
        "formula": "Formula",
        "basis": "Basis",
        "forms": "Forms",
        "severity": "Severity",
        "tolerance": "Tolerance",
        "expected": "Expected",
        "actual": "Actual",
        "assessed": "Assessed by",
        "cases": "| case | outcome | problem | message |",
        "colon": ": ",
        "check": "check",
    },
    "zh": {
        "title": "核对规则",
        "intro": (
            "每份报告都按下列规则核对。每条规则对每份报告给出 `pass`（通过）、`fail`（不通过）或 `not_assessable`\n"
            "（无法核对，并写明原因）；缺少数据的规则从不算通过。结果在 `quality.fct_finding`，所依据的单元格和数字在\n"
            "`quality.fct_finding_evidence`，本目录在 `feeds.feed_rule`。"
        ),
        "kinds": (
            "未通过的结果写明问题出在哪里：`printing`（报告本身）、`reading`（印有内容但未能确定读法）、`copy`（收到的文本\n"
            "不完整或没有表格）。规则不适用于某份报告时，不列问题。"
        ),
        "places": (
            "消息模板中，`{subject}` 是核对的对象，`{expected}` 和 `{actual}` 是两个数，`{difference}` 是两者之差，\n"
            "`{detail}` 列出单元格或原文。"
        ),
        "generated": "本页由 `make rules` 根据 `dbt_project/seeds/rules.csv` 和 `rule_messages.csv` 生成。",
        "overview": "| 规则 | | 严重程度 | 适用格式 |",
        "formula": "公式",
        "basis": "依据",
        "forms": "适用格式",
        "severity": "严重程度",
        "tolerance": "容差",
        "expected": "应为",
        "actual": "实为",
        "assessed": "核对模型",
        "cases": "| 情形 | 结果 | 问题 | 消息 |",
        "colon": "：",
        "check": "检查",
    },
}


def catalogue() -> list[dict[str, str]]:
    """The rules in the order of the catalogue, each with its columns as text."""
    return _rows(SEEDS / "rules.csv")


def check_name(rule: Row) -> str:
    """The name of a rule's dbt test, which is that of its asset check in Dagster: finding_a1_balance."""
    return f"finding_{rule['rule_id'].lower()}_{rule['slug']}"


def tests_yaml() -> str:
    """fct_finding.yml with one test for each rule between its two marks. Raises ValueError when the marks are gone."""
    text = TESTS.read_text(encoding="utf-8")
    written, found = _BLOCK.subn(lambda marks: marks[1] + "".join(map(_test, catalogue())) + marks[2], text)
    if found != 1:
        raise ValueError(f"{TESTS.name}: the marks of the rules stand there {found} times, once is needed")
    return written


def page(language: str) -> str:
    """The page on all rules, "en" or "zh", as Markdown."""
    words, rules, messages = _WORDS[language], catalogue(), _rows(SEEDS / "rule_messages.csv")
    parts = [f"# {words['title']}", *(words[name] for name in ("intro", "kinds", "places", "generated"))]
    overview = [words["overview"], "|---|---|---|---|"]
    overview += [
        f"| [{rule['rule_id']}](#{rule['rule_id'].lower()}) | {_cell(rule[f'title_{language}'])} | {rule['severity']}"
        f" | {rule['forms'].replace(' ', ', ')} |"
        for rule in rules
    ]
    parts.append("\n".join(overview))
    for rule in rules:
        cases = [message for message in messages if message["rule_id"] == rule["rule_id"]]
        parts += _section(rule, cases, language)
    return "\n\n".join(parts) + "\n"


def written() -> dict[Path, str]:
    """Every file that follows from the catalogue, with what has to stand in it."""
    return {
        TESTS: tests_yaml(),
        ROOT / "docs" / "rules.md": page("en"),
        ROOT / "docs" / "rules.zh-CN.md": page("zh"),
    }


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _test(rule: Row) -> str:
    told = f"{rule['rule_id']} {rule['title_zh']} · {rule['title_en']}: {rule['formula_en']}"
    return (
        "      - no_finding_fails:\n"
        f"          name: {check_name(rule)}\n"
        f"          description: {json.dumps(told, ensure_ascii=False)}\n"
        "          arguments:\n"
        f"            rule_id: {rule['rule_id']}\n"
    )


def _section(rule: Row, cases: list[dict[str, str]], language: str) -> Iterator[str]:
    words = _WORDS[language]
    yield f'## <a id="{rule["rule_id"].lower()}"></a>{rule["rule_id"]} {rule[f"title_{language}"]}'
    facts = {
        "formula": rule[f"formula_{language}"],
        "basis": rule[f"basis_{language}"],
        "expected": rule[f"expected_{language}"],
        "actual": rule[f"actual_{language}"],
        "tolerance": rule["tolerance"],
        "assessed": f"`{rule['assessed_by']}`; {words['check']} `{check_name(rule)}`",
    }
    yield "\n".join(f"- **{words[name]}**{words['colon']}{text}" for name, text in facts.items())
    table = [words["cases"], "|---|---|---|---|"]
    for case in cases:
        columns = (f"`{case['case_code']}`", case["outcome"], case["problem_kind"], case[f"message_{language}"])
        table.append("| " + " | ".join(_cell(column) or "–" for column in columns) + " |")
    yield "\n".join(table)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def main() -> None:
    """Write every file anew."""
    for path, text in written().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
