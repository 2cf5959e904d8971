"""Writes the answers of docs/questions/*.sql, and the list of issue codes, into both READMEs.

What stands between `<!-- NAME -->` and `<!-- /NAME -->` is replaced. Run it (`make readme`) on the published warehouse
of the sample reports: no figure of a README is typed by hand.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from ingest.errors import ISSUE_KINDS

ROOT = Path(__file__).parent.parent
WIDTH = "112"


def answer(question: Path) -> str:
    """A query and what `ogi sql` prints for it, as Markdown."""
    query = question.read_text(encoding="utf-8").strip()
    ogi = Path(sys.executable).with_name("ogi")
    result = subprocess.run(
        [ogi, "sql", "--format", "table", query],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": WIDTH},
    )
    return f"```sql\n{query}\n```\n\n```text\n{result.stdout.rstrip()}\n```"


def issue_codes() -> str:
    """The codes of problems as a Markdown table."""
    rows = [f"| `{code}` | {kind.severity} | {kind.remedy} |" for code, kind in ISSUE_KINDS.items()]
    return "\n".join(["| code | severity | what to do |", "|---|---|---|", *rows])


def main() -> None:
    """Replace every block of both READMEs."""
    blocks = {question.stem: answer(question) for question in sorted((ROOT / "docs" / "questions").glob("*.sql"))}
    blocks["issue-codes"] = issue_codes()
    for readme in (ROOT / "README.md", ROOT / "README.zh-CN.md"):
        text = readme.read_text(encoding="utf-8")
        for name, content in blocks.items():
            pattern = re.compile(rf"(<!-- {name} -->\n).*?(\n?<!-- /{name} -->)", re.DOTALL)
            text, found = pattern.subn(lambda m, c=content: f"{m[1]}\n{c}\n\n{m[2].lstrip()}", text)
            if found != 1:
                raise SystemExit(f"{readme.name}: the block {name} stands there {found} times, once is needed")
        readme.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
