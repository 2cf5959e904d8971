"""The columns of the sheet of findings, and the words that go into the reply; what is written is what is read back."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from curation.columns import Decision
from workbooks.corrections import Correction
from workbooks.plain_text import lines, plain
from workbooks.review_notes import parts_of_note

FINDINGS_SHEET = "核对意见"
OVERVIEW_SHEET = "概览"
INSTRUCTIONS_SHEET = "说明"
# The rows of the sheet of findings above its first finding: title, what to do, names of the columns.
HEADER_ROW = 3

REPLIES: dict[str, Decision] = {"确认有误": "confirmed", "说明情况": "explained", "数据无误": "dismissed"}
REPLY_WORDS: dict[str, str] = {decision: word for word, decision in REPLIES.items()}

Part = Literal["finding", "reply", "id"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its width in digits, whether it tells, asks or is hidden, and its text."""

    name: str
    width: float
    part: Part
    text: Callable[[Correction], str]


def seal(*printed: str) -> str:
    """A mark of what stands in a row, blanks aside: a row whose cells were sorted apart bears another's mark."""
    joined = "|".join("".join(text.split()) for text in printed)
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


def _unit(correction: Correction) -> str:
    return plain(correction.unit, 200)


def _year(correction: Correction) -> str:
    return str(correction.report_year) if correction.report_year else "不详"


def _problem(correction: Correction) -> str:
    return plain(correction.message, 2000)


def seal_of(correction: Correction) -> str:
    """The mark of the row of a finding."""
    return seal(correction.finding_id, correction.state_id, _unit(correction), _year(correction), _problem(correction))


SEQUENCE = Column("序号", 5, "finding", lambda _: "")
UNIT = Column("单位", 14, "finding", _unit)
YEAR = Column("年度", 6, "finding", _year)
PROBLEM = Column("问题", 30, "finding", _problem)
# Only where the address of the site is given.
LINK = Column("报告页面", 8, "finding", lambda _: "查看")

REPLY = Column("答复", 10, "reply", lambda finding: REPLY_WORDS.get(finding.decision or "", ""))
CORRECTED = Column("更正值", 9, "reply", lambda finding: plain(parts_of_note(finding.note)[0]))
EXPLANATION = Column("说明", 20, "reply", lambda finding: plain(parts_of_note(finding.note)[1]))
REPLIED_BY = Column("答复人", 9, "reply", lambda finding: plain(finding.reviewer or ""))
REPLIED_ON = Column(
    "答复日期", 11, "reply", lambda finding: finding.reviewed_on.isoformat() if finding.reviewed_on else ""
)

FINDING_ID = Column("问题编号", 34, "id", lambda finding: finding.finding_id)
STATE_ID = Column("状态编号", 34, "id", lambda finding: finding.state_id)
SEAL = Column("校验码", 18, "id", seal_of)

REPLY_COLUMNS = (REPLY, CORRECTED, EXPLANATION, REPLIED_BY, REPLIED_ON)
# In characters: what a note in the file of reviews can hold.
LONGEST_REPLY = {CORRECTED: 100, EXPLANATION: 1800, REPLIED_BY: 200}
# What must be there for a sheet to be one of ours.
READ_COLUMNS = (UNIT, YEAR, PROBLEM, *REPLY_COLUMNS, FINDING_ID, STATE_ID, SEAL)


def columns(*, with_link: bool) -> tuple[Column, ...]:
    """The columns from left to right."""
    return (
        SEQUENCE,
        UNIT,
        YEAR,
        Column("核对项目", 11, "finding", lambda finding: f"{finding.rule_id} {plain(finding.rule_title)}"),
        PROBLEM,
        Column("位置", 15, "finding", lambda finding: lines(finding.places)),
        Column("原文（所在行、列和出处）", 30, "finding", lambda finding: lines(finding.printed)),
        Column("应为／对照", 13, "finding", lambda finding: finding.expected_text),
        Column("实为", 13, "finding", lambda finding: finding.actual_text),
        Column("建议值", 13, "finding", lambda finding: finding.proposal),
        Column("严重程度", 6, "finding", lambda finding: finding.severity_word),
        *([LINK] if with_link else []),
        *REPLY_COLUMNS,
        FINDING_ID,
        STATE_ID,
        SEAL,
    )
